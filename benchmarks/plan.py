"""What is run, how often and how large."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from peers import Peer


@dataclass(frozen=True)
class Plan:
    """The full sizes; `quick` takes about a tenth of them, to see that everything runs."""

    folder: Path
    peers: dict[str, Peer]
    rounds: int
    most: int = 1000
    drafts: int = 1000
    text: int = 5_000_000
    limit: float = 120
    ruled: int = 200
    rules: tuple[int, ...] = (42, 300, 1000)
    cluster: int = 2000
