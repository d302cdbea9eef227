"""Time of reading figures and relations against the length of the text: 5 MB may take at most 12 times what 500 kB takes.

    python benchmarks/figures/speed.py [CHARACTERS]

The text is made of the benchmark's passages with plain sentences between them, about as dense in figures as a report.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from lawcheck.extractors.profile import infer
from lawcheck.model.facts import Facts
from lawcheck.readers.plain import read
from lawcheck.registry import extractors

FILLER = (
    "深入学习贯彻法治思想，健全依法决策机制，严格规范公正文明执法，推动各项工作落到实处，群众法治获得感不断增强。" * 4
)


def sample(length: int) -> str:
    """A text of about so many characters."""
    lines = Path(__file__).with_name("passages.jsonl").read_text(encoding="utf-8").splitlines()
    page = "\n".join(json.loads(line)["text"] + "\n" + FILLER for line in lines) + "\n"
    return (page * (length // len(page) + 1))[:length]


def seconds(text: str) -> tuple[float, int, int]:
    """The processor time for quantities and relations, without reading the file, and how many there were."""
    document = read(text, "<benchmark>")
    facts = Facts(document, infer(document), extractors())
    start = time.process_time()
    quantities, relations = len(facts.quantities), len(facts.relations)
    return time.process_time() - start, quantities, relations


def main() -> None:
    base = int(sys.argv[1]) if len(sys.argv) > 1 else 170_000  # 500 kB of UTF-8
    seconds(sample(20_000))
    small, *_ = min(seconds(sample(base)) for _ in range(3))
    large, quantities, relations = min(seconds(sample(base * 10)) for _ in range(2))
    print(f"{base} characters {small:.2f} s, {base * 10} characters {large:.2f} s: ×{large / small:.1f} (at most 12)")
    print(f"{large / base * 1e5:.2f} ms per 1,000 characters; {quantities} quantities, {relations} relations")
    sys.exit(large > 12 * small)


if __name__ == "__main__":
    main()
