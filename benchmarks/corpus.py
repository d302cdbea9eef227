"""The corpus of the benchmarks: township reports of about 5,000 characters, each with its own places and numbers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path

LENGTH = 5000
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "township-sound.md"
_TOPICS = ("安全生产", "生态环境", "市场监管", "农村宅基地", "道路交通", "劳动保障", "食品药品", "城乡建设")
_WORK = ("宣传", "检查", "培训", "座谈", "走访", "调研", "督导", "评查")
_SENTENCES = (
    "围绕{topic}开展{work}{a}次，覆盖{b}个村和社区，现场解答群众提问{c}件。",
    "组织干部参加{topic}方面的{work}{a}场次，参训人员{b}人次，发放资料{c}份。",
    "针对{topic}领域的突出问题，联合派出所、司法所开展{work}{a}次，发现隐患{b}处，均已督促整改。",
    "在{topic}工作中建立台账{a}本，明确责任人{b}名，每月通报一次进展。",
    "通过院坝会、广播和微信群开展{topic}{work}，推送信息{a}条，阅读量{c}人次。",
)
# One paragraph in ten has two slips that any checker with the words of the pack `wording` finds.
_SLIPS = "组织以案示法活动{a}场，帮助{b}名群众申请法律援肋。"


def report(number: int) -> str:
    """The n-th report: the sound example under another name, with a chapter of its own that fills it to LENGTH."""
    text = EXAMPLE.read_text(encoding="utf-8").replace("青禾镇", f"青禾{_name(number)}镇")
    head, mark, tail = text.partition("\n## ")
    own, size = [], len(text)
    for paragraph in _paragraphs(number):
        if size >= LENGTH:
            break
        own.append(paragraph)
        size += len(paragraph) + 2
    chapter, mark_after, rest = tail.partition("\n## ")
    return head + mark + chapter.rstrip() + "\n\n" + "\n\n".join(own) + "\n" + mark_after + rest


def _paragraphs(seed: int) -> Iterator[str]:
    """Paragraphs without end; no sentence stands twice in one, as it does in no real report."""
    dice = random.Random(seed)
    while True:
        words = {"topic": dice.choice(_TOPICS), "work": dice.choice(_WORK)}
        sentences = dice.sample(_SENTENCES, dice.randint(2, 4)) + [_SLIPS] * (dice.random() < 0.1)
        yield "".join(
            sentence.format(**words, a=dice.randint(2, 40), b=dice.randint(41, 400), c=dice.randint(401, 9000))
            for sentence in sentences
        )


def _name(number: int) -> str:
    return "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))


def write(folder: Path, count: int) -> Path:
    """So many reports as files 00000.md and on in the folder; each file once, whatever is there already."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        file = folder / f"{number:05}.md"
        if not file.exists():
            file.write_text(report(number), encoding="utf-8")
    return folder


def write_text(folder: Path, size: int) -> Path:
    """One text of about so many bytes, alone in a folder of its own: a title, then chapters of twenty paragraphs."""
    file = folder / f"text-{size}" / "text.md"
    if file.exists():
        return file
    file.parent.mkdir(parents=True)
    with file.open("wb") as out:
        left = size - out.write(EXAMPLE.read_bytes().partition(b"\n")[0])
        for number, paragraph in enumerate(_paragraphs(size)):
            if left <= 0:
                break
            chapter = "" if number % 20 else f"\n\n## 工作情况之{number // 20 + 1}"
            left -= out.write(f"{chapter}\n\n{paragraph}".encode())
        out.write(b"\n")
    return file


class Edited:
    """A draft that is another one after each call, so that no kept result answers for it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._text = report(0)
        self._numbers = count()
        self()

    def __call__(self) -> None:
        self.path.write_text(f"{self._text}\n本稿为第{next(self._numbers)}稿。\n", encoding="utf-8")
