"""One rule file: its YAML shape, and the strict way from there to a Rule."""

from __future__ import annotations

from typing import Any, get_args

import regex
from msgspec import Struct, field, to_builtins

from lawcheck.model.document import Role
from lawcheck.model.profile import KINDS, LEVELS
from lawcheck.model.rule import Basis, Example, Rule, Severity, When, Where, Words
from lawcheck.model.text import fold, fold_pattern
from lawcheck.model.years import YearRange
from lawcheck.registry import CHECKS, READERS, check_type, names
from lawcheck.ruleset.literals import needed
from lawcheck.strict import MISSING, Path, Tree, convert

_BRACED = regex.compile(r"\{([^{}]*)\}")
_BRACES = frozenset("{}")
PARTS = (*get_args(Role), "intro", "table", "heading")


class BasisFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule rests on: `law` (with `item`, `number`, `from`), `standard`, or a stated `convention`."""

    law: str = ""
    standard: str = ""
    convention: str = ""
    item: str = ""
    number: str = ""
    from_: str = field(default="", name="from")


class WhenFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The Profile a rule applies to."""

    kind: str | list[str] = []
    level: str | list[str] = []
    year: str = ""


ALWAYS = WhenFile()


class ExampleFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A text that the rule passes (`valid`) or fails exactly at its «» marks (`invalid`, and `fixed` is it mended).

    `previous` is last year's report, for rules that compare with it.
    """

    valid: str = ""
    invalid: str = ""
    fixed: str = ""
    format: str = "markdown"
    profile: dict[str, str | int] = {}
    previous: str = ""


class VariantFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule changes of a variant of its check type."""

    severity: Severity | None = None
    message: Words | str | None = None


class RuleFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of a rule file."""

    title: Words | str
    basis: list[BasisFile]
    severity: Severity
    check: dict[str, Any]
    message: Words | str
    hint: Words | str = ""
    when: WhenFile = WhenFile()
    where: Where = Where()
    variants: dict[str, VariantFile] = {}
    fold: int = 10
    examples: list[ExampleFile] = []


def words(text: Words | str | None) -> Words:
    return text if isinstance(text, Words) else Words(text or "")


def as_tuple(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def read_rule(tree: Tree, rule_id: str, when: WhenFile = ALWAYS, *, proved: bool = False) -> Rule | None:
    """The Rule in a tree, or None with its faults recorded there. `when` is what the pack asks of every rule.

    `proved`: its patterns are known to compile, and are not tried.
    """
    file = convert(tree, tree.data, RuleFile)
    data: dict[str, Any] = tree.data if isinstance(tree.data, dict) else {}
    kind, check = _check(tree, data.get("check"))
    if not proved:
        _patterns(tree, data, check)
    if check is not None:
        _messages(tree, data, check)
    _examples(tree, data)
    _part(tree, data)
    _basis(tree, data)
    check_when(tree, data)
    if file is MISSING or check is None or tree.faults:
        return None
    wheres = where_patterns(file.where)
    where_literals = [needed(p) for p in wheres]
    return Rule(
        id=rule_id,
        title=words(file.title),
        basis=tuple(Basis(b.law, b.standard, b.convention, b.item, b.number, b.from_) for b in file.basis),
        severity=file.severity,
        check=kind,
        params=_said(data["check"][kind] or {}, to_builtins(check)),
        message=words(file.message),
        hint=words(file.hint),
        when=When(
            as_tuple(file.when.kind or when.kind), as_tuple(file.when.level or when.level), file.when.year or when.year
        ),
        where=file.where,
        variants={k: dict(data["variants"][k]) for k in file.variants},
        fold=file.fold,
        examples=tuple(
            Example(e.valid, e.invalid, e.fixed, e.format, e.profile, _line(tree, ("examples", i)), e.previous)
            for i, e in enumerate(file.examples)
        ),
        path=tree.path,
        literals=_union(list(map(needed, check.patterns()))),
        where_literals=_union(where_literals),
        inside={p: tuple(sorted(found)) for p in wheres if (found := needed(p, inside=True))},
        compares=check.COMPARES,
        needs={p: tuple(sorted(needed(p) or ())) for p in sorted({*check.all_patterns(), *wheres})},
    )


def _line(tree: Tree, at: Path) -> int:
    """The line of a value, or of what it was added to by a pack."""
    return next((tree.values[path][0] for path in (at, at[:1]) if path in tree.values), 1)


def _said(written: Any, read: Any) -> Any:
    """What is written, a number that was read as a text as that text (pattern: 2023)."""
    if isinstance(written, dict) and isinstance(read, dict):
        return {key: _said(value, read.get(key)) for key, value in written.items()}
    if isinstance(written, list) and isinstance(read, list | tuple) and len(written) == len(read):
        return [_said(one, other) for one, other in zip(written, read, strict=True)]
    return read if isinstance(read, str) and not isinstance(written, str) else written


def _union(sets: list[frozenset[str] | None]) -> tuple[str, ...]:
    """Literals of which one must occur for any of the patterns to match; () when one of them promises none."""
    if not sets or any(s is None for s in sets):
        return ()
    return tuple(sorted(frozenset().union(*(s or frozenset() for s in sets))))


def _check(tree: Tree, data: Any) -> tuple[str, Any]:
    if data is None:
        return "", None  # the missing key is a fault already
    if not isinstance(data, dict) or len(data) != 1:
        tree.fault(("check",), "check 下应有且只有一种检查")
        return "", None
    kind = next(iter(data))
    try:
        cls = check_type(kind)
    except KeyError:
        tree.fault(("check", kind), f"未知的检查类型 {kind}，可用：{' '.join(names('checks', CHECKS))}", key=True)
        return kind, None
    check = convert(tree, data[kind] if data[kind] is not None else {}, cls, ("check", kind))
    return kind, None if check is MISSING else check


def where_patterns(where: Where) -> list[str]:
    """The pattern that decides whether a `where` selects anything at all; [] where it has none."""
    return [p for p in (where.section or where.about, where.paragraph, where.sentence) if p][:1]


def _patterns(tree: Tree, data: dict[str, Any], check: Any) -> None:
    """Every pattern must compile as it will be run: folded, by the regex module."""
    raw = data.get("where")
    found = [str(v) for k, v in raw.items() if k in ("section", "about", "paragraph", "sentence", "outside")] if isinstance(
        raw, dict) else []  # fmt: skip
    texts = "\n".join(
        str(e.get("valid", "")) + "\n" + str(e.get("invalid", ""))
        for e in data.get("examples") or []
        if isinstance(e, dict)
    )
    wheres = len(found)
    if check is not None:
        found += check.all_patterns()
    for number, pattern in enumerate(found):
        try:
            compiled = regex.compile(fold_pattern(pattern), regex.VERSION1)
        except regex.error as error:
            tree.fault(tree.where(pattern), f"正则表达式有误：{error}")
            continue
        if number < wheres and texts.strip():
            plain = fold(texts.replace("«", "").replace("»", ""))
            if not compiled.search(plain):
                tree.fault(tree.where(pattern), "where 在各示例中都选不到任何内容")


def _messages(tree: Tree, data: dict[str, Any], check: Any) -> None:
    """A message may use only the names that the check gives; a variant must be one of the check type's."""
    texts: list[tuple[Path, Any]] = [(("message",), data.get("message")), (("hint",), data.get("hint"))]
    for name, change in (data.get("variants") or {}).items() if isinstance(data.get("variants"), dict) else ():
        if name not in check.VARIANTS:
            tree.fault(("variants", name), f"检查没有变体 {name}，可用：{' '.join(check.VARIANTS) or '无'}", key=True)
        if isinstance(change, dict):
            texts.append((("variants", name, "message"), change.get("message")))
    for at, text in texts:
        for lang, said in text.items() if isinstance(text, dict) else [("", text)]:
            if isinstance(said, str) and not _BRACES.isdisjoint(_BRACED.sub("", said)):
                tree.fault((*at, lang) if lang else at, "花括号不成对")
            for word in _BRACED.findall(said) if isinstance(said, str) else ():
                if word not in check.WORDS:
                    known = " ".join(sorted(check.WORDS)) or "无"
                    tree.fault((*at, lang) if lang else at, f"检查不提供 {{{word}}}，可用：{known}")


