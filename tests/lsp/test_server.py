"""`lawcheck lsp` told by a real client over standard input and output, as an editor would."""

from __future__ import annotations

import asyncio
import sys

import pytest

from lawcheck.cli import main
from tests.conftest import ROOT

pytest.importorskip("pygls")
from lsprotocol import types

from tests.lsp.client import editor, story

FLAWED = (ROOT / "examples" / "township-flawed.md").read_text(encoding="utf-8")
TITLE = "青禾镇2024年法治政府建设年度报告"
WRONG = f"# {TITLE}\n\n坚持建设法制政府。\n"
START = types.Range(types.Position(0, 0), types.Position(0, 0))
RULE = "wording/rule-of-law"


def of(found: list[types.Diagnostic], rule: str) -> types.Diagnostic:
    (one,) = [d for d in found if d.code == rule]
    return one


def test_a_drafters_hour(tmp_path):
    async def hour():
        async with editor(tmp_path) as client:
            found = await client.open("draft.md", FLAWED)
            wrong = of(found, RULE)
            assert client.slice("draft.md", wrong.range) == "法制"
            assert wrong.severity is types.DiagnosticSeverity.Error
            assert (wrong.source, wrong.code_description) == ("lawcheck", None)
            assert "\n依据：" in wrong.message
            assert of(found, "figures/parts").related_information
            assert of(found, "structure/doubled-word").tags == (types.DiagnosticTag.Unnecessary,)

            where = types.HoverParams(types.TextDocumentIdentifier(client.uri("draft.md")), wrong.range.start)
            hover = await client.text_document_hover_async(where)
            assert hover.contents.kind is types.MarkupKind.Markdown
            assert hover.contents.value.startswith(f"# `{RULE}`")
            assert "## 不合规示例" in hover.contents.value
            assert hover.range == wrong.range

            fix, *_ = await client.actions("draft.md", wrong.range, ["quickfix"])
            assert (fix.title, fix.kind, fix.is_preferred) == ("改为“法治”", types.CodeActionKind.QuickFix, True)
            version = client.change("draft.md", client.applied(fix))
            found = await client.told(client.uri("draft.md"), version)
            assert RULE not in [d.code for d in found]

            params = types.DocumentSymbolParams(types.TextDocumentIdentifier(client.uri("draft.md")))
            chapters = await client.text_document_document_symbol_async(params)
            assert [c.name[:2] for c in chapters] == ["一、", "二、", "三、"]
            assert chapters[0].children
            assert client.slice("draft.md", chapters[1].selection_range) == chapters[1].name
            assert client.slice("draft.md", chapters[1].range).startswith(chapters[1].name)

            client.text_document_did_close(
                types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(client.uri("draft.md")))
            )
            assert await client.told(client.uri("draft.md"), None) == []

    story(hour)


def test_fix_all_leaves_nothing_to_fix(tmp_path):
    async def fixing():
        async with editor(tmp_path) as client:
            await client.open("draft.md", FLAWED)
            (action,) = await client.actions("draft.md", START, ["source.fixAll"])
            assert action.kind == "source.fixAll.lawcheck"
            fixed = client.applied(action)
            assert "法制建设" not in fixed
            await client.told(client.uri("draft.md"), client.change("draft.md", fixed))
            assert await client.actions("draft.md", START, ["source.fixAll"]) == []

    story(fixing)


@pytest.mark.parametrize("language", ["markdown", "plaintext", "text"])
def test_a_mark_sets_a_finding_aside(language, tmp_path):
    async def suppressing():
        async with editor(tmp_path) as client:
            wrong = of(await client.open("draft", WRONG, language), RULE)
            (action,) = [a for a in await client.actions("draft", wrong.range) if "豁免" in a.title]
            text = client.applied(action)
            assert f"<!-- lawcheck: ignore-next-line {RULE} -- 理由 -->\n坚持" in text
            found = await client.told(client.uri("draft"), client.change("draft", text))
            assert not [d.code for d in found if d.code == RULE or str(d.code).startswith("lawcheck/")]

    story(suppressing)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_positions_behind_astral_characters(encoding, end, tmp_path):
    text = f"{TITLE}{end}{end}𠀀村😀、\u2028吉𠮷建设法制政府，𠀀又建设法制政府。{end}"

    async def counting():
        async with editor(tmp_path, [encoding]) as client:
            assert client.encoding == encoding
            found = [d for d in await client.open("draft.txt", text, "plaintext") if d.code == RULE]
            assert [client.slice("draft.txt", d.range) for d in found] == ["法制", "法制"]
            (fix, *_) = await client.actions("draft.txt", found[1].range, ["quickfix"])
            assert client.applied(fix) == text.replace("又建设法制", "又建设法治")

    story(counting)


def test_utf_16_where_the_client_says_nothing(tmp_path):
    async def counting():
        async with editor(tmp_path, []) as client:
            wrong = of(await client.open("draft.md", f"# {TITLE}\n\n😀建设法制政府。\n"), RULE)
            assert (wrong.range.start.character, wrong.range.end.character) == (4, 6)

    story(counting)


def test_the_latest_version_wins(tmp_path):
    async def typing():
        async with editor(tmp_path) as client:
            uri = client.uri("draft.md")
            await client.open("draft.md", f"# {TITLE}\n")
            for n in range(1, 20):
                last = client.change("draft.md", WRONG + "再写一句。" * n)
                await asyncio.sleep(0.02)
            assert [d for d in await client.told(uri, last) if d.code == RULE]
            await asyncio.sleep(0.6)
            assert client.published.empty()

            last = client.change("draft.md", WRONG.replace("法制", "法治"))
            at_once = await client.actions("draft.md", types.Range(START.start, types.Position(9, 0)), ["quickfix"])
            assert not [a for a in at_once if "法治" in a.title]  # answered for the text as it is, not as last checked
            await client.told(uri, last)

    story(typing)


