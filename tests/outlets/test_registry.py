"""The registry as data, and the look-up: name, alias, domain, subdomain, address; shared names are ambiguous."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest
from conftest import PACKAGE, SHARED, needs_shared, pipeline

DATA = PACKAGE / "outlets" / "data" / "outlets.jsonl"
pytestmark = pytest.mark.skipif(
    not DATA.is_file(), reason="a wheel holds the registry in its compiled form only"
)
KINDS = frozenset(
    "newspaper agency broadcaster government think-tank portal magazine company igo ngo pollster social".split()
)
LEFT_OUT = frozenset(("news-homepages", "brave news-aggregator", "calibre"))
"""Collections under GPL or MPL: a record that only these know isn't shipped."""


def records() -> list[dict[str, Any]]:
    """All records, one a line."""
    return (
        [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()] if DATA.is_file() else []
    )


ALL = records()
BY_ID = {record["id"]: record for record in ALL}


def found(text: str) -> tuple[str, tuple[str, ...]]:
    """How a text is found, and the ids."""
    match = pipeline().registry.find(text)
    return match.match.value, match.ids


def test_ids_are_unique() -> None:
    assert [key for key, times in Counter(record["id"] for record in ALL).items() if times > 1] == []


def test_records_are_sorted_by_id() -> None:
    assert [record["id"] for record in ALL] == sorted(record["id"] for record in ALL)


def test_ids_are_kebab_case() -> None:
    assert [key for key in BY_ID if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []


def test_kinds_are_known() -> None:
    assert {record["kind"] for record in ALL if "kind" in record} <= KINDS


def test_countries_are_two_letters() -> None:
    assert [r["id"] for r in ALL if "country" in r and not re.fullmatch("[A-Z]{2}", r["country"])] == []


def test_domains_are_lower_case_hosts() -> None:
    domains = [domain for record in ALL for domain in record.get("domains", ())]

    assert [
        domain for domain in domains if not re.fullmatch(r"(?!www\.)[a-z0-9_-]+(\.[a-z0-9-]+)+", domain)
    ] == []


@pytest.mark.parametrize("field", ["parent", "successor"])
def test_ids_in_records_lead_to_records(field: str) -> None:
    assert [record[field] for record in ALL if field in record and record[field] not in BY_ID] == []


def test_ambiguous_names_lead_to_records() -> None:
    others = [other for record in ALL for ids in record.get("ambiguous", {}).values() for other in ids]

    assert [other for other in others if other not in BY_ID] == []


def test_records_of_copyleft_collections_alone_are_left_out() -> None:
    assert [record["id"] for record in ALL if set(record["sources"]) <= LEFT_OUT] == []


@needs_shared
def test_no_other_record_is_left_out() -> None:
    whole = [
        json.loads(line)
        for line in (SHARED / "registry" / "outlets.jsonl").read_text(encoding="utf-8").splitlines()
    ]

    imported = {record["id"] for record in whole if not set(record["sources"]) <= LEFT_OUT}
    assert imported - set(BY_ID) == set()


def test_every_name_finds_its_record() -> None:
    strong = [record for record in ALL if not record.get("weak_name")]
    lost = [record["name"] for record in strong if record["id"] not in found(record["name"])[1]]

    preferred = {name for record in ALL for name in record.get("preferred_for", ())}
    assert [name for name in lost if name not in preferred] == []


def test_every_domain_finds_its_record() -> None:
    lost = [
        domain
        for record in ALL
        for domain in record.get("domains", ())
        if record["id"] not in found(f"https://www.{domain}/a/b?c=1")[1]
    ]

    assert lost == []


def test_every_alias_finds_its_record() -> None:
    preferred = {name.casefold() for record in ALL for name in record.get("preferred_for", ())}
    lost = [
        (record["id"], alias)
        for record in ALL
        if not record.get("weak_name")
        for alias in record.get("aliases", ())
        if record["id"] not in found(alias)[1] and alias.casefold() not in preferred
    ]

    assert lost == []


@pytest.mark.parametrize(
    ("text", "match", "ids"),
    [
        ("Regnum", "exact", ("regnum",)),
        ("regnum", "exact", ("regnum",)),
        ("REGNUM", "exact", ("regnum",)),
        ("Kommersant", "exact", ("kommersant",)),
        ("Коммерсантъ", "alias", ("kommersant",)),
        ("Kommersant.ru", "domain", ("kommersant",)),
        ("www.kommersant.ru", "domain", ("kommersant",)),
        ("https://www.kommersant.ru/doc/1", "domain", ("kommersant",)),
        ("spb.kommersant.ru", "domain", ("kommersant",)),
        ("Lloyd's List", "exact", found("Lloyd's List")[1] if ALL else ()),
        ("Lloyd’s  List", "exact", found("Lloyd's List")[1] if ALL else ()),
        ("Nezavisimaya\u00a0Gazeta", "exact", found("Nezavisimaya Gazeta")[1] if ALL else ()),
        ("Marsh Valley Courier", "none", ()),
        ("", "none", ()),
        ("kommersant.ru.example.com", "none", ()),
        ("notkommersant.ru", "none", ()),
    ],
)
def test_look_up(text: str, match: str, ids: tuple[str, ...]) -> None:
    assert found(text) == (match, ids)


@pytest.mark.parametrize(
    "name", ["APA", "CNA", "The National", "Pravda", "Trud", "Dnevnik", "ABC", "CBC", "ITV", "ORF", "Zerkalo"]
)
def test_name_left_open_on_purpose_is_ambiguous(name: str) -> None:
    match, ids = found(name)

    assert match == "ambiguous"
    assert len(ids) > 1


def test_preferred_reading_wins() -> None:
    wrong = [
        (record["id"], name)
        for record in ALL
        for name in record.get("preferred_for", ())
        if found(name)[1] != (record["id"],)
    ]

    assert wrong == []


def test_near_spelling_is_no_match() -> None:
    assert found("Komersant") == ("none", ())


def test_unlisted_domain_is_a_site() -> None:
    assert pipeline().registry.find("https://www.mill.example/a").site == "mill.example"


def test_domain_in_its_own_script_finds_its_record() -> None:
    written = {
        domain.encode().decode("idna"): r["id"]
        for r in ALL
        for domain in r.get("domains", ())
        if "xn--" in domain
    }

    assert [domain for domain, wanted in written.items() if wanted not in found(domain)[1]] == []
