"""The stage: what backs what, by reach; what a gap is; which articles and which of their parts are looked at."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import check, document, pipeline
from hypothesis import given
from hypothesis import strategies as st

from citecheck.cover.options import Coverage, Depth, Narrative, Reach
from citecheck.model.article import Article
from citecheck.model.coverage import Lead
from citecheck.pipeline import Options

DAWN, YLE = "(Dawn, May 3)", "(Yle, May 4)"


def covered(text: str, options: Coverage | None = None) -> Article:
    """The article of a text, with claims, passages and gaps."""
    line = pipeline(Options(coverage=options or Coverage(language="en")))
    return line.covered(line.article(document(text)))


def backing(text: str, reach: Reach = Reach.PASSAGE) -> list[tuple[str, str]]:
    """Each claim's first word, and the citation that backs it."""
    article = covered(text, Coverage(reach, language="en"))
    return [
        (one.span.of(text).split()[0], one.source.of(text) if one.source else "") for one in article.claims
    ]


def gaps(text: str, options: Coverage | None = None) -> list[tuple[str, str]]:
    """Each gap's lead and words."""
    return [(gap.lead.value, gap.span.of(text)) for gap in covered(text, options).gaps]


PARAGRAPH = f"Anna said so. Boris said so {DAWN}. Clara said so. Dora said so {YLE}. Emma said so."


def test_citation_backs_the_sentences_since_the_one_before_it() -> None:
    assert backing(PARAGRAPH) == [
        ("Anna", DAWN),
        ("Boris", DAWN),
        ("Clara", YLE),
        ("Dora", YLE),
        ("Emma", ""),
    ]


def test_by_sentence_it_backs_its_own_only() -> None:
    assert backing(PARAGRAPH, Reach.SENTENCE) == [
        ("Anna", ""), ("Boris", DAWN), ("Clara", ""), ("Dora", YLE), ("Emma", ""),
    ]  # fmt: skip


def test_by_paragraph_the_last_one_backs_what_follows() -> None:
    assert backing(PARAGRAPH, Reach.PARAGRAPH)[-1] == ("Emma", YLE)


def test_by_sentence_a_citation_parts_two_gaps() -> None:
    options = Coverage(Reach.SENTENCE, language="en")

    assert [words for _, words in gaps(PARAGRAPH, options)] == [
        "Anna said so.",
        "Clara said so.",
        "Emma said so.",
    ]


def test_sentence_with_a_citation_in_its_middle_is_backed_whole() -> None:
    assert backing(f"Anna said so {DAWN}, while Boris denied it.") == [("Anna", DAWN)]


def test_citation_backs_no_other_paragraph() -> None:
    assert backing(f"Anna said so.\n\nBoris said so {DAWN}. It is late.\n\nClara said so.") == [
        ("Anna", ""), ("Boris", DAWN), ("Clara", ""),
    ]  # fmt: skip


def test_cross_reference_backs() -> None:
    assert backing("Anna said so (see EDM, May 3). It is late.") == [("Anna", "(see EDM, May 3)")]


@pytest.mark.parametrize("aside", ["(NATO)", "(Photo: Dawn)", "(Smith, 2010)", "(who is ill)"])
def test_aside_backs_nothing(aside: str) -> None:
    assert backing(f"It is late. Anna said so {aside}.") == [("Anna", "")]


def test_malformed_citation_backs() -> None:
    assert [source for _, source in backing("It is late. Anna said so (, May 3).")] == ["(, May 3)"]


def test_citation_that_is_never_closed_backs_what_follows() -> None:
    assert "" not in [source for _, source in backing("Anna said so (Dawn, May 3. Boris said so, too.")]


def test_introduction_is_backed_by_what_it_introduces() -> None:
    text = (
        f"It is late.\n\nThe mayor said this on Monday:\n\n“We asked for a bridge and got a drawing” {DAWN}."
    )

    assert [source for _, source in backing(text)] == [DAWN, DAWN]


def test_citation_of_an_introduction_backs_what_is_introduced() -> None:
    text = f"It is late.\n\nThe mayor said so {DAWN}:\n\n“We asked for a bridge and got a drawing.”"

    assert [source for _, source in backing(text)] == [DAWN, DAWN]


def test_citation_on_a_line_of_its_own_backs_the_quotation_above_it() -> None:
    text = f"It is late.\n\n“We asked for a bridge and got a drawing.”\n\n{DAWN}\n\nSo it is."

    assert [source for _, source in backing(text)] == [DAWN]


def test_quotation_over_paragraphs_is_one_gap() -> None:
    text = f"It is late {DAWN}.\n\n“We asked for a bridge and got a drawing.\n\n“We asked again and got a stamp.”"

    assert [lead for lead, _ in gaps(text)] == ["quotation"]


def test_quotation_over_paragraphs_is_backed_by_a_citation_at_its_end() -> None:
    text = f"“We asked for a bridge and got a drawing.\n\n“We asked again and got a stamp” {DAWN}."

    assert gaps(text) == []


