"""The header told from the body: title, publisher, dateline, captions; and sentences within the body."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import article, check, cited, document, pipeline

from citecheck.model.document import BlockKind

BODY = "The mill is shut (Reuters, May 3). Its owner is silent (Dawn, May 4).\n"
LONG = "A mill at the river that runs " * 7


def parts(text: str, kind: BlockKind) -> list[str]:
    """The texts of the blocks of one kind."""
    return [block.span.of(text) for block in article(text).blocks if block.kind is kind]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(f"A Mill at the River\n\n{BODY}", "A Mill at the River", id="one-line"),
        pytest.param(f"Who Shut the Mill?\n\n{BODY}", "Who Shut the Mill?", id="question"),
        pytest.param(f"A Mill at the River\r\n\r\n{BODY}", "A Mill at the River", id="crlf"),
        pytest.param(f"\n\nA Mill at the River\n\n{BODY}", "A Mill at the River", id="after-blank-lines"),
        pytest.param(f"Мельница у реки\n\n{BODY}", "Мельница у реки", id="russian"),
        pytest.param(f"A mill is shut.\n\n{BODY}", None, id="full-stop"),
        pytest.param(f"A Mill at the River\n{BODY}", None, id="no-blank-line"),
        pytest.param(f"{LONG}\n\n{BODY}", None, id="too-long"),
        pytest.param("A Mill at the River\n", None, id="nothing-after-it"),
        pytest.param(BODY, None, id="one-paragraph"),
        pytest.param("", None, id="empty"),
    ],
)
def test_title_is_a_first_line_of_its_own(text: str, title: str | None) -> None:
    assert article(text).title == title


def test_publisher_of_the_registry_is_found() -> None:
    text = f"A Mill at the River\n\nJamestown Foundation\nSept 11 2020\n\n{BODY}"

    assert (article(text).publisher, article(text).published) == ("Jamestown Foundation", date(2020, 9, 11))


def test_caption_is_no_paragraph() -> None:
    text = f"A Mill at the River\n\nHarbor Review\nSept 11 2020\nThe mill (Photo: mid.ru)\n\n{BODY}"

    assert parts(text, BlockKind.CAPTION) == ["The mill (Photo: mid.ru)"]
    assert parts(text, BlockKind.PARAGRAPH) == [BODY.strip()]


def test_paragraphs_end_at_blank_lines() -> None:
    text = f"{BODY}\n{BODY}\n \t\n\n{BODY}"

    assert parts(text, BlockKind.PARAGRAPH) == [BODY.strip()] * 3


@pytest.mark.parametrize(
    "name",
    [
        "edm-2020-09-11.txt",
        "2020_09_11 mill.txt",
        "20200911.txt",
        "in/mill.2020-09-11.txt",
        "mill-2020-09-11-final.txt",
    ],
)
def test_dated_file_name_gives_the_day(name: str) -> None:
    found = pipeline().article(document(BODY)._replace(path=name))

    assert found.published == date(2020, 9, 11)


@pytest.mark.parametrize(
    "name", ["mill.txt", "mill-2020.txt", "mill-2020-13-45.txt", "1234567890.txt", "2020-09-11/mill.txt"]
)
def test_other_file_names_give_none(name: str) -> None:
    assert pipeline().article(document(BODY)._replace(path=name)).published is None


def test_dateline_overrules_the_file_name() -> None:
    text = f"A Mill at the River\n\nHarbor Review\nSept 11 2020\n\n{BODY}"

    assert pipeline().article(document(text)._replace(path="mill-2015-01-01.txt")).published == date(
        2020, 9, 11
    )


@pytest.mark.parametrize(
    "first",
    [
        "The mill burned on May 3, 2018, and nobody came.",
        "On May 3, 2018, the mill burned, said its owner.",
        "He was born on 3 May 2018.",
        "It has been shut since May 3, 2018: nobody works there, nobody is paid, and nobody asks",
    ],
)
def test_day_of_an_event_in_the_first_paragraph_is_no_dateline(first: str) -> None:
    assert article(f"{first}\n\n{BODY}").published is None


def test_citation_in_the_first_paragraph_gives_no_dateline() -> None:
    assert article(f"It is shut (Reuters, May 3, 2018).\n\n{BODY}").published is None


def test_title_of_a_citation_like_look_is_checked_too() -> None:
    assert [row.code for row in check(f"A Mill (, May 3, 2018)\n\n{BODY}", date(2020, 9, 11))] == ["CC108"]


def test_text_of_one_line_without_a_stop_is_body() -> None:
    assert cited("The mill is shut (Reuters, May 3, 2018)") == ["Reuters: 2018-05-03"]


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in article(text).sentences]


@pytest.mark.parametrize(
    "wanted",
    [
        ["The mill is shut (Reuters, May 3).", "It is hot (Dawn, Sept. 4)."],
        ["The mill is shut. (Reuters, May 3)", "It is hot."],
        ["“The mill is shut.” (Reuters, May 3)", "It is hot."],
        ["Gen. Ivanov came at 5 p.m. and left (Mr. Petrov stayed).", "It is hot."],
        ["The mill (No. 3, St. Mary St.) is shut.", "It is hot."],
        ["It cost 3.5 million.", "It is hot."],
        ["Завод закрыт (Коммерсантъ, 3 мая).", "Он стоит на ул. Мира."],
        ["The U.S. Army came.", "It is hot."],
        ["Is it shut (Reuters, May 3)?", "It is!"],
    ],
    ids=lambda wanted: wanted[0][:30],
)
def test_sentences_are_parted_around_citations(wanted: list[str]) -> None:
    assert sentences(" ".join(wanted)) == wanted


@pytest.mark.parametrize(
    "mark",
    ["\u2028", "\u2029", "\u0085", "\u00a0", "\u200b", "\ufeff", "\u0301", "\U0001f69c", "\ud800"],
    ids=ascii,
)
@pytest.mark.parametrize("around", ["B{}.", "It is {}. It is hot{}! B{}. Doe came (Dawn{}, May 3)."])
def test_no_mark_before_a_stop_breaks_the_sentences(mark: str, around: str) -> None:
    text = around.replace("{}", mark)

    assert all(text[span.start : span.end].strip() for span in article(text).sentences)


@pytest.mark.parametrize(
    "title",
    [
        "Digest, 9 October 2024",
        "Ankara Briefing: October 9, 2024",
        "Дайджест, 9 октября 2024 года",
        "Press review | 2024-10-09",
        "Weekly Review: 3–9 October 2024",
        "Published: 2024-10-09",
        "Kyiv, October 9, 2024",
        "WEEKLY DIGEST\n3–9 October 2024",
        "The Mill Burns\n\n3 – 9 October 2024",
    ],
)
def test_title_that_is_a_day_or_a_digests_tells_when_it_was_published(title: str) -> None:
    assert article(f"{title}\n\nThe mill burned (Reuters, October 8). So did the barn.").published == date(
        2024, 10, 9
    )


@pytest.mark.parametrize(
    "title",
    [
        "The Strike of 5 May 2019",
        "A Summary of the 5 May 2019 Accord",
        "Digest for October 2024",
        "The Mill Burns\n\nThe strike of 28 April – 5 May 2019",
        "Review of What Became of the Great Mill Fire on 5 May 2019",
    ],
)
def test_day_in_any_other_title_is_not_that_of_publication(title: str) -> None:
    assert article(f"{title}\n\nThe mill burned (Reuters, October 8). So did the barn.").published is None
