"""The running text of a page's story, without navigation, boxes, comments and what else stands around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citecheck.verify.words import phrases

if TYPE_CHECKING:
    from bs4 import Tag

    from citecheck.verify.blocks import Block, Blocks

AROUND = frozenset("nav aside footer form button select figcaption menu dialog template noscript".split())
"""Elements that hold no running text of a story."""
AROUND_CLASS = re.compile(
    r"""(?:^|[\s_-])(?:relat(?:ed|e|ion)|recommend(?:ed|ation|ations)?|read-?(?:also|more|next|too)|see-?also|also-?read
    |comments?|comentarios|kommentare?|disqus|respond|share|sharing|social|socials|soc|sns|subscri(?:be|ption)|newsletter
    |promo|banner|advert\w*|ads?|adv|sponsor\w*|sidebar|side|ticker|marquee|breaking|trending|popular|most-?(?:read|popular|viewed)
    |breadcrumbs?|menu|nav|navbar|navigation|footer|cookies?|consent|gdpr|tags?|taglist|keywords|widget|author-?(?:bio|box|info)
    |modal|popup|pop-?up|teasers?|latest|lenta|last-?news|news-?(?:feed|line|list)|feed|more-?(?:news|stories|articles|on)
    |other-?(?:news|stories)|outbrain|taboola|pagination|pager|toolbar|rating|print|caption|credits?|copyright|hidden|sr-only|skip
    |also|inset-?(?:links|related)|crosslinks?|linked|similar|aktuell|mehr|similaires|relacionad[oa]s?|ilgili|hashtags?)(?:$|[\s_-])""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words in `class` and `id` that name such boxes."""
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|__")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
LEAST_SHARE = 0.4
"""Of the page's running text that an element has which calls itself the story."""
MOST = 0.7
"""Of the running text around it that an element has which is the story itself."""
LONGEST = 40_000
"""Characters of main text that are kept; a long speech has as many."""
LONGEST_HEADING = 60
"""Characters of a heading such as `Related news`."""


class MainText(NamedTuple):
    """The main text of a page and where it stands."""

    text: str
    """Paragraphs, a line each."""
    element: int
    """The index of the smallest element that holds it."""
    around: list[bool]
    """Of each element of the page whether it is beside the story."""


def main_text(page: Blocks) -> MainText:
    """The story's text; empty where the page has no running text."""
    whole = page.prose()
    marked = [_stands_around(element) for element in page.elements]
    # A box has less than half of the text; a class name on the body or on the story's own frame has more.
    marked = [mark and own * 2 < whole[0] for mark, own in zip(marked, whole, strict=True)]
    around = page.under(marked)
    prose = page.prose(around)
    if not prose[0]:
        return MainText("", 0, around)
    element = _smallest(page, prose, _story(page, prose))
    inside = page.under([index == element for index in range(len(page.elements))])
    own = [block for block in page.blocks if inside[block.element] and not around[block.element]]
    lead = _lead(page, around, element)
    return MainText("\n".join(_without_boxes(page, [*lead, *own]))[:LONGEST], element, around)


def _stands_around(element: Tag) -> bool:
    if element.name in AROUND:
        return True
    attributes = element.attrs
    if not attributes or element.name == "p":  # a paragraph is no box, whatever its class
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role") in ("navigation", "complementary", "contentinfo", "search", "dialog"):
        return True
    if "style" in attributes and HIDDEN.search(str(attributes["style"])):
        return True
    classes = attributes.get("class") or ()
    names = " ".join([*([classes] if isinstance(classes, str) else classes), str(attributes.get("id", ""))])
    return bool(names.strip()) and bool(AROUND_CLASS.search(CAMEL.sub("-", names[:300])))


def _story(page: Blocks, prose: list[int]) -> int:
    """The element that calls itself the story, where it has a good share of the text; else the page."""
    ways = (
        [i for i, one in enumerate(page.elements) if "articleBody" in str(one.get("itemprop", ""))],
        [i for i, one in enumerate(page.elements) if one.name == "article"],
        [i for i, one in enumerate(page.elements) if one.name == "main" or one.get("role") == "main"],
    )
    for found in ways:
        best = max(found, key=prose.__getitem__, default=0)
        if best and prose[best] >= LEAST_SHARE * prose[0]:
            return best
    return 0


def _smallest(page: Blocks, prose: list[int], start: int) -> int:
    """The smallest element inside that has most of the running text; a paragraph is none."""
    enough = MOST * prose[start]
    best = start
    for index in range(start + 1, len(prose)):
        if page.parents[index] == best and prose[index] >= enough and page.elements[index].name != "p":
            best = index
    return best


def _lead(page: Blocks, around: list[bool], element: int) -> list[Block]:
    """The running text between the page's last main heading and the story's element."""
    heading = max((i for i in range(element) if page.elements[i].name == "h1"), default=element)
    return [
        one
        for one in page.blocks
        if heading < one.element < element and one.running and not around[one.element]
    ]


def _without_boxes(page: Blocks, found: list[Block]) -> list[str]:
    """The paragraphs from the first that runs to the last, without pointers to other stories."""
    read_also, after = phrases("read-also"), phrases("after")
    total = sum(len(one.text) for one in found if one.running)
    seen = 0
    kept: list[tuple[str, bool]] = []
    boxed = False
    for one in found:
        folded = one.text[:LONGEST_HEADING].casefold()
        name = page.elements[one.element].name
        if (
            len(one.text) <= LONGEST_HEADING
            and (says := after.match(folded))
            and says.end() + 3 >= len(folded)
        ):
            if seen * 2 > total:
                break
            boxed = True  # a box in the middle: its links follow
            continue
        mostly_links = one.linked * 2 >= len(one.text)
        boxed = boxed and (mostly_links or name == "li")
        if (
            boxed
            or mostly_links
            or name == "h1"
            or (read_also.match(folded) and (one.linked or not one.running))
        ):
            continue
        if one.running or name in ("p", "li", "td", "th", "blockquote", "dd", "dt") or name in HEADINGS:
            kept.append((one.text, one.running))
            seen += len(one.text) * one.running
    running = [index for index, (_, runs) in enumerate(kept) if runs]
    return [text for text, _ in kept[running[0] : running[-1] + 1]] if running else []
