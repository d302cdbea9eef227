"""The installed command and `python -m lawcheck`."""

from __future__ import annotations

import sys


def main() -> None:
    """Exits with the command line's code."""
    from lawcheck.cli import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
