"""`citecheck coverage`: whole commands over files and records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PACKAGE, SHARED, needs_shared, run

if TYPE_CHECKING:
    from pathlib import Path

jsonschema_rs = pytest.importorskip(
    "jsonschema_rs", reason="jsonschema-rs, of the extra 'dev', isn't installed"
)
SCHEMA: dict[str, Any] = json.loads((PACKAGE / "schemas" / "coverage.schema.json").read_text("utf-8"))
TEXT = """\
The mill is shut, its owner says (Dawn, May 3, 2015; Yle, May 4, 2015). Forty people lost their work.

“We were never asked,” says one of them. It was the largest mill of the valley.

So it goes.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "mill.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def found(*args: str | Path, cwd: Path, stdin: str = "") -> dict[str, Any]:
    """The one article of `--format json`."""
    (one,) = run("coverage", "--format", "json", *args, cwd=cwd, stdin=stdin).report["articles"]
    assert isinstance(one, dict)
    return one


def test_claims_tell_why_how_surely_and_what_backs_them(article: Path, tmp_path: Path) -> None:
    claims = found(article.name, cwd=tmp_path)["claims"]

    assert [(TEXT[one["start"] : one["end"]].split()[0], one["reasons"], one["strength"], one["backed"]) for one in claims] == [
        ("The", ["reported-speech"], "strong", True), ("Forty", ["figure"], "strong", False),
        ("“We", ["quotation", "reported-speech"], "strong", False), ("It", ["superlative"], "weak", False),
    ]  # fmt: skip
    start = TEXT.index("(")
    assert [one["citation"] for one in claims] == [
        {"start": start, "end": TEXT.index(")") + 1},
        None,
        None,
        None,
    ]


def test_gaps_have_the_codes_that_check_reports(article: Path, tmp_path: Path) -> None:
    gaps = found(article.name, cwd=tmp_path)["gaps"]
    checked = run(
        "check", "--format", "json", "--select", "CC401,CC402,CC403,CC404", article.name, cwd=tmp_path
    )

    assert [(one["code"], one["claims"]) for one in gaps] == [("CC403", 1), ("CC401", 2)]
    assert [(one["code"], one["start"], one["end"]) for one in gaps] == [
        (one["code"], one["start"], one["end"]) for one in checked.diagnostics
    ]


def test_counts_and_passages(article: Path, tmp_path: Path) -> None:
    one = found(article.name, cwd=tmp_path)

    assert one["passages"] == [
        {"citation": {"start": TEXT.index("("), "end": TEXT.index(")") + 1}, "references": 2, "sentences": 1}
    ]
    assert (one["words"], one["citations"], one["uses_citations"]) == (len(TEXT.split()), 1, True)
    assert one["longest_gap"] == 16


def test_article_below_the_gate_is_covered_all_the_same(tmp_path: Path) -> None:
    one = found("-", cwd=tmp_path, stdin="The owner says so.\n")

    assert not one["uses_citations"]
    assert [gap["code"] for gap in one["gaps"]] == ["CC402"]


