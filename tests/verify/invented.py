"""Invented pages of news: each article of pages/articles in each layout of pages/layouts."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).parent / "pages"
DAY = "2020-09-01"
"""On which each article was published, at 22:40 of its outlet's time."""
DIRECTIVE = re.compile(r"<!-- (day|path): (\S+) -->\n")
HOLE = re.compile(r"\{\{(\w+?)(0?)(?:\|(.*?))?\}\}")


class Invented(NamedTuple):
    """A page and what a person reads on it."""

    name: str
    html: str
    url: str
    language: str
    zone: str
    source: str
    """Where it says its day."""
    title: str
    story: tuple[str, ...]
    beside: tuple[str, ...]
    """Running text around the story."""


def invented() -> list[Invented]:
    """All pages, by layout and language."""
    articles = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted((FOLDER / "articles").glob("*.yaml"))
    ]
    layouts = sorted((FOLDER / "layouts").glob("*.html"))
    return [_page(layout, article) for layout in layouts for article in articles]


def _page(layout: Path, article: dict[str, Any]) -> Invented:
    text = layout.read_text(encoding="utf-8")
    directives = dict(DIRECTIVE.findall(text))
    moment = datetime.fromisoformat(f"{DAY}T22:40").replace(tzinfo=ZoneInfo(article["zone"]))
    values = article | {
        "local": moment.isoformat(),
        "utc": moment.astimezone(UTC).isoformat(),
        "first": article["paras"][:2],
        "second": article["paras"][2:],
        "nav": article["nav"].split("|"),
        "share": article["share"].split("|"),
    }

    def filled(hole: re.Match[str]) -> str:
        value = values[hole[1]]
        if hole[2]:
            return str(value[0])
        if isinstance(value, list):
            items = value[1:] if hole[1] in ("related", "comments") else value
            return "".join(str(hole[3]).replace("%", item) for item in items)
        return str(value)

    return Invented(
        f"{layout.stem}-{article['language']}",
        HOLE.sub(filled, DIRECTIVE.sub("", text)),
        f"https://news.example{directives.get('path', '/grain-terminal')}",
        article["language"],
        article["zone"],
        directives["day"],
        article["title"],
        (article["lead"], *article["paras"]),
        (
            article["readalso"],
            *article["related"][1:],
            *article["comments"][1:],
            article["footer"],
            article["ticker"],
        ),
    )
