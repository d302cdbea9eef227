"""The installed command and `python -m lawcheck`: what makes a short run short, and then the command line."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Exits with the command line's code."""
    # A run makes many small values and few cycles: a twentieth of a short one went into looking for them.
    gc.set_threshold(100_000)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115 — closed by who called (>&-)
    from lawcheck.cli import main as run
    from lawcheck.cli import plain
    from lawcheck.cli.lossy import Lossy

    lossy = Lossy()
    lossy.take(sys.stdout, sys.stderr)
    code = run()
    lossy.tell()
    if plain(sys.argv[1:]):
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> None:
    """Ends a plain run without taking the process apart: an eighth of a short one went into freeing its memory."""
    with suppress(BrokenPipeError, ValueError):  # the reader has what it wanted, or the stream is closed
        sys.stdout.flush()
        sys.stderr.flush()
    atexit._run_exitfuncs()
    os._exit(code)


if __name__ == "__main__":
    main()
