"""`lawcheck rules …`: the packs as a list, their pages, their tests, their schema, and a new rule to start from."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from lawcheck.cli.chinese import Group
from lawcheck.cli.corpus import command as corpus
from lawcheck.cli.shared import PACKS
from lawcheck.model.errors import LawcheckError
from lawcheck.model.rule import Rule
from lawcheck.model.ruleset import ALL, Ruleset

IDS = click.argument("ids", nargs=-1, metavar="[规则或包]…")


@click.group("rules", cls=Group, help="查看、检验、新建规则")
def group() -> None:
    """The group itself does nothing."""


def _load(packs: tuple[str, ...], ids: tuple[str, ...], *, examples: bool = True) -> Ruleset:
    from lawcheck.ruleset import load_rules

    rules = load_rules(packs, examples=examples)
    chosen = rules.select(ids) if ids else rules
    if not len(chosen):
        raise LawcheckError(f"没有名为 {'、'.join(ids)} 的规则或规则包")
    return chosen


@group.command("list", help="列出规则：编号、级别、检查类型、标题")
@PACKS
@IDS
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
def list_(packs: tuple[str, ...], ids: tuple[str, ...], form: str, lang: str) -> None:
    rules = _load(packs, ids, examples=False)
    if form == "json":
        rows = [
            {
                "id": r.id,
                "severity": r.severity.value,
                "check": r.check,
                "title": r.title.say(lang),
                "basis": [str(b) for b in r.basis],
            }
            for r in rules
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    wide = max(len(r.id) for r in rules)
    for rule in rules:
        severity = f"{rule.severity.word:<7}" if lang == "en" else rule.severity.zh
        click.echo(f"{rule.id:<{wide}}  {severity}  {rule.check:<11}  {rule.title.say(lang)}")
    click.echo({"zh": "共 {} 条规则", "en": "{} rules"}[lang].format(len(rules)))


@group.command(help="显示规则的说明页")
@PACKS
@click.argument("ids", nargs=-1, required=True, metavar="规则或包…")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
def show(packs: tuple[str, ...], ids: tuple[str, ...], lang: str) -> None:
    from lawcheck.formatters.explain import page

    click.echo("\n\n".join(page(rule, lang=lang) for rule in _load(packs, ids)))


@group.command(help="用规则自带的示例检验规则")
@PACKS
@IDS
def test(packs: tuple[str, ...], ids: tuple[str, ...]) -> int:
    from lawcheck.selftest import test_rule

    rules = _load(packs, ids).select()
    outcomes = [outcome for rule in rules for outcome in test_rule(rule)]
    adapted = [rule.id for rule in rules if not rule.examples]
    for outcome in outcomes:
        click.echo(str(outcome))
    if adapted:
        click.echo(f"经规则包调整，原示例不再适用，未检验：{'、'.join(adapted)}")
    failed = len({o.rule for o in outcomes})
    examples = sum(len(r.examples) for r in rules)
    click.echo(f"{len(rules)} 条规则、{examples} 个示例：{len(rules) - failed} 条通过，{failed} 条不符")
    return 1 if outcomes else 0


@group.command(help="改坏通过的示例（删一章、改一个数），要求规则报出")
@PACKS
@IDS
def mutate(packs: tuple[str, ...], ids: tuple[str, ...]) -> int:
    from lawcheck.selftest import mutate_rule

    made, survivors, without = 0, [], []
    for rule in _load(packs, ids):
        count, survived = mutate_rule(rule)
        made += count
        survivors += survived
        if not count:
            without.append(rule.id)
    for outcome in survivors:
        click.echo(str(outcome))
    if without:
        click.echo(f"没有可改坏之处的规则：{'、'.join(without)}")
    click.echo(f"改坏 {made} 处，报出 {made - len(survivors)} 处，漏过 {len(survivors)} 处")
    return 1 if survivors else 0


@group.command(help="指出写得不好之处：每份草稿都要运行的模式、可能极慢的模式、列了两次的写法")
@PACKS
@IDS
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@click.option("--strict", is_flag=True, help="有提示即以 1 退出")
def lint(packs: tuple[str, ...], ids: tuple[str, ...], form: str, lang: str, strict: bool) -> int:
    from lawcheck.ruleset.lint import lint as notices_of
    from lawcheck.ruleset.packs import locate

    rules = _load(packs, ids).select()
    adapting = [locate(pack) / "pack.yaml" for pack in packs if pack != ALL and not Path(pack).is_file()]
    notices = notices_of(rules, adapting)
    if form == "json":
        rows = [
            {"rule": n.rule, **n.place._asdict(), "kind": n.kind, "text": n.text, "message": n.message.say(lang)}
            for n in notices
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for notice in notices:
            click.echo(notice.say(lang))
        said = {"zh": "{} 条规则，{} 处提示", "en": "{} rules, notices: {}"}[lang]
        click.echo(said.format(len(rules), len(notices)))
    return int(strict and bool(notices))


@group.command(help="输出规则语言的 JSON Schema（--pack：pack.yaml 的）")
@click.option("--pack", is_flag=True)
def schema(pack: bool) -> None:
    from lawcheck.ruleset.schema import pack_schema, rule_schema

    click.echo(json.dumps(pack_schema() if pack else rule_schema(), ensure_ascii=False, indent=1))


@group.command(help="输出整个规则目录，供其他工具使用")
@PACKS
@IDS
@click.option("--format", "form", type=click.Choice(["json", "markdown", "html"]), default="json", show_default=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
def export(packs: tuple[str, ...], ids: tuple[str, ...], form: str, lang: str) -> None:
    from lawcheck.formatters import catalogue

    rules = _load(packs, ids)
    if form == "json":
        click.echo(catalogue.as_json(rules), nl=False)
    elif form == "markdown":
        click.echo(catalogue.as_markdown(rules, lang), nl=False)
    else:
        click.echo(catalogue.as_html(rules, lang), nl=False)


@group.command(help="生成规则包目录的 README.md；--check 只看它是否过时")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("rules"), metavar="[目录]")
@click.option("--check", is_flag=True)
def readme(folder: Path, check: bool) -> int:
    from lawcheck.formatters.catalogue import as_markdown
    from lawcheck.ruleset import load_rules

    packs = sorted(str(file.parent) for file in folder.glob("*/pack.yaml"))
    if not packs and (folder / "pack.yaml").is_file():
        above = os.path.relpath(folder.resolve().parent)
        raise LawcheckError(f"{folder} 本身是一个规则包，要给的是放规则包的目录：lawcheck rules readme {above}")
    if not packs:
        raise LawcheckError(f"{folder} 下没有规则包")
    text = as_markdown(load_rules(packs, examples=True))
    target = folder / "README.md"
    if check:
        stale = not target.exists() or target.read_text(encoding="utf-8") != text
        click.echo(f"{target} {'已过时，请运行 lawcheck rules readme' if stale else '是最新的'}")
        return int(stale)
    target.write_text(text, encoding="utf-8")
    click.echo(f"已写 {target}")
    return 0


NEW_RULE = """\
# 规则编号 = 目录名/文件名。改完运行：lawcheck rules test --rules {folder}
title: {{zh: 用词不当, en: Wrong word}}
basis:
  - {{convention: 写明依据的文件、标准或编写惯例}}
