"""`lawcheck check`: drafts in, findings out, an exit code that never lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lawcheck.batch import cores
from lawcheck.cli.chinese import Command
from lawcheck.cli.plan import Words, settled_by_flags, split
from lawcheck.cli.run import Effort, keep_watch, run, show_diff
from lawcheck.cli.shared import CONFIG, NO_CONFIG, PACKS, RULE
from lawcheck.cli.terminal import system_lang
from lawcheck.files import STDIN_NAME
from lawcheck.model.profile import KINDS, LEVELS
from lawcheck.model.rule import Severity


@click.command("check", cls=Command, help="检查草稿：文件、目录、通配符，或 -（标准输入）")
@click.argument("paths", nargs=-1, required=True, metavar="文件|目录…")
@click.option("--select", multiple=True, metavar=RULE, help="只用这些规则（可多次，可用逗号分隔）")
@click.option("--ignore", multiple=True, metavar=RULE, help="不用这些规则")
@PACKS
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "notice", "off", "never"]),
    help="达到这一级别即以 1 退出（默认 error；off 或 never 从不）",
)
@click.option("--kind", type=click.Choice(KINDS), help="文种（默认由标题推断）")
@click.option("--level", type=click.Choice(LEVELS), help="层级（默认由报告主体推断）")
@click.option("--year", type=int, metavar="年份", help="报告年度（默认由标题推断）")
@click.option("--profile", "settings", multiple=True, metavar="键=值", help="文档身份的一项，如 issuer=青禾镇")
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="对照上年的报告：照抄、未改的年份、对不上的上年数字",
)
@click.option(
    "--format", "forms", multiple=True, metavar="格式[=文件]", help="输出格式（默认 text），可多次；=文件 写到文件"
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="消息语言（默认随系统）")
@CONFIG
@NO_CONFIG
@click.option("--stdin-filename", default=STDIN_NAME, metavar="文件名", help="标准输入当作这个文件")
@click.option("--fix", is_flag=True, help="改好能放心改的（写回文件）")
@click.option("--unsafe-fixes", is_flag=True, help="连同可能改变意思的修改")
@click.option("--diff", "as_diff", is_flag=True, help="只显示会怎样改，不写回")
@click.option("--baseline", metavar="文件", help="只报这份基线里没有的（lawcheck baseline write 写基线）")
@click.option("--changed-since", metavar="版本", help="只查 git 中自这一版本以来改过的和未纳入的")
@click.option("--watch", is_flag=True, help="保存后再查，直到 Ctrl-C")
@click.option("--statistics", is_flag=True, help="按规则计数，不列问题（格式限 text、json、csv）")
@click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="同时用几个进程（默认：处理器个数）")
@click.option("--no-cache", is_flag=True, help="不用、也不存以前的结果（lawcheck cache 可查看、清除）")
@click.option("--quiet", "-q", is_flag=True, help="每个问题一行")
@click.option("--show-passed", is_flag=True, help="也列出通过和未适用的规则")
def command(**words: Any) -> int:
    """Parses the words; the work is in `run`."""
    fail_on = words["fail_on"]
    said = Words(
        paths=words["paths"],
        packs=words["packs"],
        select=split(words["select"]),
        ignore=split(words["ignore"]),
        fail_on=None if fail_on is None else Severity.OFF if fail_on in ("off", "never") else Severity(fail_on),
        lang=words["lang"],
        system_lang=system_lang(),
        settled=settled_by_flags(words["settings"], {key: words[key] for key in ("kind", "level", "year")}),
        stdin_name=words["stdin_filename"],
        config=words["config"],
        search_config=not words["no_config"],
        previous=words["previous"],
        baseline=words["baseline"],
        changed_since=words["changed_since"],
    )
    shown = {key: words[key] for key in ("statistics", "quiet", "show_passed")}
    if words["as_diff"]:
        return show_diff(said, words["unsafe_fixes"])
    fixing = words["unsafe_fixes"] if words["fix"] else None
    effort = Effort(words["jobs"] or cores(), not words["no_cache"])
    if words["watch"]:
        return keep_watch(said, words["forms"], fixing, effort, **shown)
    return run(said, words["forms"], fixing, effort, **shown)