def test_settings_of_the_nearest_file_and_their_change(tmp_path):
    (tmp_path / "in").mkdir()
    settings = tmp_path / "in" / "lawcheck.yaml"
    settings.write_text(f"severity: {{{RULE}: notice}}\n", encoding="utf-8")

    async def configuring():
        async with editor(tmp_path) as client:
            uri = client.uri("in/draft.md")
            wrong = of(await client.open("in/draft.md", WRONG), RULE)
            assert wrong.severity is types.DiagnosticSeverity.Information
            settings.write_text(f"severity: {{{RULE}: off}}\n", encoding="utf-8")
            assert [r.method for r in client.registered] == ["workspace/didChangeWatchedFiles"]
            event = types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)
            client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            assert RULE not in [d.code for d in await client.told(uri, 1)]

    story(configuring)


def test_saving_looks_again_where_nobody_watches_files(tmp_path):
    async def saving():
        async with editor(tmp_path, watch=False) as client:
            uri = client.uri("draft.md")
            of(await client.open("draft.md", WRONG), RULE)
            (tmp_path / "lawcheck.yaml").write_text(f"severity: {{{RULE}: off}}\n", encoding="utf-8")
            client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
            assert RULE not in [d.code for d in await client.told(uri, 1)]
            assert client.registered == []

    story(saving)


def test_a_faulty_rule_is_told_and_the_server_lives(tmp_path):
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "pack.yaml").write_text("name: ours\ntitle: 我县\n", encoding="utf-8")
    (tmp_path / "ours" / "bad.yaml").write_text("title: 坏规则\nseverity: eror\n", encoding="utf-8")
    (tmp_path / "lawcheck.yaml").write_text("packs: [ours]\n", encoding="utf-8")

    async def failing():
        async with editor(tmp_path) as client:
            (told,) = await client.open("draft.md", WRONG)
            assert "bad.yaml:2:11" in told.message
            assert "bad.yaml:2:11" in await asyncio.wait_for(client.messages.get(), 10)
            assert await client.actions("draft.md", START) == []
            client.change("draft.md", WRONG * 2)
            (told,) = await client.told(client.uri("draft.md"), 2)
            assert client.messages.empty()  # said once
            (tmp_path / "lawcheck.yaml").unlink()
            event = types.FileEvent((tmp_path / "lawcheck.yaml").as_uri(), types.FileChangeType.Deleted)
            client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            assert RULE in [d.code for d in await client.told(client.uri("draft.md"), 2)]

    story(failing)


def test_a_rule_that_times_out_is_told(tmp_path):
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "pack.yaml").write_text("name: ours\ntitle: 我县\n", encoding="utf-8")
    slow = (
        "title: 慢\nbasis: [{convention: 慢}]\nseverity: error\nmessage: 慢\n"
        "check: {forbid: {pattern: ['(甲+)(甲+)(甲+)\\1\\2\\3丙']}}\n"
        "examples:\n  - {valid: 文字}\n  - {invalid: «甲甲甲甲甲甲丙»}\n"
    )
    (tmp_path / "ours" / "slow.yaml").write_text(slow, encoding="utf-8")
    (tmp_path / "lawcheck.yaml").write_text("packs: [ours]\n", encoding="utf-8")

    async def waiting():
        async with editor(tmp_path) as client:
            told = of(await client.open("draft.md", "甲" * 4000 + "\n\n丙\n"), "ours/slow")
            assert "未评估" in told.message
            assert "ours/slow" in await asyncio.wait_for(client.messages.get(), 10)

    story(waiting)


def test_excluded_drafts_and_other_languages_are_left_alone(tmp_path):
    (tmp_path / "lawcheck.yaml").write_text("exclude: [old/]\n", encoding="utf-8")

    async def ignoring():
        async with editor(tmp_path) as client:
            assert await client.open("old/draft.md", WRONG) == []
            item = types.TextDocumentItem(client.uri("Makefile"), "makefile", 1, WRONG)
            client.text_document_did_open(types.DidOpenTextDocumentParams(item))
            assert await client.actions("Makefile", START) == []
            assert RULE in [d.code for d in await client.open("draft.md", WRONG)]

    story(ignoring)


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\x00\ud840\n", "a" * 300_000, "> " * 3000, "**" * 5000])
def test_odd_texts_do_not_stop_it(text, tmp_path):
    async def poking():
        async with editor(tmp_path) as client:
            await client.open("odd.md", text)
            await client.actions("odd.md", types.Range(START.start, types.Position(99, 99)))
            where = types.TextDocumentIdentifier(client.uri("odd.md"))
            await client.text_document_hover_async(types.HoverParams(where, types.Position(7, 7)))
            await client.text_document_document_symbol_async(types.DocumentSymbolParams(where))
            assert RULE in [d.code for d in await client.open("draft.md", WRONG)]

    story(poking)


def test_english_for_an_english_editor(tmp_path):
    async def asking():
        async with editor(tmp_path, locale="en-gb") as client:
            wrong = of(await client.open("draft.md", WRONG), RULE)
            assert "\nbasis: " in wrong.message
            assert (await client.actions("draft.md", wrong.range))[0].title == "Replace by “法治”"

    story(asking)


def test_without_pygls_it_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    monkeypatch.delitem(sys.modules, "lawcheck.lsp.server", raising=False)
    assert main(["lsp"]) == 2
    assert "pip install 'lawcheck-cn[lsp]'" in capsys.readouterr().err
