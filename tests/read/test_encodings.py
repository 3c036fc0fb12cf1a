"""How bytes become characters: UTF-8, UTF-16, the older encodings that a language gives away, and the rest."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
from conftest import Result, run

if TYPE_CHECKING:
    from pathlib import Path

RUSSIAN = (
    "Старая лесопилка в Усть-Каменке остановилась в начале мая, и посёлок остался без работы и без тепла. Директор "
    "объяснил это нехваткой леса, хотя на складе лежит запас на полгода (Коммерсантъ, 12 мая; Интерфакс, 13 мая).\n\n"
    "Рабочие не верят ему. «Нам не платят с февраля», — сказала одна из них на собрании (, 14 мая).\n"
)
UKRAINIAN = (
    "Стара тартакова пилорама у Великій Долині зупинилася на початку травня, і селище залишилося без роботи та без тепла. "
    "Директор пояснив це тим, що лісу немає (Українська правда, 12 травня; Укрінформ, 13 травня).\n\n"
    "Робітники йому не вірять: її склад повний, і всі це бачили (, 14 травня).\n"
)
FRENCH = (
    "La scierie du Val-d’Orée s’est arrêtée au début du mois, et le village est resté sans travail. La direction parle d’un "
    "manque de bois, bien que la réserve couvre six mois (Le Monde, 12 mai ; Le Figaro, 13 mai).\n\n"
    "Les ouvriers n’y croient pas : « On ne nous paie plus depuis février », a déclaré l’une d’elles (, 14 mai).\n"
)
GERMAN = (
    "Das Sägewerk im Mühltal steht seit Anfang Mai still, und das Dorf hat keine Arbeit mehr. Die Leitung spricht von "
    "fehlendem Holz, obwohl der Vorrat für ein halbes Jahr reicht (Süddeutsche Zeitung, 12. Mai; Der Standard, 13. Mai).\n\n"
    "Die Arbeiter glauben das nicht. „Wir werden seit Februar nicht bezahlt“, sagte eine von ihnen (, 14. Mai).\n"
)
SPANISH = (
    "El aserradero de Peñas Rubias paró a principios de mayo, y el pueblo se quedó sin trabajo. La dirección habla de falta "
    "de leña, aunque la reserva alcanza para medio año (El País, 12 de mayo; Clarín, 13 de mayo).\n\n"
    "Los obreros no lo creen: «No nos pagan desde febrero», dijo una de ellas (, 14 de mayo).\n"
)
ENGLISH = (
    "The sawmill in Upper Marlow has stood still since the first week of May, and the village is out of work. Its owner "
    "speaks of a lack of timber, though the stock would last half a year (The Guardian, May 12; Reuters, May 13).\n\n"
    "The men don’t believe him. “We haven’t been paid since February,” said one of them – the foreman (, May 14).\n"
)
PLAIN = str.maketrans("«»—", '""-')
"""koi8-r has no such marks."""
OLDER = [
    pytest.param(RUSSIAN, "windows-1251", id="russian-windows-1251"),
    pytest.param(RUSSIAN.translate(PLAIN), "koi8-r", id="russian-koi8-r"),
    pytest.param(UKRAINIAN, "windows-1251", id="ukrainian-windows-1251"),
    pytest.param(FRENCH, "windows-1252", id="french-windows-1252"),
    pytest.param(GERMAN, "windows-1252", id="german-windows-1252"),
    pytest.param(SPANISH, "windows-1252", id="spanish-windows-1252"),
    pytest.param(ENGLISH, "windows-1252", id="english-windows-1252"),
]
TEXTS = {"ru": RUSSIAN, "uk": UKRAINIAN, "fr": FRENCH, "de": GERMAN, "es": SPANISH, "en": ENGLISH}


def checked(tmp_path: Path, data: bytes, *args: str) -> Result:
    (tmp_path / "a.txt").write_bytes(data)
    return run("check", "--format", "json", "--ignore", "CC205", *args, "a.txt", cwd=tmp_path)


def assert_lost_outlet(done: Result, text: str) -> None:
    """The one fault of the texts above, at its place in the decoded file."""
    start = text.index("(,") + 1
    raw = text[start : text.index(")", start)]

    assert [(one["code"], one["raw"]) for one in done.diagnostics] == [("CC108", raw)]
    assert done.diagnostics[0]["start"] == start


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_utf_8_is_read(tmp_path: Path, text: str) -> None:
    assert_lost_outlet(checked(tmp_path, text.encode()), text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_byte_order_mark_is_not_counted(tmp_path: Path, text: str) -> None:
    assert_lost_outlet(checked(tmp_path, codecs.BOM_UTF8 + text.encode()), text)


@pytest.mark.parametrize(
    ("mark", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
)
def test_utf_16_with_a_mark_is_read(tmp_path: Path, mark: bytes, encoding: str) -> None:
    assert_lost_outlet(checked(tmp_path, mark + UKRAINIAN.encode(encoding)), UKRAINIAN)


@pytest.mark.parametrize(("text", "encoding"), OLDER)
def test_older_encoding_is_recognized(tmp_path: Path, text: str, encoding: str) -> None:
    assert_lost_outlet(checked(tmp_path, text.encode(encoding)), text)


@pytest.mark.parametrize(("text", "encoding"), OLDER)
def test_older_encoding_is_read_when_named(tmp_path: Path, text: str, encoding: str) -> None:
    assert_lost_outlet(checked(tmp_path, text.encode(encoding), "--encoding", encoding), text)


@pytest.mark.parametrize(
    "text", [RUSSIAN.upper(), RUSSIAN.replace("\n\n", " ")], ids=["capitals", "one-paragraph"]
)
def test_older_encoding_of_another_look_is_recognized(tmp_path: Path, text: str) -> None:
    assert_lost_outlet(checked(tmp_path, text.encode("windows-1251")), text)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_wide_text_without_a_mark_is_unreadable(tmp_path: Path, encoding: str) -> None:
    done = checked(tmp_path, ENGLISH.encode(encoding))

    assert (done.status, done.codes) == (1, ["CC902"])
    assert "--encoding" in done.diagnostics[0]["message"]


def test_wide_text_without_a_mark_is_read_when_named(tmp_path: Path) -> None:
    assert_lost_outlet(checked(tmp_path, ENGLISH.encode("utf-16-le"), "--encoding", "utf-16-le"), ENGLISH)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(bytes(range(128, 256)) * 4, id="every-high-byte"),
        pytest.param(b"The mill closed (Dawn, May 3)." + b"\xff\xfe\xfd", id="high-bytes-at-the-end"),
        pytest.param("Xqz \xb5\xd8\xfe \xa4\xa6 (Dawn, May 3)\n".encode("latin-1"), id="no-language"),
        pytest.param(
            "東京の製材所は五月から止まっている (日経, May 3)\n".encode("shift-jis"), id="shift-jis"
        ),
        pytest.param("제재소가 오월부터 멈췄다 (한겨레, May 3)\n".encode("euc-kr"), id="euc-kr"),
        pytest.param(
            "Kereste fabrikası durdu, işçiler ödeme bekliyor ğşıİĞŞ (Dawn, May 3)\n".encode("iso8859-9"),
            id="iso8859-9",
        ),
        pytest.param(
            "Tartak we wsi Łąki stanął i ludzie są bez pracy źżćńł (Dawn, May 3)\n".encode("iso8859-2"),
            id="iso8859-2",
        ),
        pytest.param("Лесопилка в посёлке стоит с мая, и работы нет\n".encode("iso8859-5"), id="iso8859-5"),
        pytest.param("Лесопилка в посёлке стоит с мая, и работы нет\n".encode("cp866"), id="cp866"),
        pytest.param(b"good line\n" + "Лес".encode("cp1251") + "лес".encode() + b"\n", id="two-encodings"),
        pytest.param("Мост закрыт".encode()[:-1] + b" " + "Мост".encode(), id="utf-8-cut-inside-a-letter"),
    ],
)
def test_undecidable_bytes_name_the_option(tmp_path: Path, data: bytes) -> None:
    done = checked(tmp_path, data)

    assert done.status == 1
    assert done.codes == ["CC902"]
    assert "--encoding" in done.diagnostics[0]["message"]


def test_undecidable_byte_is_named_with_its_line(tmp_path: Path) -> None:
    done = checked(tmp_path, b"one\ntwo\nthree \xff\xfe\xfd four\n")

    assert done.diagnostics[0]["line"] == 3
    assert "0xff" in done.diagnostics[0]["message"]


def test_unreadable_file_has_no_span(tmp_path: Path) -> None:
    one = checked(tmp_path, b"\x00").diagnostics[0]

    assert (one["start"], one["end"], one["raw"], one["fix"], one["severity"]) == (0, 0, "", None, "error")


def test_bytes_that_the_named_encoding_lacks_are_unreadable(tmp_path: Path) -> None:
    done = checked(tmp_path, RUSSIAN.encode("windows-1251"), "--encoding", "ascii")

    assert (done.status, done.codes) == (1, ["CC902"])
    assert "ascii" in done.diagnostics[0]["message"]


def test_named_utf_8_does_not_count_the_mark(tmp_path: Path) -> None:
    assert_lost_outlet(checked(tmp_path, codecs.BOM_UTF8 + ENGLISH.encode(), "--encoding", "utf-8"), ENGLISH)


def test_named_utf_16_does_not_count_the_mark(tmp_path: Path) -> None:
    assert_lost_outlet(checked(tmp_path, ENGLISH.encode("utf-16"), "--encoding", "utf-16"), ENGLISH)


def test_unknown_encoding_is_a_bad_option(tmp_path: Path) -> None:
    done = checked(tmp_path, b"", "--encoding", "windows-9999")

    assert done.status == 2
    assert "windows-9999" in done.err


@pytest.mark.parametrize("encoding", ["hex", "rot13", "base64", "idna", "undefined"])
def test_codec_that_is_no_encoding_of_text_ends_without_a_traceback(tmp_path: Path, encoding: str) -> None:
    done = checked(tmp_path, ENGLISH.encode("windows-1252"), "--encoding", encoding)

    assert done.status in (1, 2)
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"one\ntwo\x00\n", 2), (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 3), (b"PK\x03\x04\x14\x00\x00\x00", 1)],
    ids=["nul", "png", "zip"],
)
def test_binary_file_is_unreadable_at_its_line(tmp_path: Path, data: bytes, line: int) -> None:
    done = checked(tmp_path, data)

    assert [(one["code"], one["line"]) for one in done.diagnostics] == [("CC902", line)]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04\x14\x00", "(.docx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "(.doc)"),
        (b"{\\rtf1\\ansi It is shut (, May 4, 2015).}", "RTF"),
        (b"%PDF-1.4\n", "PDF"),
    ],
    ids=["docx", "doc", "rtf", "pdf"],
)
def test_file_of_another_kind_under_the_name_of_a_text_is_named(
    tmp_path: Path, data: bytes, word: str
) -> None:
    (said,) = checked(tmp_path, data).diagnostics

    assert word in said["message"]
    assert said["message"].endswith("; save it as plain text (.txt)")


@pytest.mark.parametrize("data", [b"", b"\n", b"\n\n \t\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE], ids=repr)
def test_empty_file_is_an_article_without_faults(tmp_path: Path, data: bytes) -> None:
    done = checked(tmp_path, data)

    assert (done.status, done.codes) == (0, [])
    assert done.report["summary"]["articles"] == 1


def test_the_rest_is_checked_beside_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(ENGLISH.encode())

    done = run("check", "--format", "json", "--ignore", "CC205", ".", cwd=tmp_path)
    (tmp_path / "a.txt").write_bytes(b"\x00")
    beside = run("check", "--format", "json", "--ignore", "CC205", ".", cwd=tmp_path)

    assert sorted(beside.codes) == sorted(["CC902", *done.codes])


def test_ignored_cc902_is_silent(tmp_path: Path) -> None:
    done = checked(tmp_path, b"\x00", "--ignore", "CC902")

    assert (done.status, done.codes) == (0, [])
