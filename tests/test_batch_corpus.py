"""`lawcheck batch` and `summary`: every kind of input, killed and begun again, on a cluster that loses a worker."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Never

import pytest

from lawcheck import load_rules
from lawcheck.batch.corpus import Corpus
from lawcheck.batch.executors import ExecutorPool
from lawcheck.batch.inputs import items, parts
from lawcheck.batch.overview import overview
from lawcheck.batch.part import Settings
from lawcheck.batch.tables import TABLES
from lawcheck.batch.travel import packed
from lawcheck.model.errors import LawcheckError
from tests.batch_helpers import drafts, lawcheck, poison
from tests.conftest import ROOT
from tests.test_batch import until
from tests.test_stories import LAWCHECK

EXAMPLES = ROOT / "examples"
RULES = ("--rules", "wording", "--rules", "structure", "--rules", "annual-report")
FLAWED = (EXAMPLES / "township-flawed.md").read_text(encoding="utf-8")


def batch(*words: str, out: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return lawcheck("batch", *words, "-o", str(out), *RULES, environ=environ)


def rows(out: Path, table: str) -> list[dict]:
    """The rows of a table in the order of its parts."""
    found = []
    for file in sorted((out / table).iterdir()):
        if file.suffix == ".jsonl":
            found += [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        else:
            found += pytest.importorskip("pyarrow.parquet").read_table(file).to_pylist()
    return found


def tables(out: Path) -> dict[str, list[dict]]:
    return {table: rows(out, table) for table in TABLES}


def many(folder: Path, count: int = 40) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.md").write_text(FLAWED + f"\n第{number}段。\n", encoding="utf-8")
    return folder


def test_the_tables_say_what_check_says(tmp_path):
    done = batch(str(EXAMPLES), "--format", "jsonl", "--part-size", "3", "-j", "2", out=tmp_path / "out")
    assert done.returncode == 0, done.stderr
    checked = json.loads(lawcheck("check", str(EXAMPLES), *RULES, "--format", "json").stdout)["files"]
    found = tables(tmp_path / "out")
    assert [d["id"] for d in found["documents"]] == [f["path"] for f in checked]
    assert [(f["id"], f["rule"], f["offset"], f["message"]) for f in found["findings"] if not f["suppressed_by"]] == [
        (file["path"], f["rule"], f["place"]["offset"], f["message"]) for file in checked for f in file["findings"]
    ]
    assert [(v["id"], v["rule"], v["outcome"]) for v in found["verdicts"]] == [
        (file["path"], v["rule"], v["outcome"]) for file in checked for v in file["verdicts"]
    ]
    assert any(q["text"] == "2024年" or q["value"] for q in found["quantities"])
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["complete"] is True


def test_parquet_and_json_lines_hold_the_same(tmp_path):
    pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    for form in ("parquet", "jsonl"):
        assert batch(str(EXAMPLES), "--format", form, out=tmp_path / form).returncode == 0
    assert tables(tmp_path / "parquet") == tables(tmp_path / "jsonl")


def records() -> list[dict]:
    return [
        {"id": f"甲{n}", "text": FLAWED, "kind": "annual-report", "level": "乡镇", "year": 2000 + n} for n in range(25)
    ]


def written(folder: Path, form: str) -> Path:
    if form == "jsonl":
        file = folder / "in.jsonl"
        file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records()), encoding="utf-8")
        return file
    arrow = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    import pyarrow.parquet

    file = folder / "in.parquet"
    pyarrow.parquet.write_table(arrow.Table.from_pylist(records()), file, row_group_size=9)
    return file


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize("size", [4, 7, 100])
def test_rows_of_tables_are_documents(form, size, tmp_path):
    cut = list(parts([str(written(tmp_path, form))], size))
    found = [item for part in cut for item in items(part)]
    assert sum(part.count for part in cut) == 25
    assert [item.id for item in found] == [f"甲{n}" for n in range(25)]
    assert {item.text for item in found} == {FLAWED}
    assert [item.settled["year"] for item in found] == [2000 + n for n in range(25)]


def test_what_a_row_says_of_the_document_counts(tmp_path):
    assert batch(str(written(tmp_path, "jsonl")), "--format", "jsonl", out=tmp_path / "out").returncode == 0
    assert [d["year"] for d in rows(tmp_path / "out", "documents")] == [2000 + n for n in range(25)]


def test_a_bad_row_or_file_spoils_only_itself(tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_text('{"text": "# 甲\\n"}\nnonsense\n[1]\n{"id": 7}\n{"path": "none.md"}\n{"text": "a", "year": "x"}\n')
    done = batch(str(file), "--format", "jsonl", out=tmp_path / "out")
    assert done.returncode == 3
    errors = {d["id"]: d["error"] for d in rows(tmp_path / "out", "documents")}
    assert [bool(errors[f"{file}:{n}"]) for n in (1, 2, 3, 5, 6)] == [False, True, True, True, True]
    assert errors["7"] == "这一行没有 text，也没有 path"
    assert "未能完整检查 5 份" in done.stderr


def test_a_row_whose_profile_cannot_be_is_no_row_of_another_kind(tmp_path):
    said = [
        {"kind": "anual-report"},
        {"level": "村"},
        {"date": "去年"},
        {"date": "2025-01-03 00:00:00", "kind": "none"},
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps({"text": "甲。", **row}) + "\n" for row in said))
    done = batch(str(file), "--format", "jsonl", out=tmp_path / "out")
    assert done.returncode == 3 and "annual-report、file-review" in done.stderr
    documents = rows(tmp_path / "out", "documents")
    assert [bool(d["error"]) for d in documents] == [True, True, True, False]
    assert documents[3]["date"] == "2025-01-03"


def test_inputs_and_results_may_be_behind_urls():
    fsspec = pytest.importorskip("fsspec", reason="the extra parquet is not installed")
    system = fsspec.filesystem("memory")
    for name in ("a.md", "b.md"):
        system.pipe_file(f"/in/{name}", FLAWED.encode())
    system.pipe_file("/rows.jsonl", b"".join(json.dumps(r).encode() + b"\n" for r in records()))
    settings = Settings("memory://out", "jsonl", packed(load_rules(["wording"])), "zh", {}, tuple(TABLES))
    corpus = Corpus(list(parts(["memory://in", "memory://rows.jsonl"], 10)), settings)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as executor:  # fsspec's memory files share one position: not for two threads
        marks = list(corpus.run(corpus.through(executor, 1), corpus.todo()))
    assert sum(mark.documents for mark in marks) == 27
    assert corpus.todo() == []
    assert overview("memory://out").documents == 27


def test_killed_and_begun_again_it_ends_with_the_same_rows(tmp_path):
    folder = many(tmp_path / "in")
    words = [str(folder), "--format", "jsonl", "--part-size", "4", "-j", "2"]
    assert batch(*words, out=tmp_path / "whole").returncode == 0
    out = tmp_path / "out"
    for _ in range(3):
        running = subprocess.Popen(
            [LAWCHECK, "batch", *words, "-o", str(out), *RULES], stderr=subprocess.DEVNULL, start_new_session=True
        )
        before = len(list(out.glob("done/*.json")))
        until(
            lambda before=before, running=running: (
                len(list(out.glob("done/*.json"))) > before or running.poll() is not None
            )
        )
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    left = len(list(out.glob("done/*.json")))
    kept = {file: file.stat().st_mtime_ns for file in out.glob("done/*.json")}
    done = batch(*words, out=out)
    assert done.returncode == 0
    assert f"已有 {left} 个" in done.stderr
    assert all(file.stat().st_mtime_ns == time for file, time in kept.items())
    assert tables(out) == tables(tmp_path / "whole")
    assert not list(out.rglob(".*"))


def test_what_changed_is_done_again_and_what_is_gone_goes(tmp_path):
    folder = many(tmp_path / "in", 12)
    words = [str(folder), "--format", "jsonl", "--part-size", "4"]
    out = tmp_path / "out"
    batch(*words, out=out)
    (out / "documents" / "mine.txt").write_text("not ours")
    assert "3 个分区，已有 3 个" in batch(*words, out=out).stderr
    (folder / "005.md").write_text("# 甲\n", encoding="utf-8")
    assert "3 个分区，已有 2 个" in batch(*words, out=out).stderr
    for number in range(8, 12):
        (folder / f"{number:03}.md").unlink()
    assert "2 个分区，已有 2 个" in batch(*words, out=out).stderr
    (out / "documents" / "mine.txt").rename(tmp_path / "mine.txt")  # left alone
    assert len(rows(out, "documents")) == 8
    assert "已有 0 个" in batch(*words, "--ignore", "wording", out=out).stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_document_that_kills_is_given_up_and_said(tmp_path):
    environ = poison(tmp_path)
    drafts(tmp_path / "in", ["甲", "乙", "毒", "丙", "毒"])
    done = lawcheck(
        "batch", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--rules", str(tmp_path / "pack"), "--format", "jsonl",
        "-j", "2", "--part-size", "3", environ=environ,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    errors = [d["error"] for d in rows(tmp_path / "out", "documents")]
    assert [bool(error) for error in errors] == [False, False, True, False, True]
    assert "意外终止" in errors[2]


def test_what_is_wrong_with_the_words_is_said(tmp_path):
    for words, said in (
        (["--tables", "findings,nonsense"], "没有表 nonsense"),
        (["--select", "nonsense"], "没有名为 nonsense"),
        (["--dask", "tcp://127.0.0.1:1"], "无法连接" if _has("dask") else "lawcheck-cn[dask]"),
    ):
        if words[0] == "--dask" and not _has("dask"):
            continue
        done = batch(
            str(EXAMPLES),
            "--format",
            "jsonl",
            *words,
            out=tmp_path / "o",
            DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="1s",
        )
        assert done.returncode == 2, done.stderr
        assert said in done.stderr
    (tmp_path / "empty").mkdir()
    assert batch(str(tmp_path / "empty"), out=tmp_path / "o").returncode == 2


def _has(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None


_CLUSTER = """
import json, os, signal, sys, threading, time
from pathlib import Path
from dask.distributed import Client, LocalCluster
from lawcheck import load_rules
from lawcheck.batch.corpus import Corpus
from lawcheck.batch.inputs import parts
from lawcheck.batch.part import Settings
from lawcheck.batch.tables import TABLES
from lawcheck.batch.travel import packed

