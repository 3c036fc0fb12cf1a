"""Every encoding that old pages have, declared, undeclared and falsely declared."""

from __future__ import annotations

import pytest

from citecheck.verify.charset import decode

TEXTS = {
    "ru": "Министр иностранных дел заявил, что переговоры начнутся в сентябре, ещё до выборов. ",
    "uk": "Міністр закордонних справ повідомив, що перемовини розпочнуться у вересні в Києві. ",
    "kk": "Сыртқы істер министрі келіссөздер қыркүйекте басталатынын айтты. ",
    "tr": "Dışişleri Bakanı görüşmelerin eylül ayında başlayacağını söyledi. ",
    "de": "Der Außenminister erklärte, die Gespräche würden im September beginnen können. ",
    "fr": "Le ministre des Affaires étrangères a déclaré que les négociations débuteraient bientôt à Évian. ",
    "pl": "Minister spraw zagranicznych oświadczył, że rozmowy zaczną się we wrześniu. ",
    "el": "Ο υπουργός Εξωτερικών δήλωσε ότι οι συνομιλίες θα αρχίσουν τον Σεπτέμβριο. ",
    "ar": "قال وزير الخارجية إن المحادثات ستبدأ في سبتمبر المقبل. ",
    "he": "שר החוץ אמר כי השיחות יחלו בספטמבר. ",
    "ka": "საგარეო საქმეთა მინისტრმა განაცხადა, რომ მოლაპარაკებები სექტემბერში დაიწყება. ",
    "hy": "Արտաքին գործերի նախարարը հայտարարել է, որ բանակցությունները կսկսվեն սեպտեմբերին։ ",
    "zh": "外交部长表示，谈判将于九月开始。",
    "ja": "外務大臣は会談が九月に始まると述べた。",
}
ENCODED = [
    *((language, "utf-8") for language in TEXTS),
    *(("ru", name) for name in ("windows-1251", "koi8-r", "iso-8859-5", "cp866", "utf-8-sig", "utf-16")),
    *(("uk", name) for name in ("windows-1251", "koi8-u")),
    *(("pl", name) for name in ("windows-1250", "iso-8859-2")),
    ("tr", "windows-1254"), ("de", "windows-1252"), ("fr", "windows-1252"), ("el", "windows-1253"),
    ("ar", "windows-1256"), ("he", "windows-1255"), ("zh", "gb18030"), ("ja", "shift_jis"),
]  # fmt: skip


def html(language: str, meta: str = "") -> str:
    return f"<html><head>{meta}<title>x</title></head><body><p>{TEXTS[language] * 4}</p></body></html>"


@pytest.mark.parametrize(("language", "encoding"), ENCODED)
@pytest.mark.parametrize("header", ["", "utf-8", "iso-8859-1", "windows-1251"])
def test_undeclared_or_lied_about_by_the_header(language: str, encoding: str, header: str) -> None:
    text, _ = decode(html(language).encode(encoding), f"text/html; charset={header}", ("en", language))

    assert TEXTS[language] in text


@pytest.mark.parametrize(
    ("language", "encoding"), [("ru", "koi8-r"), ("tr", "windows-1254"), ("el", "windows-1253")]
)
def test_the_meta_is_believed_when_no_language_is_known(language: str, encoding: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'

    assert TEXTS[language] in decode(html(language, meta).encode(encoding))[0]


def test_the_meta_lies() -> None:
    data = html("ru", '<meta charset="iso-8859-1">').encode("windows-1251")

    assert TEXTS["ru"] in decode(data, "", ("ru",))[0]


def test_one_broken_byte_costs_one_character() -> None:
    data = html("ru").encode()
    text, encoding = decode(data[:200] + b"\xff" + data[200:], "", ("ru",))

    assert (encoding, text.count("\ufffd") <= 3, text.count(TEXTS["ru"])) == ("utf-8", True, 3)


def test_a_last_character_cut_in_two_is_no_other_encoding() -> None:
    assert decode("Ёлка стоит".encode()[:-1], "", ("ru",)) == ("Ёлка стои", "utf-8")


@pytest.mark.parametrize("label", ["zlib", "idna", "punycode", "unicode_escape", "rot13", "no-such", "utf-7"])
def test_what_is_no_encoding_of_the_web_is_not_tried(label: str) -> None:
    data = html("de").encode("windows-1252")

    assert TEXTS["de"] in decode(data, f"text/html; charset={label}", ("de",))[0]