def test_records_are_articles_of_their_own(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "The owner says so."}, {"id": "b", "text": "It is late."}]
    (tmp_path / "two.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    articles = run("coverage", "--format", "json", "two.jsonl", cwd=tmp_path).report["articles"]

    assert [(one["path"], one["article"], len(one["claims"])) for one in articles] == [
        ("two.jsonl", "a", 1),
        ("two.jsonl", "b", 0),
    ]


def test_unreadable_file_gives_status_1_and_the_rest_is_there(article: Path, tmp_path: Path) -> None:
    (tmp_path / "nul.txt").write_bytes(b"a\0b")

    done = run("coverage", "--format", "json", ".", cwd=tmp_path)

    assert done.status == 1
    assert "error[CC902]" in done.err
    assert [one["path"] for one in done.report["articles"]] == ["mill.txt"]


def test_nothing_found_is_an_empty_list(tmp_path: Path) -> None:
    done = run("coverage", "--format", "json", ".", cwd=tmp_path)

    assert (done.status, done.report) == (0, {"articles": []})


def test_table_is_for_people(article: Path, tmp_path: Path) -> None:
    done = run("coverage", article.name, cwd=tmp_path)

    assert done.status == 0
    assert done.out == (
        "mill.txt: 1 of 4 claims backed (25%), 1 citation in 39 words\n"
        "  line  sentences  references  citation\n"
        "     1          1           2  (Dawn, May 3, 2015; Yle, May 4, 2015)\n"
        "  line  claims  2 gaps, the longest of 16 words\n"
        "     1       1  CC403  Forty people lost their work.\n"
        "     3       2  CC401  “We were never asked,” says one of them. It was the largest…\n"
    )


def test_configuration_says_how_far_a_citation_reaches(article: Path, tmp_path: Path) -> None:
    (tmp_path / "citecheck.yaml").write_text("reach: paragraph\n", encoding="utf-8")

    assert [one["code"] for one in found(article.name, cwd=tmp_path)["gaps"]] == ["CC401"]


def test_configuration_says_the_language(article: Path, tmp_path: Path) -> None:
    (tmp_path / "citecheck.yaml").write_text("language: ru\n", encoding="utf-8")

    assert [one["code"] for one in found(article.name, cwd=tmp_path)["gaps"]] == ["CC401"]


def test_configuration_lifts_the_gate(tmp_path: Path) -> None:
    (tmp_path / "citecheck.yaml").write_text("coverage: always\n", encoding="utf-8")

    done = run("check", "--format", "json", "-", cwd=tmp_path, stdin="The owner says so.\n")

    assert done.codes == ["CC402"]


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("reach", "passages", "'reach' can't be 'passages'; did you mean 'passage'?"),
        ("language", "de", "'language' can't be 'de'; it is one of en, ru"),
        ("coverage", "never", "'coverage' can't be 'never'; it is one of auto, always"),
        ("narrative", "fully", "'narrative' can't be 'fully'; did you mean 'full'?"),
    ],
)
def test_wrong_value_is_told_with_its_place(tmp_path: Path, key: str, value: str, told: str) -> None:
    (tmp_path / "citecheck.yaml").write_text(f"{key}: {value}\n", encoding="utf-8")

    done = run("coverage", ".", cwd=tmp_path)

    assert done.status == 2
    assert f"citecheck.yaml:1:{len(key) + 3}: {told}" in done.err


def test_schema_is_a_schema() -> None:
    assert jsonschema_rs.meta.is_valid(SCHEMA)


@pytest.mark.parametrize("folder", ["seeds/articles", "seeds/drafts", "tests/corpus"])
def test_json_is_as_the_schema_says(folder: str) -> None:
    report = run("coverage", "--format", "json", folder).report
    validator = jsonschema_rs.Draft202012Validator(SCHEMA)

    assert [error.message for error in validator.iter_errors(report)] == []
    assert any(one["gaps"] for one in report["articles"]) or folder == "seeds/articles"


def test_every_key_stands_in_the_schema() -> None:
    (one,) = run("coverage", "--format", "json", "seeds/drafts/orchard-frost.txt").report["articles"]
    told = SCHEMA["$defs"]

    assert set(one) == set(told["article"]["properties"])
    for key in ("claim", "gap", "passage"):
        assert set(one[f"{key}s"][0]) == set(told[key]["properties"])


@needs_shared
def test_sample_is_backed_but_for_two_sentences() -> None:
    one = found("edm-2020-09-11.txt", cwd=SHARED / "sample")

    assert [(gap["code"], gap["claims"]) for gap in one["gaps"]] == [("CC404", 1), ("CC402", 1)]
    assert sum(claim["backed"] for claim in one["claims"]) == len(one["claims"]) - 2