def test_paragraph_has_one_gap_at_most() -> None:
    text = f"It is late {DAWN}. Anna said so. It rains. Prices rose by 4 percent. Boris denied it. So it is."

    assert gaps(text) == [("statement", "Anna said so. It rains. Prices rose by 4 percent. Boris denied it.")]


@pytest.mark.parametrize(
    ("claims", "lead"),
    [
        ("Prices rose by 4 percent. Anna said “we have lost the winter crop.”", "quotation"),
        ("Prices rose by 4 percent. Anna said so.", "statement"),
        ("The pipe burst on May 2. Prices rose by 4 percent.", "figure"),
        ("Anna is aware of it. The pipe burst on May 2.", "event"),
        ("It is the largest mine of all. Anna is aware of it.", "statement"),
    ],
)
def test_strongest_reason_leads(claims: str, lead: str) -> None:
    assert [one for one, _ in gaps(f"It is late {DAWN}. {claims}")] == [lead]


def test_weak_claims_of_the_last_paragraph_are_the_authors_own() -> None:
    assert gaps(f"It is late {DAWN}.\n\nBaku is aware of the danger.") == []


def test_weak_claims_after_a_conclusion_opener_are_the_authors_own() -> None:
    assert gaps(f"It is late {DAWN}.\n\nUltimately, Baku is aware of the danger.\n\nSo it is {YLE}.") == []


def test_weak_claims_elsewhere_are_a_gap() -> None:
    assert [lead for lead, _ in gaps(f"Baku is aware of the danger.\n\nSo it is {YLE}.")] == ["statement"]


@pytest.mark.parametrize(
    "heading", ["Executive Summary", "Notes", "Sources:", "About the Author", "Примечания"]
)
def test_section_in_which_nobody_cites_is_left_out(heading: str) -> None:
    assert gaps(f"It is late {DAWN}.\n\n{heading}\n\nAnna said so on Monday.") == []


def test_section_ends_at_the_next_heading() -> None:
    text = f"It is late {DAWN}.\n\nNotes\n\nAnna said so.\n\nThe Winter Crop\n\nBoris denied it."

    assert gaps(text) == [("statement", "Boris denied it.")]


def test_title_heading_caption_and_table_are_left_out() -> None:
    text = (
        f"Anna Said So\n\nDawn\nMay 9, 2020\n\nIt is late {DAWN}.\n\nPrices Rose by 4 Percent\n\n"
        f"Anna said so at the quay (Photo: Dawn)\n\nyear | price\n2019 | 40 dollars\n\nSo it is {YLE}."
    )

    assert gaps(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "As Reuters reported on May 4, the bridge is safe.",
        "According to Reuters, which spoke to him on May 4, the bridge is safe.",
        "On May 4, the mayor told Sky News that the bridge is safe.",
    ],
)
def test_outlet_of_the_press_with_a_day_backs_its_sentence(sentence: str) -> None:
    assert gaps(f"It is late {DAWN}. {sentence}") == []


def test_outlet_of_the_press_without_a_day_leads_a_gap_of_its_own() -> None:
    (gap,) = covered(text := f"It is late {DAWN}. According to Reuters, the bridge is safe.").gaps

    assert gap.lead is Lead.NARRATIVE
    assert gap.outlet is not None
    assert gap.outlet.of(text) == "Reuters"


@pytest.mark.parametrize(
    ("worth", "leads"),
    [(Narrative.OUTLET, []), (Narrative.FULL, ["narrative"]), (Narrative.NEVER, ["statement"])],
)
def test_configuration_says_what_a_named_outlet_is_worth(worth: Narrative, leads: list[str]) -> None:
    text = f"It is late {DAWN}. According to Reuters, the bridge is safe."

    assert [lead for lead, _ in gaps(text, Coverage(narrative=worth, language="en"))] == leads


@pytest.mark.parametrize(
    ("day", "leads"),
    [("(May 4, 2015)", []), ("(May 4)", []), ("(2015)", ["narrative"]), ("(Paris)", ["narrative"])],
)
def test_day_in_parentheses_behind_an_outlet_is_that_of_its_report(day: str, leads: list[str]) -> None:
    assert [
        lead for lead, _ in gaps(f"It is late {DAWN}. Reuters {day} said that the bridge is safe.")
    ] == leads


def test_government_is_a_speaker_and_no_source() -> None:
    text = f"It is late {DAWN}. The Kremlin said on May 4 that the bridge is safe."

    assert [lead for lead, _ in gaps(text)] == ["statement"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister denied it, and the road is open to all of them.", "en"),
        ("Министр отрицает это, и дорога открыта для всех, но не сегодня.", "ru"),
        ("Міністр заперечує це, і дорога відкрита для всіх.", "any"),
        (
            "1. Steel: the mill cut output by 14.2 percent (Dawn, 17.01.2024; Yle, 17.01.2024; Onet, 18.01.2024).",
            "en",
        ),
        ("Der Minister bestreitet das, und die Straße ist offen.", "any"),
        ("Министърът отрича това, а пътят е отворен за всички.", "any"),
    ],
)
def test_language_is_told_by_the_text(text: str, language: str) -> None:
    from citecheck.cover.language import of_text

    assert of_text(text) == language