if __name__ == "__main__":
    folder, out = sys.argv[1:]
    rules = packed(load_rules(["wording", "structure", "annual-report"]))
    corpus = Corpus(list(parts([folder], 4)), Settings(out, "jsonl", rules, "zh", {}, tuple(TABLES)))
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        (victim, *_) = client.run(os.getpid).values()
        marks = []
        for mark in corpus.run(corpus.through(client.get_executor(), 4), corpus.todo()):
            marks.append(mark)
            if len(marks) == 2:
                os.kill(victim, signal.SIGKILL)
        pids = list(client.run(os.getpid).values())
    print(json.dumps({"documents": sum(m.documents for m in marks), "victim": victim, "pids": pids, "failed": corpus.failed}))
"""


def test_a_cluster_that_loses_a_worker_ends_with_the_same_rows(tmp_path):
    pytest.importorskip("dask.distributed", reason="the extra dask is not installed")
    folder = many(tmp_path / "in", 60)
    (tmp_path / "cluster.py").write_text(_CLUSTER, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "cluster.py"), str(folder), str(tmp_path / "out")],
        capture_output=True, text=True, check=False, timeout=240, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["documents"] == 60
    assert not said["failed"]
    assert said["victim"] not in said["pids"]
    assert batch(str(folder), "--format", "jsonl", "--part-size", "4", out=tmp_path / "whole").returncode == 0
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


def test_dask_from_the_command_line(tmp_path):
    pytest.importorskip("dask.distributed", reason="the extra dask is not installed")
    done = batch(
        str(EXAMPLES), "--dask", "local", "-j", "2", "--part-size", "4", "--format", "jsonl", out=tmp_path / "d"
    )
    assert done.returncode == 0, done.stderr
    assert batch(str(EXAMPLES), "--part-size", "4", "--format", "jsonl", out=tmp_path / "p").returncode == 0
    assert tables(tmp_path / "d") == tables(tmp_path / "p")


def test_no_more_parts_are_under_way_than_the_pool_takes(tmp_path):
    folder = many(tmp_path / "in", 20)
    settings = Settings(str(tmp_path / "out"), "jsonl", packed(load_rules(["wording"])), "zh", {}, ("documents",))
    corpus = Corpus(list(parts([str(folder)], 1)), settings)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as executor:
        pool = corpus.through(executor, 3)
        most, send = 0, pool.send

        def counted(number: int) -> None:
            nonlocal most
            send(number)
            most = max(most, 3 - pool.free())

        pool.send = counted
        assert len(list(corpus.run(pool, corpus.todo()))) == 20
    assert most == 3


def test_summary_counts_units_rules_levels_and_years(tmp_path):
    out = tmp_path / "out"
    batch(str(EXAMPLES), "--format", "jsonl", out=out)
    found, documents = rows(out, "findings"), rows(out, "documents")
    said = overview(str(out))
    assert said.documents == len(documents)
    assert sum(r.findings for r in said.rules) == sum(f["count"] for f in found if not f["suppressed_by"])
    assert sum(u.documents for u in said.units) == sum(g.documents for g in said.levels) == len(documents)
    assert sum(u.severities["error"] for u in said.units) == sum(d["error_count"] for d in documents) > 0
    assert [g.name for g in said.years] == [*sorted(g.name for g in said.years if g.name), ""]
    text = lawcheck("summary", str(out)).stdout
    assert "最常见的问题" in text
    assert said.rules[0].rule in text
    sheet = list(
        csv.reader(io.StringIO(lawcheck("summary", str(out), "--format", "csv").stdout.removeprefix("\ufeff")))
    )
    assert len(sheet) == 1 + len(said.units)
    assert len(sheet[0]) == 5 + len(said.rules)
    page = tmp_path / "page.html"
    assert lawcheck("summary", str(out), "--format", f"html={page}", "--lang", "en").returncode == 0
    html = page.read_text(encoding="utf-8")
    assert "<svg" in html
    assert "http" not in html
    assert "Most frequent findings" in html


def test_summary_of_what_is_no_result_is_an_error(tmp_path):
    assert lawcheck("summary", str(tmp_path)).returncode == 2
    batch(str(EXAMPLES), "--format", "jsonl", "--tables", "documents", out=tmp_path / "o")
    with pytest.raises(LawcheckError, match="findings"):
        overview(str(tmp_path / "o"))


def test_a_document_that_cannot_be_checked_costs_itself(tmp_path, monkeypatch):
    from lawcheck.batch import job, part
    from lawcheck.model.ruleset import Ruleset

    def broken(path: str) -> None:
        raise ValueError("坏了")

    for module in (job, part):
        monkeypatch.setattr(module, "resolve", broken)
    review = job.review_one(job.Job("a.md", Ruleset(()), text="甲。"))
    assert review.error == "检查出错：ValueError: 坏了"


def test_a_pool_that_broke_is_begun_again() -> None:
    class Broken(ThreadPoolExecutor):
        def submit(self, *args: object, **kwargs: object) -> Never:
            raise BrokenExecutor("a process died")

    def done(number: int) -> bytes:
        return bytes([number])

    with ThreadPoolExecutor(1) as sound, Broken(1) as broken:
        for again, answer in ((lambda: sound, b"\x03"), (None, None)):
            pool = ExecutorPool(broken, lambda number: (done, number), 1, again)
            pool.send(3)
            index, got = pool.receive()
            assert index == 3
            assert (got if answer else getattr(got, "raised", None)) == (answer or False)
