"""Own outlets and own articles: files that a configuration names, and what they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import run

from citecheck.config import load
from citecheck.errors import DataFileError

if TYPE_CHECKING:
    from pathlib import Path

OURS = (
    '{"id": "marsh-courier", "name": "Marsh Valley Courier", "aliases": ["APA"], "domains": ["tass.com"]}\n'
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def refused(path: Path, text: str) -> str:
    """What is said of a configuration beside which the files are."""
    put(path, text)
    with pytest.raises(DataFileError) as fault:
        load()
    return str(fault.value)


def meant(text: str, folder: Path) -> list[str | None]:
    """The ids of the outlets that a text names."""
    return [one["outlet_id"] for one in run("outlets", "find", text, cwd=folder).records]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("ours.jsonl", OURS + '{"id": "b", "name": "B", "kind": "paper"}', "ours.jsonl:2:34: 'kind' can't be 'paper'; did you mean 'newspaper'?", id="kind"),
        pytest.param("ours.jsonl", '{"id": "b", "name": "B", "domain": ["b.example"]}', "ours.jsonl:1:26: unknown key 'domain'; did you mean 'domains'?", id="key"),
        pytest.param("ours.yaml", "- id: b\n  name: B\n  since: soon\n", "ours.yaml:3:10: 'since' must be a year; this is 'soon'", id="year"),
        pytest.param("ours.jsonl", OURS + "\n{", "ours.jsonl:3:2: not JSON: one record was expected on this line", id="not-json"),
        pytest.param("ours.yaml", "- [", "ours.yaml:2:1: not YAML: did not find expected node content", id="not-yaml"),
        pytest.param("ours.yaml", "- {id: b, country: DE}\n", "ours.yaml:1:8: the record 'b' has no 'name'", id="no-name"),
        pytest.param("ours.yaml", "- {id: b, name: B}\n- {id: b, name: C}\n", "ours.yaml:2:8: the id 'b' stands twice; the first is at ours.yaml:1", id="id-twice"),
        pytest.param("ours.yaml", "- {id: b, name: B, successor: kommersnt}\n", "ours.yaml:1:31: 'successor' names 'kommersnt', an id that no record has; did you mean 'kommersant'?", id="successor"),
        pytest.param("ours.yaml", "- {id: b, name: B, ambiguous: {B: [Kommersant]}}\n", "ours.yaml:1:36: each of 'ambiguous' of 'B' looks like tass; this is 'Kommersant'", id="no-id"),
        pytest.param("ours.txt", "", "ours.txt: a file of outlets ends in .jsonl, .ndjson, .yaml or .yml", id="other-name"),
    ],
)  # fmt: skip
def test_fault_in_a_file_of_outlets_is_told_with_its_place(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    put(tmp_path / name, content)

    assert refused(tmp_path / "citecheck.yaml", f"outlets: {name}\n") == message


def test_id_that_stands_in_two_files(tmp_path: Path) -> None:
    put(tmp_path / "a.jsonl", OURS)
    put(tmp_path / "b.yaml", "- {id: marsh-courier, name: Other}\n")

    message = refused(tmp_path / "citecheck.yaml", "outlets: [a.jsonl, b.yaml]\n")

    assert message == "b.yaml:1:8: the id 'marsh-courier' stands twice; the first is at a.jsonl:1"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("citecheck.yaml", "jobs: 1\noutlets: [gone.yaml]", "citecheck.yaml:2:11: gone.yaml: no such file", id="yaml"),
        pytest.param("pyproject.toml", '[tool.citecheck]\noutlets = ["gone.yaml"]', "pyproject.toml: tool.citecheck.outlets[0]: gone.yaml: no such file", id="toml"),
        pytest.param("citecheck.yaml", "own: {articles: gone}", "citecheck.yaml:1:17: gone: no such file or folder", id="articles"),
        pytest.param("citecheck.yaml", "own: {articles: citecheck.yaml}", "citecheck.yaml:1:17: 'articles' is a folder, or an index in JSON Lines that ends in .jsonl; this is citecheck.yaml", id="no-index"),
        pytest.param("citecheck.yaml", "own: {names: [APA]}", "citecheck.yaml:1:15: 'APA' may be apa-austria or apa-azerbaijan; give the id", id="shared-name"),
        pytest.param("citecheck.yaml", "own: {names: [Marsh Review]}", "citecheck.yaml:1:15: no outlet is known as 'Marsh Review'; add a record of it to a file that 'outlets' names", id="unknown-name"),
        pytest.param("citecheck.yaml", "own: {name: [EDM]}", "citecheck.yaml:1:7: unknown key 'name'; did you mean 'names'?", id="unknown-key"),
        pytest.param("citecheck.yaml", "spelling: {kyiv-post: Kiev News}", "citecheck.yaml:1:23: 'Kiev News' is no name of kyiv-post; citecheck would take it for another outlet", id="spelling"),
    ],
)  # fmt: skip
def test_fault_in_the_configuration_is_told_with_its_place(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    assert refused(tmp_path / name, text) == message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("citecheck.yaml", "outlets: lists/ours.jsonl\n"),
        ("pyproject.toml", '[tool.citecheck]\noutlets = "lists/ours.jsonl"\n'),
    ],
)
def test_paths_start_from_the_folder_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    put(tmp_path / name, text)
    put(tmp_path / "lists" / "ours.jsonl", OURS)
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")

    assert load().records == (OURS.strip(),)


def test_own_name_wins_over_a_built_in_one(tmp_path: Path) -> None:
    put(tmp_path / "ours.jsonl", OURS)
    put(tmp_path / "citecheck.yaml", "outlets: ours.jsonl\n")

    assert meant("APA", tmp_path) == ["marsh-courier"]


def test_own_domain_wins_over_a_built_in_one(tmp_path: Path) -> None:
    put(tmp_path / "ours.jsonl", OURS)
    put(tmp_path / "citecheck.yaml", "outlets: ours.jsonl\n")

    assert meant("https://www.tass.com/a", tmp_path) == ["marsh-courier"]


def test_own_record_with_a_built_in_id_adds_to_it(tmp_path: Path) -> None:
    put(tmp_path / "ours.yaml", "- {id: tass, aliases: [Our TASS]}\n")
    put(tmp_path / "citecheck.yaml", "outlets: ours.yaml\n")

    assert meant("Our TASS", tmp_path) + meant("ITAR-TASS", tmp_path) == ["tass", "tass"]


def test_prefer_and_spelling_may_name_an_own_outlet(tmp_path: Path) -> None:
    put(tmp_path / "ours.jsonl", OURS)
    put(
        tmp_path / "citecheck.yaml",
        "prefer: {Courier: marsh-courier}\nspelling: {marsh-courier: Marsh Valley Courier}\noutlets: ours.jsonl\n",
    )

    assert meant("Courier", tmp_path) == ["marsh-courier"]


def test_own_outlet_is_known_to_check(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "The weir is shut (Marsh Valley Courier, May 3, 2015; Dawn, May 4, 2015).\n")
    before = run("check", "--format", "json", "a.txt", cwd=tmp_path).codes
    put(tmp_path / "ours.jsonl", OURS)
    put(tmp_path / "citecheck.yaml", "outlets: ours.jsonl\n")

    after = run("check", "--format", "json", "a.txt", cwd=tmp_path).codes

    assert (before, after) == (["CC301"], [])


def test_name_of_the_own_publication_makes_a_cross_reference(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "The weir is shut (see Dawn, May 3, 2015).\n")
    before = run("extract", "a.txt", cwd=tmp_path).records
    put(tmp_path / "citecheck.yaml", "own: {names: [Dawn]}\n")

    after = run("extract", "a.txt", cwd=tmp_path).records

    assert [one["kind"] for one in (*before, *after)] == ["citation", "cross-reference"]


INDEX = '{"id": "1", "date": "2015-05-01"}\n{"id": "2", "published": "2015-05-09T10:00:00Z"}\n\n'


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        pytest.param("April 30", [], id="before-the-first"),
        pytest.param("May 1", [], id="first"),
        pytest.param("May 2", ["CC601"], id="between"),
        pytest.param("May 9", [], id="last"),
        pytest.param("May 10", [], id="behind-the-last"),
        pytest.param("May 2–4", ["CC601"], id="range-between"),
        pytest.param("May 2–9", [], id="range-with-one-of-them"),
    ],
)
def test_index_tells_the_days_of_own_articles(tmp_path: Path, day: str, codes: list[str]) -> None:
    put(tmp_path / "index.jsonl", INDEX)
    put(tmp_path / "citecheck.yaml", "own: {names: [Dawn], articles: index.jsonl}\n")
    put(tmp_path / "in" / "a.txt", f"The weir is shut (see Dawn, {day}, 2015).\n")

    assert run("check", "--format", "json", "in/a.txt", cwd=tmp_path).codes == codes


def test_index_speaks_of_no_sister_publication(tmp_path: Path) -> None:
    put(tmp_path / "index.jsonl", INDEX)
    put(tmp_path / "citecheck.yaml", "own: {names: [EDM], articles: index.jsonl}\n")
    put(tmp_path / "a.txt", "The weir is shut (see China Brief, May 2, 2015).\n")

    assert run("check", "--format", "json", "a.txt", cwd=tmp_path).codes == []


def test_line_of_an_index_without_a_day_ends_the_run(tmp_path: Path) -> None:
    put(tmp_path / "index.jsonl", INDEX + '{"id": "3"}\n')
    put(tmp_path / "citecheck.yaml", "own: {articles: index.jsonl}\n")

    done = run("check", ".", cwd=tmp_path)

    assert done.err == (
        'citecheck: index.jsonl:4:1: a record with a day was expected here, such as {"id": "142", "date": "2020-09-11"}\n'
    )
    assert done.status == 2
