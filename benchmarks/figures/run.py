"""Scores the figure relations on labelled passages, as they are and with one figure of each sound relation changed.

    python benchmarks/figures/run.py [FILE] [--show N]

FILE (default: passages.jsonl beside this script) has a passage a line: {id, genre, text, relations[]}. A relation has a
`type` (ratio, sum, growth, difference, bound, count, same, none), its figures as {s, at, value, unit} and `expect`
(ok, tolerance, soft, error). A contradiction that touches no relation marked error or soft is a false alarm; a changed
figure is found when a contradiction touches its relation.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from lawcheck.extractors.profile import infer
from lawcheck.model.facts import Facts
from lawcheck.readers.plain import read
from lawcheck.registry import extractors

Span = tuple[int, int]
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def contradictions(text: str) -> list[list[Span]]:
    """The places of every relation that does not hold."""
    document = read(text, "<benchmark>")
    facts = Facts(document, infer(document), extractors())
    loud = [r for r in facts.relations if r.verdict in ("off", "impossible")]
    places = [[document.source_span(q.span) for group in r.members.values() for q in group] for r in loud]
    return [[(p.start, p.end) for p in spans] for spans in places]


def figures(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("s") and node.get("at") is not None:
            yield node
        for value in node.values():
            yield from figures(value)
    elif isinstance(node, list):
        for value in node:
            yield from figures(value)


def spans(relation: dict[str, Any]) -> set[Span]:
    return {(f["at"], f["at"] + len(f["s"])) for f in figures(relation)}


def chosen(relation: dict[str, Any]) -> dict[str, Any] | None:
    """The figure whose change breaks a relation that holds beyond doubt."""
    if relation.get("expect") != "ok" or relation.get("convention") or relation.get("kind") == "average":
        return None
    kind = relation["type"]
    if kind == "sum" and relation.get("exhaustive"):
        return usable(relation["parts"][0])
    name = {
        "ratio": "percent",
        "growth": "percent",
        "difference": "result",
        "count": "announced",
        "bound": "lesser",
        "same": "a",
    }
    greater = relation.get("greater")
    if kind == "bound" and not (isinstance(greater, dict) and greater.get("unit") == relation["lesser"].get("unit")):
        return None
    return usable(relation.get(name.get(kind, "")))


def usable(figure: Any) -> dict[str, Any] | None:
    """A figure that stands in the text by itself, else None."""
    single = isinstance(figure, dict) and figure.get("s") and figure.get("at") is not None
    return figure if single and not re.search("[万亿余多]", figure["s"]) else None


def changed(relation: dict[str, Any], figure: dict[str, Any]) -> str | None:
    """The figure's surface with another number, printed decimals and commas kept."""
    match = NUMBER.search(figure["s"])
    if not match:
        return None
    value = Decimal(match[0].replace(",", ""))
    if relation["type"] == "bound":
        new = Decimal(str(relation["greater"]["value"])) + 5
    elif relation["type"] in ("ratio", "growth"):
        new = value - 9 if value > 60 else value + 9
    else:
        new = value + max(1 if value < 9 else 2, value // 11)
    places = len(match[0].partition(".")[2])
    text = f"{new:,.{places}f}" if "," in match[0] else f"{new:.{places}f}"
    return figure["s"][: match.start()] + text + figure["s"][match.end() :]


def mutants(case: dict[str, Any]) -> Iterator[tuple[str, str, set[Span]]]:
    """Kind, text and the places that may now be named, for every relation that can be broken."""
    for relation in case["relations"]:
        figure = chosen(relation)
        new = changed(relation, figure) if figure else None
        if not figure or not new:
            continue
        start, end = figure["at"], figure["at"] + len(figure["s"])
        grow = len(new) - len(figure["s"])
        touched = {s for r in case["relations"] if r is relation or (start, end) in spans(r) for s in spans(r)}
        moved = {tuple(p + grow if p >= end else p for p in span) for span in touched}
        yield relation["type"], case["text"][:start] + new + case["text"][end:], moved  # type: ignore[misc]


def touches(found: list[Span], wanted: set[Span]) -> bool:
    return any(a < d and c < b for a, b in found for c, d in wanted)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("file", nargs="?", default=str(Path(__file__).with_name("passages.jsonl")))
    options.add_argument("--show", type=int, default=0, help="print so many misses and false alarms")
    args = options.parse_args()
    cases = [json.loads(line) for line in Path(args.file).read_text(encoding="utf-8").splitlines() if line.strip()]
    made, hit, lines = Counter[str](), Counter[str](), []
    alarms = real = real_hit = true = false = 0
    for case in cases:
        allowed = {s for r in case["relations"] if r.get("expect") in ("error", "soft") for s in spans(r)}
        found = contradictions(case["text"])
        wrong = [f for f in found if not touches(f, allowed)]
        alarms += bool(wrong)
        true, false = true + len(found) - len(wrong), false + len(wrong)
        lines += [f"FALSE {case['id']}: {case['text']}"] * bool(wrong)
        for relation in case["relations"]:
            if relation.get("expect") == "error":
                real += 1
                ok = any(touches(f, spans(relation)) for f in found)
                real_hit += ok
                lines += [] if ok else [f"MISS real {case['id']}: {case['text']}"]
        for kind, text, wanted in mutants(case):
            made[kind] += 1
            found = contradictions(text)
            ok = any(touches(f, wanted) for f in found)
            hit[kind] += ok
            right = sum(touches(f, wanted | allowed) for f in found)
            true, false = true + right, false + len(found) - right
            lines += [] if ok else [f"MISS {kind} {case['id']}: {text}"]
    print(*lines[: args.show], sep="\n", end="\n" if args.show else "")
    print(f"passages {len(cases)}, with a false alarm {alarms} ({alarms / len(cases):.1%})")
    print(f"precision {true / max(1, true + false):.3f}, real errors found {real_hit}/{real}")
    print(f"changed figures found {hit.total()}/{made.total()} ({hit.total() / max(1, made.total()):.1%}):", end=" ")
    print(", ".join(f"{kind} {hit[kind]}/{made[kind]}" for kind in sorted(made)))


if __name__ == "__main__":
    main()
