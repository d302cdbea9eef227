"""The installed command and `python -m lawcheck`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Exits with the command line's code."""
    gc.set_threshold(
        100_000
    )  # a run makes many small values and few cycles: a twentieth of a short run went into looking
    from lawcheck.cli import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