severity: warning            # error | warning | notice | off
check:
  forbid:
    pattern: ['示例错词']
message: {{zh: '“{{found}}”用词不当', en: '“{{found}}” is the wrong word'}}
hint: {{zh: 写明怎样改}}
examples:
  - valid: |
      这里写一段不该报的文字。
  - invalid: |
      这里写一段含有«示例错词»的文字。
"""


@group.command(help="新建一条规则（和包）：lawcheck rules new 包目录/规则名")
@click.argument("target", metavar="包目录/规则名")
def new(target: str) -> None:
    file = Path(target).with_suffix(".yaml")
    if file.exists():
        raise LawcheckError(f"{file} 已存在")
    file.parent.mkdir(parents=True, exist_ok=True)
    pack = file.parent / "pack.yaml"
    if not pack.exists():
        name = file.parent.resolve().name
        pack.write_text(f"name: {name}\ntitle: {{zh: {name}}}\nversion: 1\n", encoding="utf-8")
    file.write_text(NEW_RULE.format(folder=file.parent), encoding="utf-8")
    click.echo(f"已建 {file}；检验：lawcheck rules test --rules {file.parent}")


group.add_command(corpus)


def find_rule(packs: tuple[str, ...], rule_id: str) -> Rule:
    """A rule by its id, with its examples; LawcheckError with near ids when there is none."""
    from difflib import get_close_matches

    from lawcheck.ruleset import load_rules
    from lawcheck.suppressions.rules import MARK_RULES

    if rule_id in MARK_RULES:
        return MARK_RULES[rule_id]
    rules = load_rules(packs, examples=True)
    if rule_id not in rules.by_id:
        near = get_close_matches(rule_id, rules.by_id, 3, 0.5)
        raise LawcheckError(f"没有规则 {rule_id}" + (f"，是否想找 {'、'.join(near)}？" if near else ""))
    return rules.by_id[rule_id]


def of_pack(packs: tuple[str, ...], word: str) -> Ruleset | None:
    """The rules of a pack by its name; None when the word names one rule, or none."""
    from lawcheck.ruleset import load_rules

    rules = load_rules(packs)
    return (rules.select([word]) or None) if word not in rules.by_id else None
