"""Who is cited, as the author wrote it: names with odd letters, joined names, addresses, titles, words around."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import article, cited

PUBLISHED = date(2020, 9, 11)


def outlets(citation: str) -> list[str | None]:
    """The outlets of one citation."""
    (one,) = article(f"The mill on the river is shut ({citation}).", PUBLISHED).citations
    return [reference.outlet.text if reference.outlet else None for reference in one.references]


@pytest.mark.parametrize(
    "name",
    [
        "112.ua", "2x2 TV", "15min", "20 Minutes", "24 Chasa", "444.hu", "14 October", "26 September", "Rustavi 2", "Channel 4",
        "The Sunday Times", "Friday Times", "Lloyd's List", "Lloyd’s List", "Mail & Guardian", "RFE/RL", "O Globo", "el Mundo", "nv.ua",
        "theins.ru", "Sport24.may", "Folha de S.Paulo", "U.S. News & World Report", "St. Petersburg Times", "T-Online", "Yahoo!", "Al-Ahram",
        "Die Welt", "L'Équipe", "Українська правда", "Коммерсантъ", "Наша Нiва", "日本経済新聞", "한겨레", "الأهرام", "הארץ", "Το Βήμα",
        "დილის გაზეთი", "Azatutyun.am", "Marsh Valley Courier", "The New York Times", "Agence France-Presse", "a.b.c.example",
    ],
)  # fmt: skip
def test_name_is_taken_as_written(name: str) -> None:
    assert outlets(f"{name}, May 3") == [name]


@pytest.mark.parametrize(
    "name", ["RFE/RL", "Mail & Guardian", "Rustavi 2", "20 Minutes", "The Sunday Times", "112.ua"]
)
def test_known_name_stays_whole_among_others(name: str) -> None:
    assert outlets(f"Reuters, {name}, May 3; {name}, May 4") == ["Reuters", name, name]


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad", "\u202f", "\u00a0"], ids=ascii
)
def test_invisible_marks_around_a_name_do_not_count(mark: str) -> None:
    found = cited(f"It is shut ({mark}Reuters{mark},{mark} May 3{mark}; Dawn, May 4).", PUBLISHED)

    assert found == ["Reuters: 2020-05-03", "Dawn: 2020-05-04"]


@pytest.mark.parametrize(
    ("citation", "wanted"),
    [
        ("Reuters/AP, May 3", ["Reuters", "AP"]),
        ("BNS/LETA/Delfi, May 3", ["BNS", "LETA", "Delfi"]),
        ("RFE/RL/Reuters, May 3", ["RFE/RL", "Reuters"]),
        ("Postimees and Delfi, May 3", ["Postimees", "Delfi"]),
        ("Clarín y El País, May 3", ["Clarín", "El País"]),
        ("Reuters, AP and AFP, May 3", ["Reuters", "AP", "AFP"]),
        ("Ведомости и Коммерсантъ, 3 мая", ["Ведомости", "Коммерсантъ"]),
    ],
)
def test_joined_names_are_parted(citation: str, wanted: list[str]) -> None:
    assert outlets(citation) == wanted


@pytest.mark.parametrize(
    ("written", "host", "url"),
    [
        ("www.kremlin.ru/news/1", "www.kremlin.ru", "www.kremlin.ru/news/1"),
        ("https://tass.com/world/9", "tass.com", "https://tass.com/world/9"),
        ("http://www.mill.example/?a=1&b=2", "www.mill.example", "http://www.mill.example/?a=1&b=2"),
        ("www.mill.example/?a=1", "www.mill.example", "www.mill.example/?a=1"),
        ("T.me/region_chronicle", "T.me/region_chronicle", None),
        ("https://t.me/region_chronicle/77", "t.me/region_chronicle", "https://t.me/region_chronicle/77"),
        ("twitter.com/mod_russia", "twitter.com/mod_russia", None),
        ("Kremlin.ru", "Kremlin.ru", None),
    ],
)
def test_address_gives_its_host_and_the_whole(written: str, host: str, url: str | None) -> None:
    (one,) = article(f"It is shut ({written}, May 3).", PUBLISHED).citations
    mention = one.references[0].outlet

    assert mention is not None
    assert mention.text == host
    if url is not None:
        assert mention.url == url


@pytest.mark.parametrize(
    ("citation", "wanted"),
    [
        ("“Vesti”, May 3", ["Vesti"]),
        ("«Коммерсантъ», 3 мая", ["Коммерсантъ"]),
        ("„Die Welt“, 3. Mai", ["Die Welt"]),
        ("»Die Welt«, 3. Mai", ["Die Welt"]),
        ("Dawn, »Die Mühle; das Ende«, 3. Mai", ["Dawn"]),
        ("*Dawn*, May 3", ["Dawn"]),
        ("Yle, May 2; Dawn,\n> May 3", ["Yle", "Dawn"]),
        ("_Dawn_, May 3", ["Dawn"]),
        ("**Dawn**, May 3", ["Dawn"]),
        ("Dawn, “The Mill That Stopped, Then Burned”, May 3", ["Dawn"]),
        ("Dawn, «Мельница; конец», 3 мая", ["Dawn"]),
        ("Dawn [Karachi], May 3", ["Dawn"]),
        ("Коммерсантъ (Kommersant), 3 мая", ["Коммерсантъ"]),
        ("Sputnik (Georgia), May 3", ["Sputnik (Georgia)"]),
        ("Dawn, May 3 [Karachi]", ["Dawn"]),
        ("Dawn, p. 3, May 3", ["Dawn"]),
        ("Dawn, pp. 3–5, May 3", ["Dawn"]),
        ("Dawn, No. 12, May 3", ["Dawn"]),
        ("Коммерсантъ, № 12, 3 мая", ["Коммерсантъ"]),
        ("Dawn, 18:30 GMT, May 3", ["Dawn"]),
        ("Dawn website, May 3", ["Dawn website"]),
        ("Gazprom press release, May 3", ["Gazprom press release"]),
        ("Le Figaro du 3 mai", ["Le Figaro"]),
        ("Süddeutsche Zeitung vom 3. Mai", ["Süddeutsche Zeitung"]),
        ("Kommersant of May 3", ["Kommersant"]),
        ("Reuters Monday, May 4", ["Reuters"]),
    ],
)
def test_what_is_not_the_name_is_left_out(citation: str, wanted: list[str]) -> None:
    assert outlets(citation) == wanted


@pytest.mark.parametrize(
    ("citation", "wanted"),
    [
        ("Interfax via Reuters, May 3", ["Interfax", "Reuters"]),
        ("Reuters, citing Interfax, May 3", ["Reuters", "Interfax"]),
        ("Interfax, as quoted by Reuters, May 3", ["Interfax", "Reuters"]),
        ("Interfax, cited by Reuters, May 3", ["Interfax", "Reuters"]),
        ("Interfax, reported by Reuters, May 3", ["Interfax", "Reuters"]),
        ("Kommersant, translated in Meduza, May 3", ["Kommersant", "Meduza"]),
        ("Lavrov via Reuters, May 3", ["Reuters"]),
        ("local media via Xinhua, May 3", ["Xinhua"]),
        ("Коммерсантъ, цит. по Медуза, 3 мая", ["Коммерсантъ", "Медуза"]),
        ("Медуза со ссылкой на Интерфакс, 3 мая", ["Медуза", "Интерфакс"]),
        ("Der Spiegel, zitiert nach Reuters, 3. Mai", ["Der Spiegel", "Reuters"]),
        ("Le Monde, cité par Reuters, 3 mai", ["Le Monde", "Reuters"]),
        ("El País, citado por Reuters, 3 de mayo", ["El País", "Reuters"]),
    ],
)
def test_who_brings_what_whom_said(citation: str, wanted: list[str]) -> None:
    assert outlets(citation) == wanted


@pytest.mark.parametrize(
    ("citation", "roles"),
    [
        ("see EDM, July 6", ["cross-reference"]),
        ("see also EDM, July 6", ["cross-reference"]),
        ("See EDM, January 30, 2017 and July 22", ["cross-reference"]),
        ("EDM, July 6", ["source"]),
        ("see, e.g., The Economist, July 6", ["source"]),
        ("see EDM, July 6; Reuters, July 7", ["cross-reference", "source"]),
        ("see Reuters, July 6", ["source"]),
        ("but see EDM, July 6", ["cross-reference"]),
        ("Reuters, July 7; see EDM, July 6", ["source", "cross-reference"]),
        ("см. EDM, 6 июля", ["cross-reference"]),
        ("siehe EDM, 6. Juli", ["cross-reference"]),
        ("voir EDM, 6 juillet", ["cross-reference"]),
        ("véase EDM, 6 de julio", ["cross-reference"]),
        ("bkz. EDM, 6 Temmuz", ["cross-reference"]),
        ("див. EDM, 6 липня", ["cross-reference"]),
    ],
)
def test_see_makes_a_cross_reference_of_a_sister_publication(citation: str, roles: list[str]) -> None:
    (one,) = article(f"The mill on the river is shut ({citation}).", PUBLISHED).citations

    assert [reference.role.value for reference in one.references] == roles


def test_cross_reference_to_the_publisher_itself() -> None:
    text = "A Mill at the River\n\nLe Monde\nSept 11 2020\n\nIt is shut (see Le Monde, May 3). It is hot (see Reuters, May 3).\n"

    assert [one.kind.value for one in article(text).citations] == ["cross-reference", "citation"]


def test_ibid_is_no_reference() -> None:
    assert cited(
        "It is shut (Reuters, May 3). It is hot (ibid.). It is cold (ibid.; Dawn, May 4).", PUBLISHED
    ) == [
        "Reuters: 2020-05-03",
        "Dawn: 2020-05-04",
    ]


def test_interview_ends_at_its_first_comma() -> None:
    assert outlets("author's interview with the owner, Baku, May 3") == ["author's interview with the owner"]
