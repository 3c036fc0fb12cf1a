"""The benchmarks work, and their articles are what they are meant to be; no figure is judged here."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, environment, run

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

BENCH = [sys.executable, str(ROOT / "benchmarks/bench.py")]
NUMBER = 40
"""Articles."""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the benchmarks need os.wait4")


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Imports a module of benchmarks/ by its name."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return import_module


@pytest.fixture
def articles(part: Any) -> ModuleType:
    module: ModuleType = part("articles")
    return module


def bench(*args: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BENCH, *map(str, args)], env=environment(), capture_output=True, text=True, check=False
    )


def test_smallest_run_prints_every_row(tmp_path: Path) -> None:
    names = bench("--list").stdout.split()

    done = bench("--smallest", "--json", tmp_path / "figures.json")

    assert done.returncode == 0, done.stderr
    table = done.stdout.split("\n\n")[0].splitlines()
    assert [line.split()[0] for line in table[1:]] == names
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert [row["name"] for row in figures["rows"]] == names
    assert figures["bare"]["median"] > 0


def test_rows_are_chosen_by_name() -> None:
    assert bench("--list", "--rows", "cold,one-file").stdout.split() == ["one-file", "cold"]


def test_unknown_row_is_refused_by_name() -> None:
    done = bench("--rows", "one-fil")

    assert done.returncode == 2
    assert "no row 'one-fil'" in done.stderr


def test_program_that_is_not_there_is_refused_by_name() -> None:
    done = bench("--citecheck", "no-such-program")

    assert done.returncode == 2
    assert "no program 'no-such-program'" in done.stderr


def test_row_that_cannot_be_measured_says_why(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import sys\nprint('broken on purpose', file=sys.stderr)\nsys.exit(3)\n")

    done = bench("--smallest", "--rows", "memory-one", "--citecheck", f"{sys.executable} {program}")

    assert "not measured: status 3: broken on purpose" in done.stdout
    assert done.returncode == 0


def test_no_two_articles_are_alike(articles: ModuleType) -> None:
    texts = [one.text.partition("\n")[2] for one in articles.articles(NUMBER)]

    assert len(set(texts)) == NUMBER


def test_articles_are_the_same_every_time(articles: ModuleType) -> None:
    assert articles.article(7) == list(articles.articles(8))[7]


def test_articles_have_the_size_of_a_weeklys(articles: ModuleType) -> None:
    for one in articles.articles(NUMBER):
        assert 7000 < len(one.text.encode()) < 9000


def test_citecheck_finds_the_faults_of_the_articles_and_no_others(
    articles: ModuleType, tmp_path: Path
) -> None:
    articles.write(tmp_path, NUMBER)

    found = run("check", "--format", "json", tmp_path)

    faults = [(one.name, one.fault) for one in articles.articles(NUMBER) if one.fault]
    assert len(faults) == NUMBER // articles.FAULTY
    known = [one for one in found.diagnostics if one["code"] != "CC301"]
    assert [(one["path"].rpartition("/")[2], one["code"]) for one in known] == faults
    unknown = {one["raw"] for one in found.diagnostics if one["code"] == "CC301"}
    first, second = articles.UNKNOWN
    assert unknown
    assert unknown <= {f"{one} {other}" for one in first for other in second}
    assert found.report["summary"]["citations"] >= 11 * NUMBER


@pytest.mark.parametrize("fault", ["CC101", "CC103", "CC104", "CC108", "CC201"])
def test_each_fault_of_the_articles_is_one_diagnostic(
    articles: ModuleType, tmp_path: Path, fault: str
) -> None:
    text = f"A\n\nDecember 29, 2026\n\nIt is shut {articles.FAULTS[fault].format('Reuters', 'Dawn')}.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")

    assert run("check", "--format", "json", tmp_path / "a.txt").codes == [fault]


@pytest.mark.parametrize(
    ("value", "broken", "verdict"), [(6.0, False, "held"), (6.1, False, "missed"), (1.0, True, "missed")]
)
def test_a_row_is_held_or_missed(part: Any, value: float, broken: bool, verdict: str) -> None:
    rows, ground, table = part("rows"), part("ground"), part("table")
    row = rows.Row("one", "one", "x bare", 6, rows.one_file)

    assert table.verdict(row, rows.Figure(value, broken=broken), ground.USUAL) == verdict


def test_smallest_run_judges_nothing(part: Any) -> None:
    rows, ground, table = part("rows"), part("ground"), part("table")

    assert table.verdict(rows.ROWS[0], rows.Figure(99.0), ground.SMALLEST) == ""


def test_chat_log_becomes_what_was_said(part: Any) -> None:
    log = """[14 Jan 10:36] --> jan (n=jan@10.0.0.1) joined the channel
[14 Jan 12:36] <jan!n=jan@10.0.0.1> -hey
[14 Jan 12:37] * jan waves
"""
    assert part("foreign").talk(log) == "jan: hey\n\njan waves"


def test_wiki_markup_becomes_paragraphs(part: Any) -> None:
    source = """{{Infobox|{{nested}}}}
'''Osh''' is a [[city|town]] in [[Kyrgyzstan]].<ref>A book.</ref>
== History ==
* a list
It is &lt;b&gt;old&lt;/b&gt;, see [https://example.org its site]."""

    assert part("foreign").plain(source) == (
        "Osh is a town in Kyrgyzstan.\n\nHistory\n\nIt is old, see its site."
    )
