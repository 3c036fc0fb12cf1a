"""What must hold of the invented outlets and of the references to them, whoever reads them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from archive.asking import SITES, STORIES
from archive.corpus import Site, Story, covers, references, registry, sites
from archive.sites import rendered, said
from archive.traps import TRAPS

LABELS = (
    "true",
    "wrong-day",
    "wrong-outlet",
    "altered-number",
    "altered-name",
    "other-day-same-actors",
    "never-said",
    "only-elsewhere",
)
VERDICTS = {"verified", "plausible", "wrong-day", "not-found", "inconclusive"}
ELSEWHERE = ("wrong-outlet", "only-elsewhere")
OTHER_DAY = ("wrong-day", "other-day-same-actors")
FEWEST_DOMAINS_ONLY = 0.25
"""The share of outlets of which the registry knows a domain and nothing else."""
SMALL = dict(zip("three four seven eleven nineteen twenty-two".split(), (3, 4, 7, 11, 19, 22), strict=True))


def words(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return re.findall(r"\w+", text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """All runs of so many words."""
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def body(story: Story) -> str:
    """A story's title and paragraphs."""
    return "\n".join((story.title, *story.paragraphs))


@cache
def fives() -> set[tuple[str, ...]]:
    """All runs of five words in the archive."""
    return {run for story in STORIES.values() for run in runs(body(story), 5)}


def labelled(*labels: str) -> list[dict[str, Any]]:
    """The references with one of these labels."""
    return [one for one in references() if one["label"] in labels]


def cited(reference: dict[str, Any]) -> Site:
    """The site of the outlet that a reference cites."""
    return SITES[reference["outlet"]]


def away(reference: dict[str, Any]) -> int:
    """How many days the cited day is from the story's."""
    return abs((date.fromisoformat(reference["day"]) - STORIES[reference["story"]].published.date()).days)


def test_there_are_forty_outlets_in_eight_languages() -> None:
    assert len(registry()) >= 40
    assert len({site.language for site in sites()}) >= 8


def test_every_site_has_a_record_or_is_an_edition_of_one() -> None:
    domains = {domain for record in registry().values() for domain in record["domains"]}
    hosts = {site.id: site.root.partition("://")[2] for site in sites()}

    assert [
        one for one, host in hosts.items() if not any(f".{host}".endswith(f".{d}") for d in domains)
    ] == []


def test_every_domain_is_of_a_kind_that_nobody_can_own() -> None:
    domains = [domain for record in registry().values() for domain in record["domains"]]

    assert [domain for domain in domains if not domain.endswith((".example", ".test"))] == []


def test_of_a_quarter_of_the_outlets_only_the_domain_is_known() -> None:
    bare = [record for record in registry().values() if record.keys() == {"id", "name", "domains"}]

    assert len(bare) >= FEWEST_DOMAINS_ONLY * len(registry())


@pytest.mark.parametrize("name", STORIES)
def test_story_is_as_long_as_news_are(name: str) -> None:
    assert 200 <= STORIES[name].words <= 900


def test_no_two_stories_share_twelve_words_in_a_row() -> None:
    holders: dict[tuple[str, ...], set[str]] = {}
    for name, story in STORIES.items():
        if story.copy_of is None:
            for run in runs(body(story), 12):
                holders.setdefault(run, set()).add(name)

    assert [names for names in holders.values() if len(names) > 1] == []


def test_syndicated_copy_is_the_story_word_for_word() -> None:
    copies = [story for story in STORIES.values() if story.copy_of]

    assert copies
    assert [one.name for one in copies if one.paragraphs != STORIES[str(one.copy_of)].paragraphs] == []


def test_every_trap_stands_somewhere() -> None:
    used = {shot.kind for story in STORIES.values() for shot in story.captures}

    assert used == {"page", *TRAPS}


def test_every_charset_and_way_to_say_it_stands_somewhere() -> None:
    assert {site.charset for site in sites()} >= {
        "utf-8",
        "windows-1251",
        "koi8-r",
        "iso-8859-9",
        "iso-8859-2",
    }
    assert {site.declared for site in sites()} == {
        "both",
        "header",
        "meta",
        "none",
        "wrong-header",
        "wrong-meta",
    }
    assert {site.sent for site in sites()} == {"plain", "gzip", "chunked"}
    assert any(site.root.startswith("http://xn--") for site in sites())
    assert any(site.moved for site in sites())


def test_every_way_to_give_the_day_stands_somewhere() -> None:
    used = {way for story in STORIES.values() for way in story.shows}

    assert used == {"json-ld", "meta", "itemprop", "time", "text", "today", "none"}


@pytest.mark.parametrize("name", STORIES)
def test_page_declares_its_day_where_it_should_and_nowhere_else(name: str) -> None:
    pytest.importorskip("jinja2", reason="the extra test-archive is not installed")
    story = STORIES[name]
    site = SITES[story.outlet]
    page = rendered(
        site, story.published.date() + timedelta(days=40), story=story, related=(), ticker=(), listing=None
    )
    days = {f"{story.published:%Y-%m-%d}", f"{story.published.astimezone(UTC):%Y-%m-%d}"}
    declared = any(day in page.replace(story.url, "") for day in days)

    assert declared is bool({*story.shows} & {"json-ld", "meta", "itemprop", "time"})
    assert (said(site, story.published) in page) is bool({*story.shows} & {"text", "time"})


