"""The corpus of the benchmarks: township reports of about 5,000 characters, each with its own places and numbers.

About 130 numerals a report: twice as many as the median report of a government has, half as many again as the densest
that was counted.
"""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

LENGTH = 5000
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "township-sound.md"
_TOPICS = ("安全生产", "生态环境", "市场监管", "农村宅基地", "道路交通", "劳动保障", "食品药品", "城乡建设")
_WORK = ("宣传", "检查", "培训", "座谈", "走访", "调研", "督导", "评查")
_SENTENCES = (
    "围绕{topic}开展{work}{a}次，覆盖{b}个村和社区，现场解答群众提问{c}件。",
    "针对{topic}领域的突出问题，联合派出所、司法所开展{work}{a}次，发现的隐患均已督促整改。",
    "在{topic}工作中建立台账，明确各村和站所的责任人，由分管领导按月调度、按季通报，把任务落到岗位、落到人头。",
    "坚持把{topic}作为依法履职的重点，先后修订办事流程和工作规则，凡涉及群众切身利益的事项一律公开征求意见。",
    "把{topic}{work}与网格走访结合起来，网格员在入户时讲解政策、收集诉求，能当场答复的当场答复，不能当场答复的转交站所办理。",
    "司法所会同法律顾问对{topic}方面的合同和文件逐件提出书面意见，意见采纳情况记入台账备查。",
    "通过院坝会、广播和微信群开展{topic}{work}，用身边的事例讲清权利和义务，引导群众遇事找法、解决问题靠法。",
    "对{topic}中反复出现的纠纷，由调解员、村干部和当事人亲属一起做工作，力争把矛盾化解在萌芽状态。",
)


def report(number: int) -> str:
    """The n-th report: the sound example under another name, with a chapter of its own that fills it to LENGTH."""
    dice = random.Random(number)
    text = EXAMPLE.read_text(encoding="utf-8").replace("青禾镇", f"青禾{_name(number)}镇")
    head, mark, tail = text.partition("\n## ")
    own, size = [], len(text)
    unsaid = list(product(_SENTENCES, _TOPICS))  # each said once: a report that repeats itself is another benchmark
    dice.shuffle(unsaid)
    while size < LENGTH:
        paragraph = "".join(_sentence(dice, *unsaid.pop()) for _ in range(dice.randint(2, 4)))
        own.append(paragraph)
        size += len(paragraph) + 2
    chapter, mark_after, rest = tail.partition("\n## ")
    return head + mark + chapter.rstrip() + "\n\n" + "\n\n".join(own) + "\n" + mark_after + rest


def _sentence(dice: random.Random, form: str, topic: str) -> str:
    numbers = {"a": dice.randint(2, 40), "b": dice.randint(41, 400), "c": dice.randint(401, 9000)}
    return form.format(topic=topic, work=dice.choice(_WORK), **numbers)


def _name(number: int) -> str:
    return "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))


def write(folder: Path, count: int) -> list[Path]:
    """So many reports as files 00000.md and on; each file once, whatever is there already."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{number:05}.md" for number in range(count)]
    for number, file in enumerate(files):
        if not file.exists():
            file.write_text(report(number), encoding="utf-8")
    return files
