"""The data files beside the registry, read strictly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.outlets.fold import fold
from citecheck.textfile import text_of
from citecheck.yamlfile import Reader, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.yamlfile import Value

CODE = re.compile(r"[A-Z]{2}$")
PATTERN = ("name", "after", "before", "kinds", "account", "is", "not")
SIDES = ("after", "before")


class Pattern(NamedTuple):
    """Words that may stand around an outlet's name, with examples."""

    name: str
    words: tuple[tuple[str, str], ...]
    """Side and phrase, folded."""
    kinds: tuple[str, ...]
    account: bool
    examples: tuple[tuple[str, str], ...]
    """Names, and the ids that they mean."""
    counterexamples: tuple[str, ...]


def countries(path: str, cities: str) -> Iterator[tuple[str, str, str]]:
    """(folded name, form, codes), and (code, `code`, name) of each country.

    Forms are `name` and `adjective`, and of those that mean the state itself `land` and `people`.

    Countries come from `path`, towns, which are names, too, from `cities`.

    Raises DataFileError for the first fault.
    """
    reader = Reader(path)
    found: dict[tuple[str, str], set[str]] = {}
    for key, towns in _lines(cities):
        found.setdefault((key, "name"), set()).update(towns)
    whole = load(path, text_of(path))
    listed = reader.of_type(whole, dict, "the file", "a mapping of country codes")
    for code, value in listed.items():
        reader.matching(value._replace(data=code, where=whole.keys[code]), CODE, "a country", "DE")
        fields = reader.mapping(value, ("names", "adjectives", "parts"), "a country")
        yield code, "code", _texts(reader, fields["names"], "names")[0]
        parts = _texts(reader, fields["parts"], "parts") if "parts" in fields else []
        for form, state, one in (("name", "land", "names"), ("adjective", "people", "adjectives")):
            for word in _texts(reader, fields[one], one) if one in fields else ():
                if word not in parts:
                    found.setdefault((fold(word), state), set()).add(code)
                if form == "name":  # a country's name is no town's
                    found[fold(word), form] = {code}
                else:
                    found.setdefault((fold(word), form), set()).add(code)
    for (key, form), codes in sorted(found.items()):
        yield key, form, " ".join(sorted(codes))


def affixes(path: str) -> Iterator[tuple[str, str, str, bool]]:
    """(phrase, side, kinds, whether it is an account) of every pattern; raises DataFileError."""
    for pattern in patterns(path):
        for side, phrase in pattern.words:
            yield phrase, side, " ".join(pattern.kinds), pattern.account


def patterns(path: str) -> list[Pattern]:
    """The patterns of a file; a phrase stands once on a side. Raises DataFileError for the first fault."""
    reader = Reader(path)
    taken: dict[tuple[str, str], str] = {}
    found = []
    for value in reader.of_type(load(path, text_of(path)), list, "the file", "a list of patterns"):
        fields = reader.mapping(value, PATTERN, "a pattern")
        words = []
        for side in SIDES:
            for one in _items(reader, fields[side], side) if side in fields else ():
                key = (side, fold(reader.text(one, "a phrase")))
                if key in taken:
                    raise reader.fault(one, f"'{key[1]}' stands twice among the phrases of '{side}'")
                taken[key] = key[1]
                words.append(key)
        examples = fields["is"].data if "is" in fields else {}
        assert isinstance(examples, dict)
        found.append(
            Pattern(
                reader.text(fields["name"], "the name of a pattern"),
                tuple(words),
                tuple(_texts(reader, fields["kinds"], "kinds")) if "kinds" in fields else (),
                bool(fields["account"].data) if "account" in fields else False,
                tuple((text, reader.text(one, "an id")) for text, one in examples.items()),
                tuple(_texts(reader, fields["not"], "not")) if "not" in fields else (),
            )
        )
    return found


def body_kinds(path: str) -> dict[str, str]:
    """Names of public bodies, folded, and what kind each is; raises DataFileError for the first fault."""
    reader = Reader(path)
    found: dict[str, str] = {}
    for kind, value in _pairs(reader, load(path, text_of(path)), "the file"):
        for one in _items(reader, value, kind):
            name = fold(reader.text(one, "a name"))
            if name in found:
                raise reader.fault(one, f"'{name}' is a name of {found[name]}, too")
            found[name] = kind
    return found


def domain_facts(path: str, tlds: str) -> dict[str, Any]:
    """What `domains.Facts.of` takes; raises DataFileError for the first fault."""
    reader = Reader(path)
    fields = reader.mapping(
        load(path, text_of(path)), ("hosting", "shared", "clones", "confusable"), "the file"
    )
    lists = {name: _texts(reader, fields[name], name) for name in ("hosting", "shared")}
    mappings = {
        name: {key: reader.text(one, f"each of '{name}'") for key, one in _pairs(reader, fields[name], name)}
        for name in ("clones", "confusable")
    }
    return {"tlds": text_of(tlds).split(), **lists, **mappings}


def _pairs(reader: Reader, value: Value, what: str) -> list[tuple[str, Value]]:
    found: dict[str, Value] = reader.of_type(value, dict, f"'{what}'", "a mapping")
    return list(found.items())


def _lines(path: str) -> Iterator[tuple[str, list[str]]]:
    for line in text_of(path).splitlines():
        key, _, codes = line.partition("\t")
        yield key, codes.split()


def _items(reader: Reader, value: Value, what: str) -> list[Value]:
    found: list[Value] = reader.of_type(value, list, f"'{what}'", "a list")
    return found


def _texts(reader: Reader, value: Value, what: str) -> list[str]:
    return [reader.text(one, f"each of '{what}'") for one in _items(reader, value, what)]