def test_article_in_another_language_gets_quotations_and_figures() -> None:
    text = (
        f"Die Mühle steht still {DAWN}. Der Müller bestreitet das.\n\nDas kostet 40 Prozent mehr, also 90.000 Kronen.\n\n"
        "„Wir haben die Mühle nicht angehalten“, sagt er.\n\nSo ist es."
    )

    assert [lead for lead, _ in gaps(text, Coverage())] == ["figure", "quotation"]


def codes(text: str) -> list[str]:
    """The codes of CC4, and those of suppressions that silence nothing."""
    return [row.code for row in check(text) if row.code.startswith(("CC4", "CC9"))]


FILLER = "The road runs along the river and past the mill. " * 45
"""Some 450 words without a claim."""


def test_article_below_the_gate_is_silent() -> None:
    assert codes(f"It is late {DAWN}. {FILLER}\n\nAnna said so. Prices rose by 4 percent.") == []


def test_article_with_three_citations_is_above_the_gate() -> None:
    text = f"It is late {DAWN}. So it is {YLE}. {FILLER} {FILLER} It is so {YLE}.\n\nAnna said so."

    assert codes(text) == ["CC402"]


def test_short_article_with_one_citation_is_above_the_gate() -> None:
    assert codes(f"It is late {DAWN}.\n\nAnna said so.") == ["CC402"]


def test_article_without_citations_is_below_the_gate() -> None:
    assert codes("It is late.\n\nAnna said so.") == []


def test_coverage_always_lifts_the_gate() -> None:
    line = pipeline(Options(coverage=Coverage(always=True, language="en")))

    assert [row.code for row in line.check(document("It is late.\n\nAnna said so.")).rows] == ["CC402"]


def test_ignored_code_drops_its_gap_and_hands_it_to_no_other_rule() -> None:
    text = f"It is late {DAWN}. Anna said “we have lost the winter crop.” Prices rose by 4 percent."

    assert codes(text) == ["CC401"]
    assert [row.code for row in check(text, select=("CC4",), ignore=("CC401",))] == []


def test_suppression_drops_its_gap() -> None:
    text = f"It is late {DAWN}.\n\n[citecheck: ignore CC402 she told us herself]\n\nAnna said so. Prices rose by 4 percent."

    assert codes(text) == []


def test_other_claims_of_a_gap_are_related() -> None:
    (row,) = check(f"It is late {DAWN}. Anna said so. Prices rose by 4 percent.", select=("CC4",))

    assert [one.raw for one in row.related] == ["Prices rose by 4 percent."]


def test_message_of_a_record_gives_the_column_of_the_citation_before() -> None:
    line = pipeline(Options())
    text = f"It is late {DAWN}. Anna said so."
    (row,) = [one for one in line.check(document(text)._replace(line=7)).rows if one.code == "CC402"]

    assert row.message.endswith(f"ends at column {text.index(')') + 2}")


PIECES = (
    "Anna said so.", "It is late.", "Prices rose by 4 percent.", f"So it is {DAWN}.", f"Boris denied it {YLE}.", "\n\n", "“We left", "the gate.”",
    "‘No’,", "The pipe burst on May 2.", "Notes\n\n", "He said:\n\n", "According to Reuters, it is safe.", "(", ")", "Министр заявил это.", "?",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)


@given(texts)
def test_claims_and_gaps_are_sorted_and_never_overlap(text: str) -> None:
    article = covered(text)

    for spans in ([one.span for one in article.claims], [one.span for one in article.gaps]):
        assert all(0 <= one.start < one.end <= len(text) for one in spans)
        assert all(left.end <= right.start for left, right in pairwise(spans))
    for claim in article.claims:
        assert claim.span in article.sentences
        assert all(claim.span.covers(one.span) for one in claim.evidence)


@given(texts)
def test_covering_twice_changes_nothing(text: str) -> None:
    line = pipeline(Options())
    once = covered(text)

    assert line.covered(once, Depth.ALL) == line.covered(line.covered(once), Depth.ALL)


@given(texts)
def test_gaps_are_the_same_however_deep_claims_are_looked_for(text: str) -> None:
    line = pipeline(Options())
    article = line.article(document(text))

    assert line.covered(article, Depth.GAPS).gaps == line.covered(article, Depth.ALL).gaps


@given(texts)
def test_every_claim_is_backed_or_lies_in_a_gap(text: str) -> None:
    article = covered(text + f"\n\nSo it is {DAWN}.")

    for claim in article.claims:
        if claim.source is None and claim.strong:
            assert any(gap.span.covers(claim.span) for gap in article.gaps)
