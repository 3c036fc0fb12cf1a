"""What CC701 to CC704 say of verdicts, whatever archive they come from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from conftest import document, pipeline, verified

from citecheck.checks.verdict_words import WHY
from citecheck.model.verdict import Anchor, AnchorKind, AnchorMatch, Evidence, Reason, Verdict, VerdictKind
from citecheck.pipeline import Options
from citecheck.rules.select import Selection
from citecheck.rules.suppress import Suppression

if TYPE_CHECKING:
    from citecheck.model.article import Article
    from citecheck.report.rows import Row

ONLY = Options(date(2015, 5, 9), (Selection(("CC7",)),))
TEXT = "The levee at Brack broke (Dawn, May 3; Yle, May 4 and May 5). It was mended (Kommersant, May 6-8).\n"
DAY = date(2015, 5, 3)
PAGE = Evidence(
    "https://archive.example/web/20150503180000/https://dawn.example/1",
    "https://dawn.example/1",
    "2015-05-03T18:00:00Z",
    DAY,
    "meta",
    "A levee breaks",
)
LIKE = PAGE._replace(
    anchors=(AnchorMatch(Anchor(AnchorKind.NAME, "Brack", "brk"), "Brack", "same spelling"),)
)


def said(
    kind: VerdictKind,
    *changes: dict[str, Any],
    text: str = TEXT,
    codes: tuple[str, ...] = ("CC7",),
    options: Options = ONLY,
) -> list[Row]:
    """What is said where the references have these verdicts, one after the other."""

    def verify(article: Article) -> tuple[Verdict, ...]:
        spans = [one.span for citation in article.citations for one in citation.references]
        verdicts = [Verdict(span, None, DAY, DAY, kind) for span in spans]
        return tuple(one._replace(**change) for one, change in zip(verdicts, changes, strict=False))

    options = options._replace(selections=(Selection(codes),))
    return verified(options, text, verify).rows


def messages(kind: VerdictKind, *changes: dict[str, object]) -> list[str]:
    return [f"{row.code} {row.severity} {row.raw}: {row.message}" for row in said(kind, *changes)]


def test_not_found_tells_how_many_pages_were_seen() -> None:
    assert messages(VerdictKind.NOT_FOUND, {"candidates": 12, "evidence": (PAGE,)}) == [
        (
            "CC701 warning Dawn: 'Dawn', 2015-05-03: not found in 12 pages that the archive has of that day; "
            "check the outlet and the day"
        )
    ]


def test_not_found_in_one_page() -> None:
    [message] = messages(VerdictKind.NOT_FOUND, {"candidates": 1, "evidence": (PAGE,)})

    assert "not found in 1 page that" in message


def test_not_found_among_headlines_alone() -> None:
    [message] = messages(VerdictKind.NOT_FOUND, {"candidates": 0})

    assert "not found among the headlines that the archive has of that day" in message


def test_wrong_day_names_the_day_and_the_page() -> None:
    other = PAGE._replace(published=date(2015, 4, 21), url="https://archive.example/web/20150421/x")

    assert messages(VerdictKind.WRONG_DAY, {"evidence": (PAGE, other)}) == [
        (
            "CC702 warning Dawn: 'Dawn' ran this story on 2015-04-21, not on 2015-05-03; "
            "see https://archive.example/web/20150421/x"
        )
    ]


def test_wrong_day_of_a_page_without_a_day_of_its_own() -> None:
    assert messages(VerdictKind.WRONG_DAY, {"evidence": (PAGE._replace(published=None),)}) == [
        f"CC702 warning Dawn: 'Dawn' ran this story, but not on 2015-05-03; see {PAGE.url}"
    ]


def test_plausible_is_off_by_default() -> None:
    def verify(article: Article) -> tuple[Verdict, ...]:
        [reference] = article.citations[0].references[:1]
        return (Verdict(reference.span, None, DAY, DAY, VerdictKind.PLAUSIBLE, None, (PAGE,)),)

    found = verified(Options(date(2015, 5, 9)), TEXT, verify).rows

    assert [row.code for row in found if row.code.startswith("CC7")] == []


@pytest.mark.parametrize(
    ("published", "when"),
    [(DAY, "on 2015-05-03"), (date(2015, 5, 4), "on 2015-05-04"), (None, "around 2015-05-03")],
    ids=["that-day", "a-day-later", "undated"],
)
def test_plausible_points_to_the_page(published: date | None, when: str) -> None:
    page = LIKE._replace(published=published)

    assert messages(VerdictKind.PLAUSIBLE, {"evidence": (page,)}) == [
        (
            f"CC703 info Dawn: 'Dawn' ran something like it {when}, but too little agrees to be sure; "
            f"compare {PAGE.url}"
        )
    ]


@pytest.mark.parametrize("evidence", [(), (PAGE,)], ids=["no-page", "another-page"])
def test_plausible_by_a_headline_alone(evidence: tuple[Evidence, ...]) -> None:
    [message] = messages(VerdictKind.PLAUSIBLE, {"evidence": evidence})

    assert message.endswith("'Dawn' had a headline like it on 2015-05-03, but the page can't be compared")


def test_inconclusive_is_told_once_a_reason() -> None:
    outage, lack = {"reason": Reason.UNREACHABLE}, {"reason": Reason.NO_CAPTURE}

    assert messages(VerdictKind.INCONCLUSIVE, outage, lack, outage) == [
        (
            "CC704 info Dawn: archives can't settle 'Dawn' and 1 more reference (unreachable): "
            "the archive can't be reached; run again later"
        ),
        (
            "CC704 info Yle: archives can't settle 'Yle' (no-capture): "
            "the archive holds too little of that day"
        ),
    ]


def test_the_others_of_a_reason_are_related_places() -> None:
    outage = {"reason": Reason.UNREACHABLE}

    [row] = said(VerdictKind.INCONCLUSIVE, outage, outage, outage)

    assert [TEXT[one.start : one.end] for one in row.related] == ["Yle", "Kommersant"]


def test_other_days_of_a_reference_are_no_other_place() -> None:
    def verify(article: Article) -> tuple[Verdict, ...]:
        [span] = [one.span for citation in article.citations for one in citation.references[1:]]
        verdict = Verdict(span, None, DAY, DAY, VerdictKind.INCONCLUSIVE, Reason.BUDGET)
        return (verdict, verdict)

    [row] = verified(ONLY, TEXT, verify).rows

    assert row.related == ()


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason: Reason) -> None:
    assert len(WHY[reason].split()) > 4


def test_range_of_days_is_told_with_both_ends() -> None:
    last = date(2015, 5, 5)
    [absent] = messages(VerdictKind.NOT_FOUND, {"last_day": last, "candidates": 3, "evidence": (PAGE,)})
    other = PAGE._replace(published=date(2015, 4, 21))
    [elsewhere] = messages(VerdictKind.WRONG_DAY, {"last_day": last, "evidence": (other,)})

    assert (
        "'Dawn', 2015-05-03 to 2015-05-05: not found in 3 pages that the archive has of those days" in absent
    )
    assert "ran this story on 2015-04-21, not from 2015-05-03 to 2015-05-05; see" in elsewhere


def test_verified_says_nothing() -> None:
    assert messages(VerdictKind.VERIFIED, {"evidence": (PAGE,)}) == []


@pytest.mark.parametrize("kind", VerdictKind)
def test_no_message_denies_that_there_is_a_story(kind: VerdictKind) -> None:
    assert [one for one in messages(kind, {}) if "exist" in one] == []


def test_without_verdicts_the_rules_are_silent() -> None:
    assert pipeline(ONLY).check(document(TEXT)).rows == []


SILENCED = "[citecheck: ignore CC701 on paper only]\n\n" + TEXT


def test_directive_silences_a_verdict() -> None:
    assert said(VerdictKind.NOT_FOUND, {}, text=SILENCED) == []


@pytest.mark.parametrize("code", ["CC701", "CC7", "not-found"])
def test_directive_for_archives_is_not_called_unused_where_none_was_asked(code: str) -> None:
    text = SILENCED.replace("CC701", code)

    found = pipeline(Options(date(2015, 5, 9), (Selection(("CC7", "CC9")),))).check(document(text)).rows

    assert found == []


@pytest.mark.parametrize("reason", [Reason.UNREACHABLE, Reason.NO_CAPTURE])
def test_directive_for_archives_is_not_called_unused_where_they_can_say_nothing(reason: Reason) -> None:
    found = said(VerdictKind.INCONCLUSIVE, {"reason": reason}, text=SILENCED, codes=("CC7", "CC9"))

    assert [row.code for row in found] == ["CC704"]


APART = (
    "The levee at Brack broke (Dawn, May 3).\n\n"
    "[citecheck: ignore CC704 the paper is at hand]\n\n"
    "It was mended in a week (Yle, May 4; Kommersant, May 6).\n\n"
    "It broke again (Tass, May 8).\n"
)
"""Two paragraphs, and one between them that silences CC704."""
OUTAGE = {"reason": Reason.UNREACHABLE}


@pytest.mark.parametrize(
    ("text", "message", "related"),
    [
        (APART, "'Dawn' and 1 more reference (unreachable)", ["Tass"]),
        (APART.partition("\n\n")[2], "'Tass' (unreachable)", []),
    ],
    ids=["between", "first"],
)
def test_references_of_a_silenced_paragraph_are_not_counted(
    text: str, message: str, related: list[str]
) -> None:
    [row] = said(VerdictKind.INCONCLUSIVE, *[OUTAGE] * 4, text=text, codes=("CC7", "CC9"))

    assert message in row.message
    assert [text[one.start : one.end] for one in row.related] == related


def test_entry_of_the_configuration_takes_its_references_out_of_the_count() -> None:
    options = ONLY._replace(suppress=(Suppression("CC704", text="Yle"),))

    [row] = said(VerdictKind.INCONCLUSIVE, *[OUTAGE] * 3, options=options)

    assert "'Dawn' and 1 more reference" in row.message


def test_directive_for_all_rules_is_of_use_where_it_silences_one_of_several() -> None:
    text = APART.replace("CC704 the paper is at hand", "ALL")

    found = said(VerdictKind.INCONCLUSIVE, *[OUTAGE] * 4, text=text, codes=("CC7", "CC9"))

    assert [row.code for row in found] == ["CC704"]


def test_other_days_of_a_reference_are_not_counted_as_references() -> None:
    def verify(article: Article) -> tuple[Verdict, ...]:
        [span] = [one.span for one in article.citations[0].references[1:]]
        verdict = Verdict(span, None, DAY, DAY, VerdictKind.INCONCLUSIVE, Reason.BUDGET)
        return (verdict, verdict)

    [row] = verified(ONLY, TEXT, verify).rows

    assert "'Yle' (budget)" in row.message


def test_directive_for_all_rules_is_called_unused_where_no_archive_was_asked() -> None:
    text = SILENCED.replace("CC701 on paper only", "ALL")

    found = pipeline(Options(date(2015, 5, 9))).check(document(text)).rows

    assert "CC901" in [row.code for row in found]
