"""What is no story, where a page leads, and what a hostile one can't do."""

from __future__ import annotations

import pytest

from citecheck.verify.page import Page, read

PROSE = "The harbour reopened its northern berth on Monday, and the first vessel was unloaded by noon. "
URL = "https://a.example/news/port-1"


def html(body: str, head: str = "<title>Port</title>", url: str = URL, **headers: str) -> Page:
    data = f"<html lang='en'><head>{head}</head><body>{body}</body></html>"
    return read(data.encode(), {"content-type": "text/html; charset=utf-8", **headers}, url, ("en",), "UTC")


def story(sentences: int, beside: str = "") -> str:
    return f"<article><h1>Port</h1><p>{PROSE * sentences}</p>{beside}</article>"


@pytest.mark.parametrize(
    ("title", "body", "why"),
    [
        ("Port", story(8), None),
        ("Port", story(2), "short"),
        ("404 - Page not found", story(1), "not-found"),
        ("Страница не найдена", "<h1>Ошибка 404</h1>", "not-found"),
        ("Порт", "<h1>Сторінку не знайдено</h1>", "not-found"),
        ("Sayfa bulunamadı", "<p>Ana sayfaya dönün</p>", "not-found"),
        ("The 404 brigade's long road home", story(40), None),
        ("Just a moment...", "<p>Checking your browser before accessing a.example.</p>", "challenge"),
        ("DDoS-Guard", "<p>Проверка браузера перед переходом на сайт</p>", "challenge"),
        ("a.example", '<div id="cf-challenge"></div>', "challenge"),
        ("Before you continue", f"<p>{PROSE * 6}</p>", "consent"),
        ("Port", "<div><p>We value your privacy. Accept all cookies to go on.</p></div>", "consent"),
        ("Port", story(3, "<div>Subscribe to continue reading.</div>"), "paywall"),
        ("Порт", story(2, "<div>Полный текст доступен по подписке</div>"), "paywall"),
        ("Port", story(12, "<div>Already a subscriber? Log in.</div>"), None),
    ],
)
def test_use(title: str, body: str, why: str | None) -> None:
    assert html(body, f"<title>{title}</title>").unusable == why


def test_a_canonical_address_of_the_home_page_says_that_the_story_is_gone() -> None:
    head = '<title>Port</title><link rel="canonical" href="https://a.example/">'

    assert [html(story(2), head).unusable, html(story(2), head, "https://a.example/").unusable] == [
        "not-found",
        "short",
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"%PDF-1.4 ...", "application/pdf"), (b"\x89PNG\r\n", "text/html"), (b"", "text/html"), (b"plain words", "text/html"),
     (b'{"a": "<p>"}', "application/json")],
)  # fmt: skip
def test_what_is_no_html(data: bytes, kind: str) -> None:
    assert read(data, {"content-type": kind}, URL).unusable == "not-html"


def test_html_without_a_type_is_read() -> None:
    assert read(f"<p>{PROSE * 8}</p>".encode(), {}, URL).unusable is None


LISTING = """
<nav><a href="/">Home</a></nav>
<ul><li><time datetime="2020-09-01T10:00">10:00</time> <a href="/a"><img></a> <a href="/a">The port reopens</a></li>
<li><span class=date>31 August 2020</span><a href="b.html#top">Cranes arrive</a></li>
<li><a href="/2020/08/30/c">Storm</a></li><li><a href="//b.example/d">Elsewhere</a></li>
<li><a href="javascript:x()">No</a><a href="mailto:a@b">No</a><a href="http://[bad">No</a></li></ul>"""


def test_links_of_a_listing_with_their_days() -> None:
    assert [(one.url, one.text, str(one.day)) for one in html(LISTING).links] == [
        ("https://a.example/", "Home", "None"),
        ("https://a.example/a", "The port reopens", "2020-09-01"),
        ("https://a.example/news/b.html", "Cranes arrive", "2020-08-31"),
        ("https://a.example/2020/08/30/c", "Storm", "2020-08-30"),
        ("https://b.example/d", "Elsewhere", "None"),
    ]


def test_the_base_of_links_is_the_page_s_own() -> None:
    assert html('<a href="x">X</a>', '<base href="/archive/">').links[0].url == "https://a.example/archive/x"


def test_a_title_has_no_marks_that_steer_a_terminal() -> None:
    page = html(story(8), "<title>Port \x1b[31mred\u202e back\u200b\n two</title>")

    assert page.title == "Port [31mred back two"


def test_a_language_that_the_letters_refute_is_not_believed() -> None:
    russian = "Порт вновь открыл северный причал, и первое судно разгрузили уже к полудню того же дня. " * 8

    assert html(f"<p>{russian}</p>").language == "ru"


@pytest.mark.parametrize(
    "data", [b"<![CDATA[", b"<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;", b"<p>\xff\xfe\x00", b"<a" * 9]
)
def test_broken_html_is_read_all_the_same(data: bytes) -> None:
    page = read(data + f"<p>{PROSE * 8}</p>".encode(), {"content-type": "text/html"}, URL)

    assert PROSE.strip() in page.text


@pytest.mark.parametrize("address", ["http://[", "//[::", "\x00", "http://a b/", "#"])
def test_an_address_that_is_none_harms_nothing(address: str) -> None:
    head = f'''<base href="{address}"><link rel="canonical" href="{address}">
        <script type="application/ld+json">[{{"@type":"Article","url":"{address}","datePublished":"2020-09-01"}}]</script>'''
    page = html(story(3) + f'<a href="{address}">x</a>', head)

    assert page.published is not None


def test_a_story_behind_a_megabyte_of_script_is_read() -> None:
    assert html(f"<script>{'var x = 1;' * 150_000}</script>{story(8)}").unusable is None
