"""`lawcheck rules corpus`: how often each rule speaks over a folder, and what a change of rules changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import Struct

from lawcheck.cli.chinese import Command
from lawcheck.cli.plan import Words, plan, settled_by_flags, split
from lawcheck.cli.shared import PACKS, RULE
from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import Review
from lawcheck.model.profile import KINDS


class Sample(Struct, frozen=True, order=True):
    """One finding as a baseline keeps it: what it says of which text of which file, not at which line."""

    rule: str
    severity: str
    path: str
    text: str
    message: str


class Record(Struct, frozen=True):
    """What a run over a folder found, kept with --save and compared with --against."""

    characters: int
    files: int
    samples: list[Sample]


@click.command(
    "corpus", cls=Command, help="在一个目录的文本上运行所有规则，按规则列出次数和样例；--against 与上次结果比较"
)
@click.argument("folder", type=click.Path(exists=True, path_type=Path), metavar="目录")
@PACKS
@click.option("--select", multiple=True, metavar=RULE)
@click.option("--kind", type=click.Choice(KINDS), help="把每份文件都当作这一文种")
@click.option("--samples", default=3, show_default=True, metavar="N", help="每条规则列几个样例")
@click.option("--save", type=click.Path(path_type=Path), metavar="文件", help="把结果存为基线")
@click.option("--against", type=click.Path(exists=True, path_type=Path), metavar="文件", help="与这份基线比较")
def command(
    folder: Path, packs: tuple[str, ...], select: tuple[str, ...], kind: str | None, samples: int,
    save: Path | None, against: Path | None,
) -> None:  # fmt: skip
    from lawcheck.batch import review_many

    words = Words(
        (str(folder),), packs, split(select), settled=settled_by_flags((), {"kind": kind}), search_config=False
    )
    made = plan(words)
    record = _record(review_many(made.jobs), folder)
    if save:
        save.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1))
    if against:
        try:
            before = msgspec.json.decode(against.read_bytes(), type=Record)
        except msgspec.DecodeError as error:
            raise LawcheckError(f"{against} 不是 rules corpus --save 存下的结果：{error}") from error
        click.echo(compare(before, record), nl=False)
    else:
        click.echo(report(record, samples), nl=False)


def _record(reviews: Iterable[Review], folder: Path) -> Record:
    characters, files, samples = 0, 0, []
    for review in reviews:
        files += 1
        if review.document is None:
            click.echo(f"{review.path}：{review.error}", err=True)
            continue
        characters += len(review.document.text)
        path = Path(review.path)
        shown = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else review.path
        samples += [Sample(f.rule, f.severity.value, shown, f.place.text, f.message) for f in review.findings]
    return Record(characters, files, sorted(samples))


def report(record: Record, most: int) -> str:
    """By rule: how often, in how many files, per 20,000 characters, with samples."""
    groups: dict[str, list[Sample]] = defaultdict(list)
    for sample in record.samples:
        groups[sample.rule].append(sample)
    out = []
    for rule, found in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        files = len({s.path for s in found})
        out.append(f"{len(found):>5}  {rule}  {found[0].severity}  {files} 份文件\n")
        out += [f"       {s.path}：“{_short(s.text)}” {s.message}\n" for s in found[:most]]
    rate = len(record.samples) * 20000 / max(1, record.characters)
    out.append(
        f"{record.files} 份文件、{record.characters} 字、{len(groups)} 条规则报出 {len(record.samples)} 处，每 2 万字 {rate:.2f} 处\n"
    )
    return "".join(out)


def compare(before: Record, after: Record) -> str:
    """What is found now and was not, and the other way round."""
    out: list[str] = []
    for sign, ours, theirs in (("+", after, before), ("-", before, after)):
        left: dict[Any, int] = defaultdict(int)
        for sample in theirs.samples:
            left[sample] += 1
        for sample in ours.samples:
            if left[sample]:
                left[sample] -= 1
            else:
                out.append(f"{sign} {sample.rule} {sample.path}：“{_short(sample.text)}” {sample.message}\n")
    gained = sum(line.startswith("+") for line in out)
    out.append(f"新增 {gained} 处，消失 {len(out) - gained} 处\n")
    return "".join(out)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
