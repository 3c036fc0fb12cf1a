"""Laws over made-up texts: citations, marks, words of many languages, brackets, quotes and control characters in any order."""

from __future__ import annotations

import json
from datetime import date

from conftest import check, cited, document, pipeline
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import assert_lawful

from citecheck.discover import Source
from citecheck.model.article import Kind
from citecheck.model.document import Document
from citecheck.model.span import apply_edits
from citecheck.read import read

PUBLISHED = date(2020, 9, 11)
ROUNDS = 10

OUTLETS = (
    "Reuters", "Kommersant", "Le Monde", "Trend.az", "112.ua", "The Sunday Times", "RFE/RL", "Süddeutsche Zeitung", "Українська правда",
    "Коммерсантъ", "El País", "Hürriyet", "APA", "Novosti Yug", "Marsh Valley Courier", "Rustavi 2", "14 October", "Lloyd's List",
    "https://www.mill.example/a?b=1", "T.me/grain_desk", "2x2 TV", "日経", "local media", "местные СМИ", "“Vesti”", "“The Mill”, Dawn",
    "BNS/LETA", "Yle and NRK", "author's interview", "Mail & Guardian",
)  # fmt: skip
DATES = (
    "May 3", "3 May", "May 3, 2019", "3 мая", "14 июня 2019", "9 жовтня", "3. Oktober", "3 de marzo de 2019", "1er juin", "6 Mayıs",
    "12 marca", "June 2–8", "June 5, 9, 12", "March 30–April 2", "December 28–January 3", "31 июня", "February 29", "Spetember 9",
    "2019-05-03", "05.02.2015", "17.03", "03/04/2015", "Monday, May 3", "May", "May 2019", "Spring 2019", "2019", "12", "undated", "n.d.",
    "Sept. 9", "9 AUG", "May 3rd", "2019年2月3日",
)  # fmt: skip
MARKS = (
    ";",
    ",",
    ", ",
    "; ",
    ": ",
    ". ",
    " and ",
    " и ",
    "/",
    " ",
    "  ",
    "\u00a0",
    "\n",
    "\r\n",
    ";;",
    ",,",
    " ,",
    "–",
    "-",
    "|",
    "•",
)
WORDS = (
    "see", "see also", "e.g.,", "via", "citing", "as quoted by", "ibid.", "accessed", "p. 3", "No. 12", "18:30 GMT", "[Tripoli]", "#7",
    "Part Two", "the mill", "прочее", "NATO", "about 40 percent", "Photo:", "Source: mid.ru", "born", "and", "Georgia", "interview",
)  # fmt: skip
ODD = (
    "(", ")", "((", "))", "[", "]", "“", "”", "«", "»", "„", '"', "'", "’", "*", "_", "`", "\t", "\x00", "\x0b", "\x1b", "\u200b", "\u200e",
    "\u202e", "\u2028", "\u2029", "\ufeff", "\U0001f69c", "\u0301", "\ue000", "。", "、", "（", "）", "\\", "{", "}", "%s", "{left}", "<b>", "&nbsp;",
)  # fmt: skip

dates = st.sampled_from(DATES)
outlets = st.sampled_from(OUTLETS)
commas = st.sampled_from((", ", ", ", ", ", " ", ": ", ",", ",\u00a0"))
references = st.builds("{}{}{}".format, outlets, commas, dates)
items = st.one_of(references, references, outlets, dates, st.sampled_from(WORDS))
citations = st.lists(
    st.builds("{}{}".format, items, st.sampled_from(("; ",) * 12 + MARKS)), min_size=1, max_size=5
).map(lambda parts: f"({''.join(parts).rstrip('; ')})")
pieces = st.one_of(citations, st.sampled_from(OUTLETS + DATES + MARKS + WORDS + ODD), st.text(max_size=6))
texts = st.lists(pieces, max_size=12).map(lambda parts: " ".join(parts))
glued = st.lists(pieces, max_size=12).map(lambda parts: "".join(parts))
days = st.one_of(st.none(), st.just(PUBLISHED), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
clean = st.sampled_from(
    (
        "The mill is shut (Reuters, May 3; Le Monde, May 4).",
        "Nobody was paid (Kommersant, TASS, August 9; Trend.az, July 4–6).",
        "Завод стоит с мая (Коммерсантъ, 12 мая; Интерфакс, 13 мая).",
        "The river rose (see EDM, July 6), as it does each year (Lloyd's List, March 30 TradeWinds, March 31).",
        "The owner is silent (, August 12; Dawn, 31 June).",
        "Its men wait (Dawn; Yle, May 3).",
    )
)


def summary(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str, str]]:
    """What the rules say, wherever it stands."""
    rows = check(text, published, ignore=("CC4",))  # those speak of sentences, and an aside may be one
    return [(row.code, row.message, row.raw) for row in rows]


@settings(max_examples=1500)
@given(text=texts, published=days)
def test_spans_of_any_text_hold(text: str, published: date | None) -> None:
    assert_lawful(text, published)


@settings(max_examples=1500)
@given(text=glued, published=days)
def test_spans_of_any_text_without_spaces_hold(text: str, published: date | None) -> None:
    assert_lawful(text, published)


@settings(max_examples=500)
@given(text=st.text(max_size=300))
def test_spans_of_any_characters_hold(text: str) -> None:
    assert_lawful(text)


