"""From the characters of a page to its tree, within bounds of time and memory whatever they are.

What says nothing (scripts, styles, comments) is cut out first, and so are the shapes on which
`html.parser` takes ever longer or fails. BeautifulSoup gets text and always `html.parser`: what a page
says must not depend on what else is installed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

LONGEST = 1_000_000
"""Characters of a page, scripts and styles not counted, that are parsed."""
MOST_MARKS = 40_000
"""Tags, loose `<` and entities; a page of news has some thousand, and each costs time and memory."""
SILENT = re.compile(r"<(script|style|svg|template|noscript|iframe|textarea|!--)", re.IGNORECASE)
CLOSERS = {"!--": "-->"}
DATA = re.compile(r"[^<>]{0,200}application/ld\+json", re.IGNORECASE)
"""Scripts that are kept: they hold no program, but what the page says of itself."""
DECLARATION = re.compile(r"<[!?][^<>]*>?")
TAG = re.compile(
    r"""</?[a-zA-Z](?:[^<>="']++|=\s*+(?:"[^"]{0,9999}+"|'[^']{0,9999}+')?|["'])*+>""",
)
"""A value in quotation marks may hold `>`; a missing mark makes no tag of half the page."""
MARK = re.compile(r"[<&]")


def parse(text: str) -> BeautifulSoup | None:
    """The tree of a page, without scripts, styles and comments; None where the parser refuses."""
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    try:
        return BeautifulSoup(_sober(_spoken(text)[:LONGEST]), "html.parser")
    except (ParserRejectedMarkup, RecursionError):
        return None


def _spoken(text: str) -> str:
    """The text without what no reader sees; an element that isn't closed loses its tag alone."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter that grows when small; tags have none
        lower = text
    kept: list[str] = []
    unclosed: set[str] = set()
    at = 0
    for found in SILENT.finditer(lower):
        name = found[1]
        if found.start() < at or name in unclosed or (name == "script" and DATA.match(lower, found.end())):
            continue
        closer = CLOSERS.get(name, f"</{name}")
        end = lower.find(closer, found.end())
        if end < 0:
            unclosed.add(name)
            continue
        kept.append(text[at : found.start()])
        at = end + (len(closer) if name == "!--" else 0)
    return DECLARATION.sub(" ", "".join(kept) + text[at:])


def _sober(text: str) -> str:
    """The text with every `<` that opens no tag as an entity, and cut where there is too much of all."""
    pieces: list[str] = []
    at = marks = 0
    for found in MARK.finditer(text):
        if found.start() < at:
            continue
        if (marks := marks + 1) > MOST_MARKS:
            return "".join(pieces)
        if found[0] == "<":
            tag = TAG.match(text, found.start())
            pieces += (text[at : tag.end()],) if tag else (text[at : found.start()], "&lt;")
            at = tag.end() if tag else found.end()
    return "".join([*pieces, text[at:]])
