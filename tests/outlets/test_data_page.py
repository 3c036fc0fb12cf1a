"""The page of data counts the registry as it is."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from conftest import PACKAGE, ROOT

DATA = PACKAGE / "outlets" / "data" / "outlets.jsonl"
PAGE = ROOT / "docs" / "data.md"


@pytest.mark.skipif(not DATA.is_file(), reason="a wheel holds the registry in its compiled form only")
def test_page_counts_the_registry_as_it_is() -> None:
    records = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    tiers = Counter(one["tier"] for one in records)
    names, domains = (sum(len(one.get(key, ())) for one in records) for key in ("aliases", "domains"))
    countries = Counter(one.get("country") for one in records)
    nowhere = countries.pop(None)
    page = " ".join(PAGE.read_text(encoding="utf-8").split())

    for tier, number in tiers.items():
        assert f"| `{tier}` | {number:,} |" in page
    assert (
        f"Together {len(records):,} outlets with {names:,} aliases and {domains:,} domains,"
        f" from {len(countries)} countries and territories; {nowhere:,} records have no country"
    ) in page
