"""What may be asked about, and what may be connected to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model.verdict import Reason
from citecheck.verify.addresses import LONGEST, is_public, printable, web_address
from citecheck.verify.unavailable import Unavailable


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("trend.az", "http://trend.az/"),
        (" HTTPS://Trend.AZ/News/1?Q=b#top ", "https://trend.az/News/1?Q=b"),
        ("http://trend.az:80/", "http://trend.az/"),
        ("https://trend.az:443", "https://trend.az/"),
        ("https://новости.example/а б", "https://xn--b1amnebsh.example/%D0%B0%20%D0%B1"),
        ("http://%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8.example/a", "http://xn--b1amnebsh.example/a"),
        ("http://trend.az./a", "http://trend.az/a"),
        ("http://trend.az/a/../../../save/x", "http://trend.az/save/x"),
        ("http://trend.az/a%2F..%00?q=%zz", "http://trend.az/a%2F..%00?q=%zz"),
        ("https://medium.example/@editor/story", "https://medium.example/@editor/story"),
        ("http://trend.az//double//slash", "http://trend.az//double//slash"),
        ('http://trend.az/"<x>\\', "http://trend.az/%22%3Cx%3E%5C"),
    ],
)
def test_address_as_archives_take_it(text: str, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "localhost",
        "*.trend.az",
        "trend.az/*",
        "http://user@trend.az/",
        "http://trend.az\\@evil.example/",
        "trend.az:8080",
        "http://trend.az:x/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::1/",
        "http://2130706433/",
        "http://-a.example/",
        "http://a_b.example/",
        "http://user%40trend.az/",
        "http://evil.example%2Ftrend.az/",
        "http://trend.az%3A8080/",
        "http://%2A.trend.az/",
        "http://trend%0A.az/",
        "http://%ff.example/",
        "http://a b.example/",
        "http://xn--a.example/",
        "mailto:desk@trend.az",
        "data:text/html,x",
        "javascript:alert(1)",
        "ftp://trend.az/",
        "http:///trend.az",
        "trend.az/a\nHost: evil.example",
        "trend.az/\x1b[31m",
        "trend.az/\u202egnp",
        "trend.az/\ud800",
        f"trend.az/{'a' * LONGEST}",
        f"trend.az/{'я' * (LONGEST // 3)}",
        f"{'a.' * 140}az",
    ],
)
def test_nobody_is_asked_about(text: str) -> None:
    with pytest.raises(Unavailable) as caught:
        web_address(text)

    assert caught.value.reason is Reason.NO_DOMAIN


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-z.:@/*?#%\[\]\\ЖΩ]{0,40}", fullmatch=True))
def test_address_stays_what_it_is_or_is_refused(text: str) -> None:
    try:
        address = web_address(text)
    except Unavailable:
        return

    assert address == web_address(address)
    assert address.isascii()
    assert address.isprintable()
    assert not set(address) & set("*#\\ ")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_address_of_the_open_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 10.0.0.1 172.16.3.4 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255
    ::1 :: fe80::1 fe80::1%eth0 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1::""".split(),
)
def test_address_of_a_private_network(address: str) -> None:
    assert not is_public(address)


def test_hostile_text_is_shown_without_its_controls() -> None:
    assert printable("a\x1b[2J\u202eb") == "a�[2J�b"
    assert len(printable("a" * 1000)) == 120
