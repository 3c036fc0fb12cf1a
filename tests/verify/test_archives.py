"""Where an archive shows its captures, and where its redirects lead."""

from __future__ import annotations

import pytest

from citecheck.errors import UsageError
from citecheck.model.archive import Archive, base_of
from citecheck.verify.archives import (
    Place,
    memento_time,
    places,
    playback,
    redirected,
    shown,
    within,
)
from citecheck.verify.index import (
    question,
)
from citecheck.verify.unavailable import Unavailable

HOME = "https://herald.example/"
ARCHIVE = Archive("https://web.archive.example")


@pytest.mark.parametrize(
    ("base", "index", "play"),
    [
        (
            "https://web.archive.org",
            "https://web.archive.org/cdx/search/cdx",
            "https://web.archive.org/web/2020id_/http://a.example/",
        ),
        (
            "https://archive.example/news",
            "https://archive.example/news/cdx",
            "https://archive.example/news/2020id_/http://a.example/",
        ),
    ],
)
def test_where_index_and_playback_are(base: str, index: str, play: str) -> None:
    archive = Archive(base)

    assert (places(archive)[0], playback(archive, Place("2020", "http://a.example/"))) == (index, play)


def test_address_for_people_shows_the_capture_that_was_read() -> None:
    assert shown(ARCHIVE, PLACE) == "https://web.archive.example/web/20200901180000/http://herald.example/a/b"
    assert within(ARCHIVE, shown(ARCHIVE, PLACE)) == PLACE


PLACE = Place("20200901180000", "http://herald.example/a/b")


@pytest.mark.parametrize(
    ("location", "archived", "place"),
    [
        (
            "https://web.archive.example/web/20200902000000id_/http://herald.example/c",
            False,
            Place("20200902000000", "http://herald.example/c"),
        ),
        (
            "/web/20200902000000id_/http://herald.example/c?d=e",
            False,
            Place("20200902000000", "http://herald.example/c?d=e"),
        ),
        (
            "/web/20200902000000mp_/http://herald.example/c",
            True,
            Place("20200902000000", "http://herald.example/c"),
        ),
        ("/web/20200902/http://herald.example/c", False, Place("20200902", "http://herald.example/c")),
        ("https://other.example/x", True, Place("20200901180000", "https://other.example/x")),
        ("/c", True, Place("20200901180000", "http://herald.example/c")),
        ("//other.example/x", True, Place("20200901180000", "http://other.example/x")),
        ("https://other.example/x", False, None),
        ("/c", False, None),
        ("http://web.archive.example/web/20200902000000id_/http://herald.example/c", False, None),
        ("https://web.archive.example.evil.example/web/20200902id_/http://herald.example/c", False, None),
        ("https://web.archive.example@evil.example/web/20200902id_/http://herald.example/c", False, None),
        ("/save/http://herald.example/c", False, None),
        ("/web/20200902id_/../../save/x", False, None),
        ("/web/20200902id_/http://127.0.0.1/", True, None),
        ("file:///etc/passwd", True, None),
        ("http://[", True, None),
    ],
)
def test_where_a_redirect_leads(location: str, archived: bool, place: Place | None) -> None:
    assert redirected(ARCHIVE, PLACE, location, archived) == place


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("Tue, 01 Sep 2020 18:00:00 GMT", "20200901180000"),
        ("Tue, 01 Sep 2020 20:00:00 +0200", "20200901180000"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_time_of_a_memento(value: str, time: str | None) -> None:
    assert memento_time({"memento-datetime": value}) == time


def test_address_that_cannot_be_asked_about() -> None:
    with pytest.raises(Unavailable):
        question("*.herald.example", "exact", None, None, False, None)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        (" https://Web.Archive.org/ ", "https://web.archive.org"),
        ("web.archive.org", "https://web.archive.org"),
        ("http://127.0.0.1:8080/News/", "http://127.0.0.1:8080/News"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_base_of_an_archive(text: str, base: str) -> None:
    assert base_of(text) == base


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://",
        "ftp://a.example",
        "file:///etc/passwd",
        "https://me@a.example",
        "https://a.example:x",
        "https://a.example:0",
        "http://[::1",
        "https://a.example?q",
        "https://a.example#x",
        "https://a .example",
        "https://ä.example",
        "https://a.example/\x1b[2J",
    ],
)
def test_what_is_no_base(text: str) -> None:
    with pytest.raises(
        UsageError, match=r"is no address of an archive; expected one such as 'https://web\.archive\.org'"
    ):
        base_of(text)