@settings(max_examples=500)
@given(text=st.text(alphabet="()[];,. May3“”\n", max_size=60))
def test_spans_of_brackets_and_marks_hold(text: str) -> None:
    assert_lawful(text, PUBLISHED)


WHOLE_DATES = (
    "May 3",
    "May 3, 2019",
    "June 5, 9",
    "July 2–8",
    "9 August",
    "March 2019",
    "2019-05-03",
    "September 1, 4 and 9, 2020",
)
FIRM = (
    "Reuters",
    "Kommersant",
    "Le Monde",
    "Trend.az",
    "112.ua",
    "RFE/RL",
    "El País",
    "Dawn",
    "Yle",
    "Rustavi 2",
    "Українська правда",
)


@settings(max_examples=400)
@given(
    chosen=st.lists(st.sampled_from(FIRM), min_size=2, max_size=5, unique=True),
    written=st.lists(st.sampled_from(WHOLE_DATES), min_size=5, max_size=5),
    data=st.data(),
)
def test_shuffled_references_keep_their_dates(
    chosen: list[str], written: list[str], data: st.DataObject
) -> None:
    segments = [f"{outlet}, {day}" for outlet, day in zip(chosen, written, strict=False)]
    shuffled = data.draw(st.permutations(segments))

    first = cited(f"The mill is shut ({'; '.join(segments)}).", PUBLISHED)

    assert len(first) == len(segments)
    assert sorted(cited(f"The mill is shut ({'; '.join(shuffled)}).", PUBLISHED)) == sorted(first)


ASIDES = (
    " Much was lost (see map).", " It fell (about 40 percent).", " The alliance (NATO) was silent.", " He (born in 1950) left.",
    " They met (in Geneva) again.", " It rose (by 1,200 tons).", " (The owner was away.)", " Smith (2010) had warned of it.",
    " It lasted (May 2019) a month.", " Статья (см. карту) пропала.", " Two (of three) remain.",
)  # fmt: skip


@settings(max_examples=400)
@given(sentences=st.lists(clean, min_size=1, max_size=4), aside=st.sampled_from(ASIDES), data=st.data())
def test_an_aside_changes_nothing_else(sentences: list[str], aside: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sentences)))
    with_aside = " ".join(sentences[:at]) + aside + " " + " ".join(sentences[at:])
    plain = " ".join(sentences)

    assert cited(with_aside, PUBLISHED) == cited(plain, PUBLISHED)
    assert summary(with_aside) == summary(plain)


@settings(max_examples=400)
@given(
    sentence=clean, aside=st.sampled_from((" (see map)", " (NATO)", " (about 40 percent)", " (1950–2010)"))
)
def test_an_aside_before_a_citation_changes_nothing_else(sentence: str, aside: str) -> None:
    at = sentence.index(" (")

    assert summary(sentence[:at] + aside + sentence[at:]) == summary(sentence)


@settings(max_examples=200)
@given(several=st.lists(texts, min_size=1, max_size=5))
def test_records_give_what_each_gives_alone(several: list[str]) -> None:
    lines = "".join(
        json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate(several)
    )
    documents = [one for one in read(Source("x.jsonl", "jsonl", lines.encode())) if isinstance(one, Document)]

    assert [one.article for one in documents] == [str(number) for number in range(len(several))]
    for one, text in zip(documents, several, strict=True):
        together, alone = pipeline().check(one), pipeline().check(document(text)._replace(line=one.line))
        assert together[0] == alone[0]
        places = [
            [(row.code, row.message, row.start, row.end, row.raw, row.fix) for row in checked.rows]
            for checked in (together, alone)
        ]
        assert places[0] == places[1]


@settings(max_examples=200)
@given(first=texts, second=texts)
def test_what_was_checked_before_does_not_matter(first: str, second: str) -> None:
    alone = check(second, PUBLISHED)
    check(first, PUBLISHED)

    assert check(second, PUBLISHED) == alone


def fixed(text: str) -> tuple[str, int]:
    """The text with all safe fixes made that don't touch, and how many there were."""
    fixes = [row.fix for row in check(text, PUBLISHED) if row.fix and row.fix.safe]
    return apply_edits(text, [edit for fix in fixes for edit in fix.edits]), len(fixes)


@settings(max_examples=1000)
@given(text=texts)
def test_safe_fixes_come_to_an_end(text: str) -> None:
    before = None
    for _ in range(ROUNDS):
        mended, fixes = fixed(text)
        assert before is None or fixes <= before, text
        if not fixes:
            return
        text, before = mended, fixes

    assert fixed(text)[1] == 0, text


@settings(max_examples=400)
@given(text=texts)
def test_safe_fixes_leave_all_letters_but_those_of_months_and_duplicates(text: str) -> None:
    rows = [
        row
        for row in check(text, PUBLISHED)
        if row.fix and row.fix.safe and row.code not in ("CC202", "CC501")
    ]
    mended = apply_edits(text, [edit for row in rows if row.fix for edit in row.fix.edits])

    assert [char for char in mended if char.isalnum()] == [char for char in text if char.isalnum()]


@settings(max_examples=400)
@given(text=texts)
def test_every_citation_counts_in_the_summary(text: str) -> None:
    line = pipeline()
    found = line.article(document(text)).parentheticals

    counts = line.check(document(text)).counts

    assert counts.citations == sum(one.kind is Kind.CITATION for one in found)
    assert counts.references == sum(len(one.references) for one in found)
