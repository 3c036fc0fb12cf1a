"""The registry as data, and the look-up: name, alias, domain, subdomain, address; shared names are ambiguous."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest
from conftest import PACKAGE, SHARED, needs_shared, pipeline

from citecheck.outlets.fold import fold

DATA = PACKAGE / "outlets" / "data" / "outlets.jsonl"
pytestmark = pytest.mark.skipif(
    not DATA.is_file(), reason="a wheel holds the registry in its compiled form only"
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
FIELDS = tuple(
    "id name aliases alias_years domains domain_years accounts country languages kind state_owned parent successor since"
    " until years_source timezone home listings day_pages date_paths print_only ambiguous ambiguous_domains"
    " preferred_for weak_name tier sources".split()
)
"""In the order in which a record has them."""


def names_of(record: dict[str, Any]) -> list[str]:
    """Its name and aliases."""
    return [record["name"], *record.get("aliases", ())]


def holders() -> dict[str, dict[str, str]]:
    """Folded name -> id of each record that can be found by it -> the name as that record has it."""
    found: dict[str, dict[str, str]] = {}
    for record in ALL:
        for name in () if record.get("weak_name") else names_of(record):
            found.setdefault(fold(name), {})[record["id"]] = name
    return found


def shared(record: dict[str, Any], name: str) -> list[str]:
    """The ids with which a record shares a name, as it says itself."""
    marked = record.get("ambiguous", {})
    return [other for key, ids in marked.items() if fold(key) == fold(name) for other in ids]


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


def test_lines_are_formatted_alike() -> None:
    lines = DATA.read_text(encoding="utf-8").splitlines()

    assert [
        r["id"] for r, line in zip(ALL, lines, strict=True) if json.dumps(r, ensure_ascii=False) != line
    ] == []


def test_fields_stand_in_order() -> None:
    assert [record["id"] for record in ALL if list(record) != [one for one in FIELDS if one in record]] == []


def test_no_domain_belongs_to_two_records() -> None:
    times = Counter(domain for record in ALL for domain in record.get("domains", ()))

    assert [domain for domain, count in times.items() if count > 1] == []


def test_no_record_has_a_name_twice() -> None:
    double = [
        (r["id"], name) for r in ALL for name, times in Counter(map(fold, names_of(r))).items() if times > 1
    ]

    assert double == []


def test_every_shared_name_is_marked_on_each_side() -> None:
    unmarked = [
        (name, outlet_id)
        for ids in holders().values()
        for outlet_id, name in ids.items()
        if not ids.keys() - {outlet_id} <= set(shared(BY_ID[outlet_id], name))
    ]

    assert unmarked == []


def test_every_mark_of_a_shared_name_is_answered() -> None:
    lonely = [
        (record["id"], name, other)
        for record in ALL
        for name, ids in record.get("ambiguous", {}).items()
        for other in ids
        if record["id"] not in shared(BY_ID[other], name)
    ]

    assert lonely == []


def test_no_name_is_the_domain_of_another_record() -> None:
    domains = {domain: record["id"] for record in ALL for domain in record.get("domains", ())}
    taken = [
        (r["id"], name) for r in ALL for name in names_of(r) if domains.get(fold(name), r["id"]) != r["id"]
    ]

    assert taken == []


def test_years_are_in_order() -> None:
    spans = [
        (record["id"], first, last)
        for record in ALL
        for first, last in (
            (record.get("since"), record.get("until")),
            *record.get("alias_years", {}).values(),
            *record.get("domain_years", {}).values(),
        )
        if first is not None and last is not None
    ]

    assert spans
    assert [span for span in spans if span[1] > span[2]] == []


def test_years_are_those_of_the_records_own_names_and_domains() -> None:
    strange = [
        (record["id"], key)
        for record in ALL
        for field, own in (("alias_years", names_of(record)), ("domain_years", record.get("domains", [])))
        for key in record.get(field, ())
        if key not in own
    ]

    assert strange == []


def test_successors_lead_to_an_end() -> None:
    def end(outlet_id: str, seen: tuple[str, ...] = ()) -> bool:
        following = BY_ID[outlet_id].get("successor")
        return following is None or (following not in seen and end(following, (*seen, outlet_id)))

    assert [record["id"] for record in ALL if not end(record["id"])] == []


def test_weak_name_never_finds_its_record_alone() -> None:
    wrong = [
        (record["id"], name)
        for record in ALL
        if record.get("weak_name")
        for name in names_of(record)
        if found(name)[1] == (record["id"],) and fold(name) not in record.get("domains", ())
    ]

    assert wrong == []


def test_name_of_a_core_record_is_weak_in_a_single_one() -> None:
    core = {fold(name) for record in ALL if record["tier"] == "core" for name in names_of(record)}
    strong = [
        r["id"] for r in ALL if r["tier"] == "single" and not r.get("weak_name") and fold(r["name"]) in core
    ]

    assert strong == []


def test_only_own_shared_names_are_preferred() -> None:
    strange = [
        (record["id"], name)
        for record in ALL
        for name in record.get("preferred_for", ())
        if fold(name) not in map(fold, names_of(record)) or record.get("weak_name")
    ]

    assert strange == []


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


@pytest.mark.parametrize(
    ("text", "outlet_id"),
    [
        ("T.me/rybar", "rybar"),
        ("t.me/s/Rybar/1234", "rybar"),
        ("Telegram/@rybar", "rybar"),
        ("@rybar", "rybar"),
        ("@rybar, X", None),
        ("T.me/rybar2", None),
        ("X.com/rybar", None),
    ],
)
def test_account_is_its_outlets(text: str, outlet_id: str | None) -> None:
    assert pipeline().registry.account(text) == outlet_id