def test_there_are_three_hundred_references_and_half_are_false() -> None:
    count = Counter(one["label"] for one in references())

    assert set(count) == set(LABELS)
    assert count.total() >= 300
    assert 0.4 <= count["true"] / count.total() <= 0.6


def test_every_reference_has_an_id_of_its_own() -> None:
    assert [one for one, times in Counter(two["id"] for two in references()).items() if times > 1] == []


def test_no_outlet_is_both_for_fitting_and_for_measuring() -> None:
    splits = {
        one["outlet"]: {two["split"] for two in references() if two["outlet"] == one["outlet"]}
        for one in references()
    }
    fit = [outlet for outlet, names in splits.items() if names == {"fit"}]

    assert [outlet for outlet, names in splits.items() if len(names) != 1] == []
    held = [outlet for outlet, names in splits.items() if names == {"held"}]
    assert 0.25 <= len(fit) / len(fit + held) <= 0.4


@pytest.mark.parametrize("reference", references(), ids=lambda one: one["id"])
def test_reference_is_whole(reference: dict[str, Any]) -> None:
    assert reference["domain"] in registry()[reference["outlet"]]["domains"]
    assert reference["published"] > reference["day"]
    assert re.search(r"\([^()]+\)\.$", reference["claim"])
    assert reference["right"]
    assert {*reference["right"], *reference["never"]} <= VERDICTS
    assert not {*reference["right"]} & {*reference["never"]}
    assert reference["label"] == "true" or "verified" in reference["never"]


@pytest.mark.parametrize("reference", references(), ids=lambda one: one["id"])
def test_coverage_is_as_the_reference_says(reference: dict[str, Any]) -> None:
    story = STORIES[reference["story"]]
    site = SITES[story.outlet] if reference["label"] == "true" else cited(reference)

    assert reference["covered"] is covers(site, date.fromisoformat(reference["day"]))


def test_not_found_is_right_only_where_the_day_is_covered() -> None:
    assert [one["id"] for one in references() if "not-found" in one["right"] and not one["covered"]] == []


@pytest.mark.parametrize("reference", labelled("true"), ids=lambda one: one["id"])
def test_true_reference_names_the_outlet_and_the_day_of_its_story(reference: dict[str, Any]) -> None:
    record = registry()[reference["outlet"]]

    assert record["domains"][0] in SITES[STORIES[reference["story"]].outlet].root
    assert away(reference) <= 1


@pytest.mark.parametrize("reference", labelled(*OTHER_DAY), ids=lambda one: one["id"])
def test_story_of_a_wrong_day_ran_on_another(reference: dict[str, Any]) -> None:
    assert STORIES[reference["story"]].outlet == reference["outlet"]
    assert 3 <= away(reference) <= 15


@pytest.mark.parametrize("reference", labelled("other-day-same-actors"), ids=lambda one: one["id"])
def test_same_actors_are_in_a_story_of_the_cited_day(reference: dict[str, Any]) -> None:
    day = date.fromisoformat(reference["day"])
    told = names(body(STORIES[reference["story"]]))
    others = [story for story in cited(reference).stories if story.published.date() == day]

    assert any(len(told & names(body(story))) >= 2 for story in others)


def names(text: str) -> set[str]:
    """The beginnings of words with a capital after one without: names, mostly. Georgian has none: of long words."""
    found = re.findall(r"\w+", text)
    named = {
        two[:5] for one, two in pairwise(found) if two[0].isupper() and len(two) > 3 and one[0].islower()
    }
    return named | {word[:5] for word in found if "ა" <= word[0] <= "ჰ" and len(word) > 6}


@pytest.mark.parametrize("reference", labelled(*ELSEWHERE), ids=lambda one: one["id"])
def test_story_of_a_wrong_outlet_is_nowhere_in_it(reference: dict[str, Any]) -> None:
    story = STORIES[reference["story"]]
    there = cited(reference).stories

    assert story.outlet != reference["outlet"]
    assert [one.name for one in there if one.copy_of == reference["story"] or story.copy_of] == []


@pytest.mark.parametrize("reference", labelled("altered-number"), ids=lambda one: one["id"])
def test_altered_number_is_not_in_the_story(reference: dict[str, Any]) -> None:
    claim = reference["claim"].rpartition("(")[0]

    assert numbers(claim) - numbers(body(STORIES[reference["story"]]))


def numbers(text: str) -> set[str]:
    """The numbers of a text in figures, thousands joined, and some that English writes in words."""
    joined = re.sub(r"(?<=\d)[ ., ](?=\d{3}\b)", "", text)
    small = {str(SMALL[word]) for word in re.findall(r"[\w-]+", text.lower()) if word in SMALL}
    return set(re.findall(r"\d+", joined)) | small


@pytest.mark.parametrize("reference", labelled("never-said"), ids=lambda one: one["id"])
def test_quotation_never_said_is_long_and_nowhere(reference: dict[str, Any]) -> None:
    quoted = re.findall(r'"([^"]+)"', reference["claim"])
    assert len(words(quoted[0])) >= 6
    assert not runs(quoted[0], 5) & fives()


@pytest.mark.parametrize("reference", references(), ids=lambda one: one["id"])
def test_claim_does_not_copy_its_story(reference: dict[str, Any]) -> None:
    told = reference["claim"].rpartition("(")[0]

    assert not runs(told, 9) & runs(body(STORIES[reference["story"]]), 9)


def test_a_day_without_a_listing_is_not_covered() -> None:
    site = SITES["harbor-ledger"]

    assert not covers(site, max(site.listed_days) + timedelta(days=3))
