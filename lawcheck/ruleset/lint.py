"""What is poorly written in rules that load and pass their examples: patterns that cost time, and what stands twice.

A notice is a fact about what the rule file itself writes: patterns that belong to a check type are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lawcheck.model.rule import Rule, Words
from lawcheck.model.ruleset import Ruleset
from lawcheck.model.syntax import REPEATS, op, tree
from lawcheck.model.text import fold_pattern
from lawcheck.ruleset.ambiguity import ambiguous
from lawcheck.ruleset.literals import lacking, needed
from lawcheck.ruleset.places import Place, Places
from lawcheck.ruleset.rulefile import where_patterns

# Such a pattern is tried at one place of a text only: it costs nothing that it promises no literal.
_ANCHORED = re.compile(r"(?:\(\?[asux]+\))?\^|(?:\(\?[amsux]+\))?\\[AG]")
_GROUP = re.compile(r"^\?(?:[:=!>]|<[=!]|P?<\w+>|[a-z-]+:)")

_WHY = {
    "unread": Words(
        "有求必含文字时读不懂的写法，如 \\G、\\p{…}", "it has syntax that is not read for literals, as \\G or \\p{…}"
    ),
    "caseless": Words("不分大小写", "it ignores case"),
    "optional": Words("各部分都可省略", "every part of it may be left out"),
    "branch": Words("有一个分支没有必含文字", "one of its alternatives has none"),
    "classes": Words("只有宽泛的字符类，或者可能的文字太多", "it has only wide classes, or too many choices"),
}
_COST = {
    "select": Words("每份适用的草稿都要用它选取一遍", "it is tried on every draft that the rule applies to"),
    "always": Words("规则在每份适用的草稿上都要运行", "the rule runs on every draft that it applies to"),
    "selected": Words("凡有 where 所选的内容，规则都要运行", "the rule runs wherever `where` selects anything"),
    "each": Words("规则运行时不能先行跳过它", "it can never be skipped when the rule runs"),
}
_EMPTY = Words("能匹配空文字，处处都算匹配", "matches the empty text, and so everywhere")
_SLOW = Words(
    "有一处重复能以多种方式走过同一段文字（如 (?:甲|甲甲)+、(?:甲+)+），不匹配时可能极慢",
    "a repeat can go over the same text in several ways (as in (?:a|aa)+ or (?:a+)+): it may be very slow where it fails",
)


class Notice(NamedTuple):
    """One thing to improve. `kind` is unindexed, empty, slow or duplicate; `text` is what stands at the place."""

    rule: str
    place: Place
    kind: str
    text: str
    message: Words

    def say(self, lang: str) -> str:
        return f"{self.place.path}:{self.place.line}: {self.kind} {self.rule}: {self.message.say(lang)}"


def lint(rules: Ruleset, packs: Iterable[Path] = ()) -> list[Notice]:
    """The notices of all rules in their order, each rule's in the order of its file; `packs` are files that adapt them."""
    places = Places(packs)
    found = []
    for rule in rules:
        patterns = _patterns(rule, rules)
        own = [*_on_patterns(rule, patterns, places), *_on_lists(rule, patterns, places)]
        found += sorted(own, key=lambda notice: notice.place)
    return found


def _patterns(rule: Rule, rules: Ruleset) -> dict[str, str]:
    """The patterns that a rule's file writes, with what it costs that one promises no literal (key of _COST, or "")."""
    check: Any = rules.check(rule)
    gates, wheres = check.patterns(), where_patterns(rule.where)
    # Where some patterns decide whether a check finds anything, the others (unless) are tried only around a match.
    costs = dict.fromkeys(check.all_patterns(), "" if gates else "each")
    costs.update(dict.fromkeys(gates, "selected" if rule.where_literals else "always"))
    written = set(_texts(rule.params))
    return {p: cost for p, cost in costs.items() if p in written} | dict.fromkeys(wheres, "select")


def _on_patterns(rule: Rule, patterns: dict[str, str], places: Places) -> Iterator[Notice]:
    for pattern, cost in patterns.items():
        place = places.of(rule, pattern)
        if _matches_empty(pattern):
            yield Notice(rule.id, place, "empty", pattern, _about(pattern, _EMPTY))
        elif cost and needed(pattern) is None and not _anchored(pattern):
            yield Notice(rule.id, place, "unindexed", pattern, _about(pattern, _unindexed(pattern, cost)))
        if ambiguous(pattern):
            yield Notice(rule.id, place, "slow", pattern, _about(pattern, _SLOW))
        for texts in alternatives(pattern):
            for again, first in _twice(texts, fold=True):
                said = _about(pattern, _again(texts[again], texts[first]))
                yield Notice(rule.id, place, "duplicate", pattern, said)


