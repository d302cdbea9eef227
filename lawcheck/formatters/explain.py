"""The page of one rule: what it reports and why, on what basis, examples, how to mend it and how to set it aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lawcheck.formatters.wording import say
from lawcheck.model.patterns import re_compile
from lawcheck.model.rule import Example, Rule, Where

_BRACED = re_compile(r"\{[^{}]*\}")
_WHERE = ("section", "about", "paragraph", "sentence", "part", "outside")


class Part(NamedTuple):
    """One heading of the page with its text; `literal` text keeps its lines."""

    heading: str
    text: str
    literal: bool = False


def page(rule: Rule, *, lang: str = "zh", markdown: bool = False) -> str:
    """The page of a rule, for a terminal or as Markdown; without a line break at the end."""
    title = rule.title.say(lang)
    if markdown:
        head = f"# `{rule.id}`\n\n{title}\n"
        return head + "".join(_markdown(part) for part in parts(rule, lang)).rstrip()
    head = f"{rule.id}\n{title}\n"
    return head + "".join(_text(part) for part in parts(rule, lang)).rstrip()


def index(rules: Iterable[Rule], lang: str = "zh", markdown: bool = False) -> str:
    """The rules of a pack, a line each: severity, id, title; without a line break at the end."""
    found = list(rules)
    if markdown:
        return "\n".join(f"- `{r.id}` {r.title.say(lang)}（{say(lang, r.severity.value)}）" for r in found)
    wide = max(len(rule.id) for rule in found)
    broad = 7 if lang == "en" else 0  # Chinese severities are of one width
    return "\n".join(
        f"{rule.id:<{wide}}  {say(lang, rule.severity.value):<{broad}}  {rule.title.say(lang)}" for rule in found
    )


def parts(rule: Rule, lang: str) -> Iterator[Part]:
    """What the page holds, in order; a part with nothing to say is left out."""
    join = say(lang, "semicolon")
    yield Part(say(lang, "severity"), say(lang, rule.severity.value))
    yield Part(say(lang, "reports"), _BRACED.sub("…", rule.message.say(lang)))
    yield Part(say(lang, "basis"), join.join(_basis(rule)))
    yield Part(say(lang, "applies"), applies(rule, lang))
    if rule.hint.say(lang):
        yield Part(say(lang, "hint"), _BRACED.sub("…", rule.hint.say(lang)))
    for key, text in _examples(rule.examples):
        yield Part(say(lang, key), text, literal=True)
    yield Part(say(lang, "setting-aside"), _suppress(rule.id, lang), literal=True)
    yield Part(
        say(lang, "configuring"), f"severity:\n  {rule.id}: notice    # error | warning | notice | off", literal=True
    )


def _basis(rule: Rule) -> Iterator[str]:
    for basis in rule.basis:
        yield f"{basis}（{basis.from_} 起）" if basis.from_ else str(basis)


def applies(rule: Rule, lang: str) -> str:
    """The documents and the parts of them that a rule looks at."""
    when = [
        f"{say(lang, key)} {say(lang, 'list').join(values)}"
        for key, values in (("kind", rule.when.kind), ("level", rule.when.level), ("year", (rule.when.year,)))
        if any(values)
    ]
    where = [say(lang, f"where-{key}", pattern=getattr(rule.where, key)) for key in _WHERE if getattr(rule.where, key)]
    whole = [say(lang, "whole")] if rule.where == Where() else []
    return say(lang, "semicolon").join([say(lang, "list").join(when) or say(lang, "always"), *where, *whole])


def _examples(examples: tuple[Example, ...]) -> Iterator[tuple[str, str]]:
    """The first failing example with its mended form, then the first that passes: enough for a page."""
    invalid = next((e for e in examples if e.invalid), None)
    if invalid:
        yield "bad", invalid.invalid
        if invalid.fixed:
            yield "mended", invalid.fixed
    valid = next((e for e in examples if e.valid), None)
    if valid:
        yield "good", valid.valid


def _suppress(rule_id: str, lang: str) -> str:
    reason = say(lang, "reason-word")
    return (
        f"<!-- lawcheck: ignore {rule_id} -- {reason} -->\n"
        f"<!-- lawcheck: ignore-next-line {rule_id} -- {reason} -->\n"
        f"<!-- lawcheck: disable {rule_id} -- {reason} --> … <!-- lawcheck: enable {rule_id} -->\n"
        f"<!-- lawcheck: ignore-file {rule_id} -- {reason} -->"
    )


def _text(part: Part) -> str:
    body = "\n".join(f"    {line}".rstrip() for line in part.text.strip("\n").splitlines())
    return f"\n{_head(part)}\n{body}\n"


def _markdown(part: Part) -> str:
    text = part.text.strip("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    body = f"{fence}text\n{text}\n{fence}" if part.literal else text
    return f"\n## {_head(part)}\n\n{body}\n"


def _head(part: Part) -> str:
    return part.heading[:1].upper() + part.heading[1:]