def _examples(tree: Tree, data: dict[str, Any]) -> None:
    examples = data.get("examples")
    if not isinstance(examples, list):
        if examples is None and data:
            tree.fault((), "缺少必需的键 examples（至少一个 valid 和一个 invalid）")
        return
    for i, example in enumerate(examples):
        if isinstance(example, dict) and "invalid" in example and "«" not in str(example["invalid"]):
            tree.fault(("examples", i, "invalid"), "invalid 示例要用 «» 标出问题所在")
        if isinstance(example, dict) and {"«", "»"} & set(str(example.get("valid", ""))):
            tree.fault(("examples", i, "valid"), "valid 示例没有问题可标，不用 «»")
        if isinstance(example, dict) and str(example.get("format", "markdown")) not in READERS:
            tree.fault(("examples", i, "format"), f"format 应为 {' | '.join(READERS)}，实为 {example['format']}")
    for kind in ("valid", "invalid"):
        if not any(isinstance(e, dict) and e.get(kind) for e in examples):
            tree.fault(("examples",), f"examples 缺少 {kind} 示例")


def _part(tree: Tree, data: dict[str, Any]) -> None:
    where = data.get("where")
    part = where.get("part") if isinstance(where, dict) else None
    if part and part not in PARTS:
        tree.fault(("where", "part"), f"part 应为 {' | '.join(PARTS)}，实为 {part}")


def _basis(tree: Tree, data: dict[str, Any]) -> None:
    basis = data.get("basis")
    if isinstance(basis, list):
        if not basis:
            tree.fault(("basis",), "规则没有依据（basis）")
        for i, entry in enumerate(basis):
            if isinstance(entry, dict) and not any(entry.get(k) for k in ("law", "standard", "convention")):
                tree.fault(("basis", i), "依据要写 law、standard 或 convention 之一")


def check_when(tree: Tree, data: dict[str, Any]) -> None:
    """The `when` of a rule or of a pack: kinds, levels and years that there are."""
    when = data.get("when")
    for key, known in (("kind", KINDS), ("level", LEVELS)):
        said = when.get(key) if isinstance(when, dict) else None
        for word in said if isinstance(said, list) else [said] if said else []:
            if isinstance(word, str) and word.removeprefix("!" if key == "kind" else "") not in known:
                tree.fault(("when", key), f"{key} 应为 {' | '.join(known)}，实为 {word}，规则永远不会运行")
    if isinstance(when, dict) and when.get("year") is not None:
        try:
            YearRange.parse(str(when["year"]))
        except ValueError as error:
            tree.fault(("when", "year"), str(error))
