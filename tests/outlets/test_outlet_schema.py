"""Every record of the registry is what its JSON Schema says; what has a fault isn't."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import PACKAGE

jsonschema_rs = pytest.importorskip(
    "jsonschema_rs", reason="jsonschema-rs, of the extra 'dev', isn't installed"
)

DATA = PACKAGE / "outlets" / "data" / "outlets.jsonl"
SCHEMA: dict[str, Any] = json.loads((PACKAGE / "schemas" / "outlet.schema.json").read_text("utf-8"))
RULE = jsonschema_rs.Draft202012Validator(SCHEMA)
RECORD: dict[str, Any] = {
    "id": "harbor-review",
    "name": "Harbor Review",
    "aliases": ["HR"],
    "alias_years": {"HR": [1999, None]},
    "domains": ["harbor.example", "review.harbor.example"],
    "domain_years": {"review.harbor.example": [None, 2004]},
    "accounts": ["t.me/harbor_review"],
    "country": "IS",
    "languages": ["is", "en"],
    "kind": "magazine",
    "state_owned": False,
    "parent": "harbor-house",
    "successor": "port-review",
    "since": 1951,
    "until": 2021,
    "years_source": "Its last issue",
    "timezone": "Atlantic/Reykjavik",
    "home": "https://harbor.example/",
    "listings": ["https://harbor.example/new"],
    "day_pages": ["https://harbor.example/{yyyy}/{m}/{d}"],
    "date_paths": ["/{yyyy}/{mm}/"],
    "print_only": True,
    "ambiguous": {"HR": ["hill-review"]},
    "ambiguous_domains": {"harbor.example": ["hill-review"]},
    "preferred_for": ["HR"],
    "weak_name": True,
    "tier": "core",
    "sources": ["general-knowledge"],
}
"""A record with one of everything."""
FAULTS = [
    ("id", "Harbor Review"),
    ("id", "harbor--review"),
    ("name", ""),
    ("name", " Harbor Review"),
    ("aliases", "HR"),
    ("aliases", ["HR", "HR"]),
    ("aliases", []),
    ("alias_years", {"HR": [1999]}),
    ("alias_years", {"HR": ["1999", None]}),
    ("domains", ["www.harbor.example"]),
    ("domains", ["Harbor.example"]),
    ("domains", ["https://harbor.example/"]),
    ("domains", ["harbor"]),
    ("domains", ["-.example"]),
    ("domain_years", {"harbor": [None, 2004]}),
    ("accounts", ["@harbor_review"]),
    ("country", "Iceland"),
    ("country", "is"),
    ("languages", ["Icelandic"]),
    ("kind", "website"),
    ("state_owned", "no"),
    ("parent", "Harbor House"),
    ("since", "1951"),
    ("until", 21),
    ("timezone", "reykjavik"),
    ("home", "harbor.example"),
    ("home", "https://harbor.example"),
    ("day_pages", ["https://harbor.example/today"]),
    ("date_paths", ["{yyyy}/"]),
    ("print_only", False),
    ("ambiguous", {"HR": []}),
    ("preferred_for", []),
    ("weak_name", False),
    ("tier", "gold"),
    ("sources", []),
    ("domain", "harbor.example"),
]


def faults(record: dict[str, Any]) -> list[str]:
    """Where a record isn't what the schema says."""
    return [f"{record.get('id')}{error.instance_path}: {error.message}" for error in RULE.iter_errors(record)]


def test_schema_is_a_schema() -> None:
    assert jsonschema_rs.meta.is_valid(SCHEMA)


def test_every_field_is_described() -> None:
    assert [field for field, rule in SCHEMA["properties"].items() if not rule.get("description")] == []


def test_record_with_one_of_everything_is_valid() -> None:
    assert RECORD.keys() == SCHEMA["properties"].keys()
    assert faults(RECORD) == []


@pytest.mark.parametrize(("field", "value"), FAULTS)
def test_faulty_field_is_refused(field: str, value: object) -> None:
    assert faults(RECORD | {field: value}) != []


@pytest.mark.parametrize("field", ["id", "name"])
def test_record_without_a_needed_field_is_refused(field: str) -> None:
    assert faults({key: value for key, value in RECORD.items() if key != field}) != []


@pytest.mark.skipif(not DATA.is_file(), reason="a wheel holds the registry in its compiled form only")
def test_every_record_is_valid() -> None:
    records = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]

    assert [fault for record in records for fault in faults(record)] == []
    assert [record["id"] for record in records if "tier" not in record or "sources" not in record] == []
