"""Title, day and main text of invented pages in twelve styles and eight languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invented import DAY, Invented, invented

from citecheck.verify.page import read

if TYPE_CHECKING:
    from citecheck.verify.page import Page

PAGES = invented()
HTML = {"content-type": "text/html"}


def page_of(one: Invented, encoding: str = "utf-8") -> Page:
    return read(one.html.encode(encoding, "xmlcharrefreplace"), HTML, one.url, (one.language,), one.zone)


def letters(texts: tuple[str, ...]) -> int:
    return sum(map(len, texts))


@pytest.mark.parametrize("one", PAGES, ids=[one.name for one in PAGES])
def test_day_and_source(one: Invented) -> None:
    published = page_of(one).published

    assert published is not None
    assert (published.day.isoformat(), published.source, published.strong) == (
        DAY,
        one.source,
        one.source != "text",
    )


@pytest.mark.parametrize("one", PAGES, ids=[one.name for one in PAGES])
def test_title_language_and_use(one: Invented) -> None:
    page = page_of(one)

    assert (one.title in page.title, page.language, page.unusable) == (True, one.language, None)


@pytest.mark.parametrize("one", PAGES, ids=[one.name for one in PAGES])
def test_main_text(one: Invented) -> None:
    text = page_of(one).text
    kept = tuple(paragraph for paragraph in one.story if paragraph in text)
    beside = tuple(paragraph for paragraph in one.beside if paragraph in text)

    assert letters(kept) >= 0.9 * letters(one.story)
    assert letters(beside) <= 0.12 * len(text)


OLD = {"ru": "windows-1251", "uk": "koi8-u", "tr": "windows-1254", "de": "windows-1252", "fr": "windows-1252"}


@pytest.mark.parametrize("language", OLD)
def test_an_old_page_that_names_no_encoding(language: str) -> None:
    one = next(one for one in PAGES if one.name == f"table-{language}")
    page = page_of(one, OLD[language])

    assert (page.title, page.published and page.published.day.isoformat()) == (one.title, DAY)
    assert one.story[1] in page.text
