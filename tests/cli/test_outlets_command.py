"""`citecheck outlets`: who is meant, what is known, which outlets a corpus has that the registry hasn't."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import run

if TYPE_CHECKING:
    from pathlib import Path

OWN = """\
- id: marsh-courier
  name: Marsh Valley Courier
  aliases: [Marsh Courier]
  domains: [marshcourier.example]
  country: KG
  kind: newspaper
  languages: [ky]
- {id: tass, aliases: [Our TASS], until: 2029}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder whose configuration has outlets of its own."""
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "citecheck.yaml").write_text(
        "outlets: own.yaml\nprefer: {APA: apa-austria}\n", encoding="utf-8"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("text", "match", "outlet_id"),
    [
        ("TASS", "exact", "tass"),
        ("Коммерсантъ", "alias", "kommersant"),
        ("https://spb.kommersant.ru/doc/1", "domain", "kommersant"),
        ("T.me/harbour_watch", "account", None),
        ("Gazprom press release", "pattern", "gazprom"),
        ("APA", "ambiguous", None),
        ("Marsh Valley Courier", "none", None),
        ("local media", "none", None),
    ],
)
def test_find_says_how_a_text_matches(tmp_path: Path, text: str, match: str, outlet_id: str | None) -> None:
    (found,) = run("outlets", "find", text, cwd=tmp_path).records

    assert (found["match"], found["outlet_id"]) == (match, outlet_id)


def test_find_names_all_who_share_a_name(tmp_path: Path) -> None:
    done = run("outlets", "find", "--format", "text", "APA", cwd=tmp_path)

    assert done.out.splitlines() == [
        "APA: one of 2 outlets; pin one with 'prefer', or write which",
        "  Austria Presse Agentur (apa-austria, Austria)",
        "  APA (apa-azerbaijan, Azerbaijan)",
    ]
    assert done.status == 0


def test_find_suggests_what_is_near_and_says_why(tmp_path: Path) -> None:
    done = run("outlets", "find", "--format", "text", "Komersant", cwd=tmp_path)

    assert done.out.splitlines()[:2] == [
        "Komersant: no record has this name",
        "  near: Kommersant (kommersant, Russia): 'Kommersant', one letter more",
    ]
    assert done.status == 1


def test_find_speaks_of_a_faulty_domain(tmp_path: Path) -> None:
    (found,) = run("outlets", "find", "Kremlin.rru", cwd=tmp_path).records

    assert found["domain_fault"] == {"imitation": "none", "meant": "kremlin.ru"}


def test_find_reads_a_text_as_a_citation_would_have_it(tmp_path: Path) -> None:
    found = run("outlets", "find", "TASS via Interfax", "(Kommersant, May 3)", cwd=tmp_path).records

    assert [one["outlet_id"] for one in found] == ["tass", "interfax", "kommersant"]


def test_own_outlets_and_preferences_count(own: Path) -> None:
    found = run("outlets", "find", "Marsh Courier", "Our TASS", "APA", cwd=own).records

    assert [one["outlet_id"] for one in found] == ["marsh-courier", "tass", "apa-austria"]


def test_isolated_leaves_own_outlets_out(own: Path) -> None:
    assert run("outlets", "find", "--isolated", "Marsh Courier", cwd=own).status == 1


def test_show_prints_a_card_with_all_fields(own: Path) -> None:
    done = run("outlets", "show", "--format", "text", "marsh-courier", cwd=own)

    assert done.out.splitlines() == [
        "Marsh Valley Courier (marsh-courier)",
        "  aliases    Marsh Courier",
        "  domains    marshcourier.example",
        "  country    Kyrgyzstan (KG)",
        "  languages  ky",
        "  kind       newspaper",
    ]


def test_show_lays_own_fields_over_the_built_in_record(own: Path) -> None:
    (record,) = run("outlets", "show", "--json", "tass", cwd=own).records

    assert record["until"] == 2029
    assert "Our TASS" in record["aliases"]
    assert record["name"] == "TASS"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("kommersnt", "; did you mean 'kommersant'?"),
        ("Kommersant", "; did you mean 'kommersant'?"),
        ("APA", "; did you mean 'apa-austria' or 'apa-azerbaijan'?"),
        ("zzzzzzzz", ""),
    ],
)
def test_show_of_an_unknown_id_says_what_is_near(tmp_path: Path, word: str, hint: str) -> None:
    done = run("outlets", "show", word, cwd=tmp_path)

    assert done.err == f"citecheck: no outlet of the registry has the id '{word}'{hint}\n"
    assert done.status == 2


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--country", "kg", "--kind", "newspaper", "--language", "ky"], "marsh-courier"),
        (["--country", "RU", "--kind", "agency", "--state-owned", "--tier", "core"], "tass"),
    ],
)
def test_list_holds_to_its_filters(own: Path, options: list[str], wanted: str) -> None:
    listed = run("outlets", "list", *options, cwd=own).records

    assert wanted in [record["id"] for record in listed]
    assert {record["country"] for record in listed} == {options[1].upper()}
    assert {record["kind"] for record in listed} == {options[3]}


def test_list_is_a_table_for_people(own: Path) -> None:
    done = run("outlets", "list", "--country", "KG", "--language", "ky", "--format", "text", cwd=own)

    (line,) = [line for line in done.out.splitlines() if line.startswith("marsh-courier ")]
    assert line.split() == [
        "marsh-courier",
        "KG",
        "newspaper",
        "Marsh",
        "Valley",
        "Courier",
        "marshcourier.example",
    ]
    assert len({line.index("KG") for line in done.out.splitlines()}) == 1


def test_list_of_nothing_says_so(tmp_path: Path) -> None:
    done = run("outlets", "list", "--country", "AQ", cwd=tmp_path)

    assert (done.out, done.err, done.status) == ("", "citecheck: no outlet fits\n", 0)


def test_export_has_every_record_and_own_ones_over_them(own: Path) -> None:
    records = run("outlets", "export", cwd=own).records

    ids = [record["id"] for record in records]
    assert ids == sorted(set(ids))
    assert {"marsh-courier", "tass", "kommersant"} <= set(ids)
    assert next(record for record in records if record["id"] == "tass")["until"] == 2029


ARTICLES = {
    "a.txt": "It rained (Borovnik Tribune, May 3, 2015; Quay-news.example, May 4, 2015; local media, May 4, 2015).\n",
    "b.txt": "It poured (Dawn, May 3, 2015; BOROVNIK TRIBUNE, May 4, 2015; Kremlin.rru, May 5, 2015).\n",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_suggest_drafts_unknown_outlets_the_most_frequent_first(corpus: Path) -> None:
    done = run("outlets", "suggest", ".", cwd=corpus)

    assert done.records == [
        {"id": "borovnik-tribune", "name": "Borovnik Tribune"},
        {"id": "quay-news-example", "name": "Quay-news.example", "domains": ["quay-news.example"]},
    ]
    assert done.err.splitlines() == [
        "2 x  borovnik-tribune   Borovnik Tribune   a.txt:1:12",
        "1 x  quay-news-example  Quay-news.example  a.txt:1:43",
    ]
    assert done.status == 0


def test_drafts_pass_the_check_and_make_the_outlets_known(corpus: Path) -> None:
    (corpus / "own.jsonl").write_text(run("outlets", "suggest", ".", "-q", cwd=corpus).out, encoding="utf-8")

    assert run("outlets", "check", "own.jsonl", cwd=corpus).status == 0
    (corpus / "citecheck.yaml").write_text("outlets: own.jsonl\n", encoding="utf-8")
    assert run("outlets", "suggest", "a.txt", "b.txt", cwd=corpus).err == "every outlet is known\n"


def test_draft_says_which_known_outlet_is_near(corpus: Path) -> None:
    (corpus / "a.txt").write_text(
        "It rained (Komersant, May 3, 2015; Dawn, May 4, 2015).\n", encoding="utf-8"
    )

    assert run("outlets", "suggest", "a.txt", "--format", "text", cwd=corpus).out == (
        "1 x  komersant  Komersant  a.txt:1:12  near: 'Kommersant' (one letter more)\n"
    )


def test_draft_takes_no_id_of_another(corpus: Path) -> None:
    (corpus / "a.txt").write_text(
        "It rained (Fol.ha Un, May 3, 2015; Fol ha Un, May 4, 2015).\n", encoding="utf-8"
    )

    ids = [record["id"] for record in run("outlets", "suggest", "a.txt", cwd=corpus).records]

    assert ids == ["fol-ha-un", "fol-ha-un-2"]


def test_what_cannot_be_read_is_told(corpus: Path) -> None:
    (corpus / "c.jsonl").write_text("{\n", encoding="utf-8")

    done = run("outlets", "suggest", ".", cwd=corpus)

    assert "c.jsonl:1:1: error[CC902]" in done.err
    assert len(done.records) == 2
    assert done.status == 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["fnd", "x"], "citecheck outlets: no action 'fnd'; did you mean 'find'?"),
        (["list", "--contry", "DE"], "citecheck outlets: no option '--contry'; did you mean '--country'?"),
        (["list", "--country", "Germany"], "citecheck outlets list: argument --country: 'Germany' is no code of a country; DE and kz are"),
    ],
)  # fmt: skip
def test_slip_in_the_command_is_told_with_what_is_near(tmp_path: Path, args: list[str], message: str) -> None:
    done = run("outlets", *args, cwd=tmp_path)

    assert done.err.splitlines()[0] == message
    assert done.status == 2


def test_output_is_json_lines_with_letters_of_any_script(tmp_path: Path) -> None:
    done = run("outlets", "find", "Коммерсантъ", cwd=tmp_path)

    assert json.loads(done.out)["text"] == "Коммерсантъ"
    assert "Коммерсантъ" in done.out


def test_suggest_drafts_no_town(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "It rained (Lagos, May 3; Quay Ledger, May 4; Reuters, May 5).\n", "utf-8"
    )

    drafted = [
        json.loads(line)["name"] for line in run("outlets", "suggest", ".", cwd=tmp_path).out.splitlines()
    ]

    assert drafted == ["Quay Ledger"]
