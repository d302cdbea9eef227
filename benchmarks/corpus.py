"""The corpus of the benchmarks: township reports of about 5,000 characters, each with its own places and numbers."""

from __future__ import annotations

import random
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


def report(number: int) -> str:
    """The n-th report: the sound example under another name, with a chapter of its own that fills it to LENGTH."""
    dice = random.Random(number)
    text = EXAMPLE.read_text(encoding="utf-8").replace("青禾镇", f"青禾{_name(number)}镇")
    head, mark, tail = text.partition("\n## ")
    own, size = [], len(text)
    while size < LENGTH:
        words = {
            "topic": dice.choice(_TOPICS), "work": dice.choice(_WORK),
            "a": dice.randint(2, 40), "b": dice.randint(41, 400), "c": dice.randint(401, 9000),
        }  # fmt: skip
        paragraph = "".join(dice.choice(_SENTENCES).format(**words) for _ in range(dice.randint(2, 4)))
        own.append(paragraph)
        size += len(paragraph) + 2
    chapter, mark_after, rest = tail.partition("\n## ")
    return head + mark + chapter.rstrip() + "\n\n" + "\n\n".join(own) + "\n" + mark_after + rest


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