def _on_lists(rule: Rule, patterns: dict[str, str], places: Places) -> Iterator[Notice]:
    for steps, texts in _lists(rule.params, ("check", rule.check)):
        for again, first in _twice(texts, fold=all(text in patterns for text in texts)):
            place = places.of(rule, texts[again], (*steps, again))
            yield Notice(rule.id, place, "duplicate", texts[again], _again(texts[again], texts[first]))


def _unindexed(pattern: str, cost: str) -> Words:
    why, then = _WHY[lacking(pattern)], _COST[cost]
    return Words(f"没有必含文字（{why.zh}），{then.zh}", f"promises no literal ({why.en}): {then.en}")


def _again(text: str, first: str) -> Words:
    if text == first:
        return Words(f"“{text}”列了两次", f"“{text}” is listed twice")
    return Words(
        f"“{text}”与前面的“{first}”相同（不分全角半角）",
        f"“{text}” is the same as “{first}” before it (width is folded)",
    )


def _about(pattern: str, said: Words) -> Words:
    shown = pattern if len(pattern) <= 60 else pattern[:59] + "…"
    return Words(f"模式 {shown} {said.zh}", f"pattern {shown} {said.en}")


def _anchored(pattern: str) -> bool:
    *_, outermost = alternatives(pattern)
    return all(_ANCHORED.match(text) for text in outermost)


def _matches_empty(pattern: str) -> bool:
    """Whether a pattern matches nothing at all, with no condition on what stands around."""
    parsed = tree(pattern)
    return parsed is not None and _empty(parsed)


def _empty(items: Iterable[Any]) -> bool:
    """Whether parts in a row may all match nothing, whatever stands around."""
    return all(
        any(map(_empty, value[1])) if kind is op.BRANCH
        else _empty(value[3]) if kind is op.SUBPATTERN
        else value[0] == 0 or _empty(value[2]) if kind in REPEATS
        else False
        for kind, value in items
    )  # fmt: skip


def alternatives(pattern: str) -> Iterator[list[str]]:
    """The alternatives of each group of a pattern as written (one, mostly); those outside any group last."""
    open_: list[list[str]] = [[""]]
    at = 0
    while at < len(pattern):
        token = _token(pattern, at)
        at += len(token)
        if token == "|":
            open_[-1].append("")
        elif token == ")" and len(open_) > 1:
            inner = open_.pop()
            yield [_GROUP.sub("", inner[0]), *inner[1:]]
            open_[-1][-1] += f"({'|'.join(inner)})"
        elif token == "(":
            open_.append([""])
        else:
            open_[-1][-1] += token
    yield open_[0]


def _token(pattern: str, at: int) -> str:
    """The next character of a pattern, with the one that it escapes; a whole character class."""
    if pattern[at] == "\\":
        return pattern[at : at + 2]
    if pattern[at] != "[":
        return pattern[at]
    end = at + 1 + pattern.startswith("^", at + 1)
    end += pattern.startswith("]", end)
    while end < len(pattern) and pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    return pattern[at : end + 1]


def _twice(texts: list[str], *, fold: bool) -> Iterator[tuple[int, int]]:
    """Each text that stands in a list already, and where it stands first."""
    first: dict[str, int] = {}
    for number, text in enumerate(texts):
        before = first.setdefault(fold_pattern(text) if fold else text, number)
        if before != number:
            yield number, before


def _lists(data: Any, at: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], list[str]]]:
    """The lists of texts in a rule's data, and the steps to each."""
    if isinstance(data, list) and data and all(isinstance(text, str) for text in data):
        yield at, data
    for step, child in _children(data):
        yield from _lists(child, (*at, step))


def _texts(data: Any) -> Iterator[str]:
    """Every text in a rule's data, keys too."""
    if isinstance(data, str):
        yield data
    for step, child in _children(data):
        yield from _texts(step)
        yield from _texts(child)


def _children(data: Any) -> Iterable[tuple[Any, Any]]:
    return data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
