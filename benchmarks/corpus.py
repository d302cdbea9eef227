"""The corpus of the benchmarks: township reports of about 5,000 characters, each with its own places and numbers.

About 120 numerals a report: twice as many as the median report of a government has, half as many again as the densest
that was counted.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path

LENGTH = 5000
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "township-sound.md"
_TOPICS = ("安全生产", "生态环境", "市场监管", "农村宅基地", "道路交通", "劳动保障", "食品药品", "城乡建设")
_WORK = ("宣传", "检查", "培训", "座谈", "走访", "调研", "督导", "评查")
_SYLLABLES = "云溪石桥柳塘松岭青河白沙竹园梅坪杉湾金田双泉新店上坝"  # of villages that are not on any map
_SENTENCES = (
    "围绕{topic}在{place}村开展{work}{a}次，覆盖{b}个村民小组，现场解答群众提问{c}件。",
    "针对{topic}领域的突出问题，联合派出所、司法所到{place}村开展{work}{a}次，发现的隐患均已督促整改。",
    "{place}村在{topic}工作中建立台账，明确村组和站所的责任人，由分管领导按月调度、按季通报，把任务落到岗位、落到人头。",
    "坚持把{topic}作为依法履职的重点，修订{place}片区的办事流程和工作规则，凡涉及群众切身利益的事项一律公开征求意见。",
    "{place}村把{topic}{work}与网格走访结合起来，网格员在入户时讲解政策、收集诉求，能当场答复的当场答复，不能当场答复的转交站所办理。",
    "司法所会同法律顾问对{place}村{topic}方面的合同和文件逐件提出书面意见，意见采纳情况记入台账备查。",
    "通过{place}村的院坝会、广播和微信群开展{topic}{work}，用身边的事例讲清权利和义务，引导群众遇事找法、解决问题靠法。",
    "对{place}村{topic}中反复出现的纠纷，由调解员、村干部和当事人亲属一起做工作，力争把矛盾化解在萌芽状态。",
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
    """Paragraphs without end; each sentence is said of each topic once before any is said again, of another village."""
    dice = random.Random(seed)
    unsaid: list[tuple[str, str]] = []
    while True:
        if len(unsaid) < 4:
            unsaid = list(product(_SENTENCES, _TOPICS))
            dice.shuffle(unsaid)
        chosen = [unsaid.pop() for _ in range(dice.randint(2, 4))] + [(_SLIPS, "")] * (dice.random() < 0.1)
        yield "".join(_said(dice, form, topic) for form, topic in chosen)


def _said(dice: random.Random, form: str, topic: str) -> str:
    numbers = {"a": dice.randint(2, 40), "b": dice.randint(41, 400), "c": dice.randint(401, 9000)}
    place = "".join(dice.choices(_SYLLABLES, k=3))
    return form.format(topic=topic, work=dice.choice(_WORK), place=place, **numbers)


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
