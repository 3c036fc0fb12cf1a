"""`citecheck outlets check`: each seeded fault is found where it stands, and the safe ones are repaired."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import Result, run

if TYPE_CHECKING:
    from pathlib import Path

SEEDED = {
    "not-json": ('{"id": "aa", "name": "Aa"', "1:26: error[form] not JSON: one record was expected on this line"),
    "no-record": ('["ab"]', "2:1: error[form] a record is a mapping with 'id', 'name' and so on; this is a list"),
    "key-twice": ('{"id": "ac", "name": "Ac Daily", "id": "ac2"}', "3:34: error[form] the key 'id' stands twice"),
    "unknown-key": ('{"id": "ad", "name": "Ad Daily", "domain": ["ad.example"]}', "4:34: error[form] unknown key 'domain'; did you mean 'domains'?"),
    "unknown-kind": ('{"id": "ae", "name": "Ae Daily", "kind": "newspapr"}', "5:42: error[form] 'kind' can't be 'newspapr'; did you mean 'newspaper'?"),
    "no-name": ('{"id": "af", "country": "DE"}', "6:1: error[form] the record 'af' has no 'name'"),
    "id-twice": ('{"id": "af", "name": "Af Daily", "ambiguous": {"Af Daily": ["ag"]}}', "7:8: error[id] the id 'af' stands twice; the first is at own.jsonl:6"),
    "shared-in-the-file": ('{"id": "ag", "name": "Af Daily"}', "8:22: error[shared] 'Af Daily' is a name of af, too; say so with 'ambiguous': {\"Af Daily\": [\"af\"]}"),
    "shared-with-the-registry": ('{"id": "ah", "name": "Ah Daily", "aliases": ["TASS"]}', "9:46: error[shared] 'TASS' is a name of tass, too; say so with 'ambiguous': {\"TASS\": [\"tass\"]}"),
    "host-with-capitals": ('{"id": "ai", "name": "Ai Daily", "domains": ["Ai.Example"]}', "10:46: error[host] 'Ai.Example' is more than a host in small letters; write 'ai.example'"),
    "host-with-www": ('{"id": "aj", "name": "Aj Daily", "domains": ["www.aj.example"]}', "11:46: error[host] 'www.aj.example' is more than a host in small letters; write 'aj.example'"),
    "host-with-scheme-and-path": ('{"id": "ak", "name": "Ak Daily", "domains": ["https://ak.example/news/"]}', "12:46: error[host] 'https://ak.example/news/' is more than a host in small letters; write 'ak.example'"),
    "domain-of-another": ('{"id": "al", "name": "Al Daily", "domains": ["tass.com"]}', "13:46: error[shared] 'tass.com' is a domain of tass, too; say so with 'ambiguous_domains': {\"tass.com\": [\"tass\"]}"),
    "years-the-wrong-way-round": ('{"id": "am", "name": "Am Daily", "since": 2011, "until": 1999}', "14:58: error[years] 'until' is 1999, before 'since', 2011"),
    "years-of-no-name": ('{"id": "an", "name": "An Daily", "aliases": ["Anne"], "alias_years": {"Anna": [1999, 2011]}}', "15:71: error[alias_years] 'alias_years' speaks of 'Anna', which is no name of this record; did you mean 'Anne'?"),
    "unknown-parent": ('{"id": "ao", "name": "Ao Daily", "parent": "interfaks"}', "16:44: error[parent] 'parent' names 'interfaks', an id that no record has; did you mean 'interfax'?"),
    "alias-twice": ('{"id": "ap", "name": "Ap Daily", "aliases": ["Ap Post", "AP POST"]}', "17:57: error[twice] 'AP POST' stands twice in 'aliases'; letter case makes no difference"),
    "empty-field": ('{"id": "aq", "name": "Aq Daily", "languages": []}', "18:34: error[empty] 'languages' is empty; a field that isn't known is left out"),
    "fields-in-another-order": ('{"id": "ar", "country": "DE", "name": "Ar Daily"}', "19:14: warning[format] 'country' stands too early; the order is id, name, country"),
    "other-spaces": ('{"id":"as","name":"As Daily"}', "20:1: warning[format] spaces or escapes are not as the registry writes them"),
    "out-of-order": ('{"id": "aab", "name": "Aab Daily"}', "21:8: warning[order] 'aab' stands behind 'as'; records are sorted by 'id'"),
}  # fmt: skip
"""A line each with one fault, and what is said of it."""
REPAIRED = (
    "host-with-capitals",
    "host-with-www",
    "host-with-scheme-and-path",
    "alias-twice",
    "empty-field",
    "fields-in-another-order",
    "other-spaces",
    "out-of-order",
)
MESSAGES = [message for _, message in SEEDED.values()]


TEXT = "".join(f"{line}\n" for line, _ in SEEDED.values())


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """What is said of all these lines."""
    folder = tmp_path_factory.mktemp("seeded")
    (folder / "own.jsonl").write_text(TEXT, encoding="utf-8")
    return run("outlets", "check", "own.jsonl", cwd=folder)


@pytest.fixture
def seeded(tmp_path: Path) -> Path:
    """A folder with a file of all these lines."""
    (tmp_path / "own.jsonl").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", SEEDED)
def test_seeded_fault_is_found_where_it_stands(checked: Result, name: str) -> None:
    assert f"own.jsonl:{SEEDED[name][1]}" in checked.out.splitlines()


def test_nothing_else_is_said_of_the_seeded_faults(checked: Result) -> None:
    *said, last = checked.out.splitlines()

    assert sorted(said) == sorted(f"own.jsonl:{message}" for message in MESSAGES)
    assert last == "18 errors, 3 warnings in 21 records; --fix mends 8."
    assert checked.status == 1


def test_safe_repairs_are_made_and_the_rest_is_left(seeded: Path) -> None:
    done = run("outlets", "check", "--fix", "own.jsonl", cwd=seeded)

    left = {line.partition(" ")[2] for line in done.out.splitlines()}
    repaired = {SEEDED[name][1].partition(" ")[2] for name in REPAIRED}
    kept = (
        {message.partition(" ")[2] for message in MESSAGES}
        - repaired
        - {SEEDED["id-twice"][1].partition(" ")[2]}
    )
    assert repaired.isdisjoint(left)
    assert kept <= left
    assert done.status == 1


def test_second_repair_changes_nothing(seeded: Path) -> None:
    first = run("outlets", "check", "--fix", "own.jsonl", cwd=seeded)
    before = (seeded / "own.jsonl").read_bytes()

    second = run("outlets", "check", "--fix", "own.jsonl", cwd=seeded)

    assert (seeded / "own.jsonl").read_bytes() == before
    assert second.out == first.out.replace("; 8 mended", "")


def test_file_with_repairable_faults_alone_is_clean_behind_a_repair(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text("".join(f"{SEEDED[name][0]}\n" for name in REPAIRED), encoding="utf-8")

    first = run("outlets", "check", "--fix", "own.jsonl", cwd=tmp_path)

    assert (first.out, first.status) == ("Nothing to mend: 8 records; 8 mended.\n", 0)
    assert run("outlets", "check", "own.jsonl", cwd=tmp_path).out == "Nothing to mend: 8 records.\n"
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == [
        {"id": "aab", "name": "Aab Daily"},
        {"id": "ai", "name": "Ai Daily", "domains": ["ai.example"]},
        {"id": "aj", "name": "Aj Daily", "domains": ["aj.example"]},
        {"id": "ak", "name": "Ak Daily", "domains": ["ak.example"]},
        {"id": "ap", "name": "Ap Daily", "aliases": ["Ap Post"]},
        {"id": "aq", "name": "Aq Daily"},
        {"id": "ar", "name": "Ar Daily", "country": "DE"},
        {"id": "as", "name": "As Daily"},
    ]


def test_line_that_cannot_be_read_is_kept_behind_the_one_it_follows(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(
        '{"id": "b", "name": "B Daily"}\n{"id": \n{"id": "a", "name": "A Daily"}\n', encoding="utf-8"
    )

    run("outlets", "check", "--fix", "own.jsonl", cwd=tmp_path)

    assert (
        path.read_text(encoding="utf-8")
        == '{"id": "a", "name": "A Daily"}\n{"id": "b", "name": "B Daily"}\n{"id": \n'
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('\ufeff{"id": "a", "name": "A Daily"}\n', id="byte-order-mark"),
        pytest.param('{"id": "a", "name": "A Daily"}\r\n', id="CRLF"),
        pytest.param('{"id": "a", "name": "A Daily"}', id="no-line-feed-at-the-end"),
        pytest.param('{"id": "a", "name": "A Daily"}\n\n', id="blank-line"),
        pytest.param('{"id": "a", "name": "A\\u0020Daily"}\n', id="escape"),
        pytest.param('{"id": "a", "name": " A Daily "}\n', id="spaces-around-a-text"),
    ],
)
def test_form_of_the_file_is_repaired(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.jsonl"
    path.write_bytes(text.encode())

    before = run("outlets", "check", "own.jsonl", cwd=tmp_path)
    run("outlets", "check", "--fix", "own.jsonl", cwd=tmp_path)

    assert "warning[format]" in before.out
    assert before.status == 0
    assert path.read_bytes() == b'{"id": "a", "name": "A Daily"}\n'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param('{"id": "tass", "aliases": ["Our TASS"]}\n', id="more-of-a-built-in-record"),
        pytest.param('{"id": "a", "name": "TASS", "preferred_for": ["TASS"]}\n', id="takes-a-name-on-purpose"),
        pytest.param('{"id": "a", "name": "TASS", "ambiguous": {"tass": ["tass"]}}\n', id="shares-a-name"),
        pytest.param('{"id": "a", "name": "TASS", "domains": ["a.example"], "weak_name": true}\n', id="weak-name"),
        pytest.param('{"id": "a", "name": "A Daily", "domains": ["xn--e1aybc.xn--p1ai"]}\n', id="punycode"),
        pytest.param('{"id": "a", "name": "A Daily", "successor": "b"}\n{"id": "b", "name": "B Daily"}\n', id="id-of-the-file"),
        pytest.param('{"id": "a", "name": "A Daily", "aliases": ["Ä Daily"], "alias_years": {"ä daily": [null, 1999]}}\n', id="years-in-other-letters"),
    ],
)  # fmt: skip
def test_good_file_is_not_spoken_of(tmp_path: Path, text: str) -> None:
    (tmp_path / "own.jsonl").write_text(text, encoding="utf-8")

    done = run("outlets", "check", "own.jsonl", cwd=tmp_path)

    assert done.out.startswith("Nothing to mend: ")
    assert done.status == 0


def test_domain_in_its_own_script_is_written_as_punycode(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text('{"id": "a", "name": "A Daily", "domains": ["тест.рф"]}\n', encoding="utf-8")

    run("outlets", "check", "--fix", "own.jsonl", cwd=tmp_path)

    assert json.loads(path.read_text(encoding="utf-8"))["domains"] == ["xn--e1aybc.xn--p1ai"]


def test_files_are_held_against_each_other(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text('{"id": "a", "name": "A Daily"}\n', encoding="utf-8")
    (tmp_path / "two.yaml").write_text(
        "- {id: a, name: A Daily}\n- id: b\n  name: A Daily\n", encoding="utf-8"
    )

    done = run("outlets", "check", "one.jsonl", "two.yaml", cwd=tmp_path)

    assert done.out.splitlines()[:-1] == [
        "one.jsonl:1:21: error[shared] 'A Daily' is a name of b, too; say so with 'ambiguous': {\"A Daily\": [\"b\"]}",
        "two.yaml:1:8: error[id] the id 'a' stands twice; the first is at one.jsonl:1",
        "two.yaml:1:17: error[shared] 'A Daily' is a name of b, too; say so with 'ambiguous': {\"A Daily\": [\"b\"]}",
        "two.yaml:3:9: error[shared] 'A Daily' is a name of a, too; say so with 'ambiguous': {\"A Daily\": [\"a\"]}",
    ]


def test_yaml_is_never_written(tmp_path: Path) -> None:
    text = "# ours\n- {name: B Daily, id: b, domains: [WWW.b.example]}\n- {id: a, name: A Daily}\n"
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")

    done = run("outlets", "check", "--fix", "own.yaml", cwd=tmp_path)

    assert done.out.splitlines() == [
        "own.yaml:2:36: error[host] 'WWW.b.example' is more than a host in small letters; write 'b.example'",
        "1 error in 2 records.",
    ]
    assert (tmp_path / "own.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("gone.jsonl", None, "gone.jsonl: no such file", id="missing"),
        pytest.param("own.txt", b"", "own.txt: a file of outlets ends in .jsonl, .ndjson, .yaml or .yml", id="other-name"),
        pytest.param("own.jsonl", b"\xff", "own.jsonl: not UTF-8; save the file in this encoding", id="not-utf-8"),
        pytest.param("own.yaml", b"id: a", "own.yaml:1:1: a file of outlets must be a list of records, each after a '-'; this is a mapping", id="one-record"),
    ],
)  # fmt: skip
def test_file_that_is_none_ends_the_run(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    done = run("outlets", "check", name, cwd=tmp_path)

    assert done.err.startswith(f"citecheck: {message}")
    assert done.status == 2
