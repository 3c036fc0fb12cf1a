"""The invented outlets as their files have them: sites, stories, headlines. README.md describes the files."""

from __future__ import annotations

import json
import re
import zlib
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import yaml

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
OUTLETS = HERE / "outlets.jsonl"
REFERENCES = HERE / "references.jsonl"
UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "y": timedelta(days=365)}


class Shot(NamedTuple):
    """One capture of a story's URL: when, in UTC, and what the archive got then (a key of traps.TRAPS or `page`)."""

    at: datetime
    kind: str


class Story(NamedTuple):
    """One article as its outlet ran it."""

    outlet: str
    name: str
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    """In the outlet's own time zone."""
    url: str
    section: str
    captures: tuple[Shot, ...]
    shows: tuple[str, ...]
    """How the page gives its day: any of json-ld, meta, itemprop, time, text, today (the reader's day instead)."""
    copy_of: str | None
    """`outlet/name` of the story that this is a syndicated copy of."""

    @property
    def words(self) -> int:
        """The length of the body."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


class Headline(NamedTuple):
    """A line of a listing."""

    title: str
    url: str
    published: datetime


class Site(NamedTuple):
    """One outlet's site: what it holds, and how it is made."""

    id: str
    root: str
    """Scheme and host, `https://www.example.test`."""
    language: str
    zone: ZoneInfo
    style: str
    charset: str
    declared: str
    """Where the charset is said: header, meta, both, none, wrong-header, wrong-meta."""
    sent: str
    """plain, gzip or chunked."""
    day_format: str
    moved: bool
    """Whether the bare http host redirects to `root`."""
    menu: dict[str, str]
    listings: tuple[str, ...]
    listed: int
    """How many lines a listing has."""
    listed_days: tuple[date, ...]
    """The days on which home page and listings were captured, at 18:00 there."""
    name: str
    comments: tuple[str, ...]
    footer: str
    stories: tuple[Story, ...]
    headlines: tuple[Headline, ...]
    """Those of the stories and of many pages that the archive doesn't have, newest first."""


@cache
def sites() -> tuple[Site, ...]:
    """All outlets of the corpus, by id."""
    return tuple(read_site(path) for path in sorted(CORPUS.iterdir()) if path.is_dir())


@cache
def registry() -> dict[str, dict[str, Any]]:
    """What citecheck's registry would know of each outlet: the records of outlets.jsonl, by id."""
    records = [json.loads(line) for line in OUTLETS.read_text(encoding="utf-8").splitlines()]
    return {record["id"]: record for record in records}


@cache
def references() -> tuple[dict[str, Any], ...]:
    """The labelled references."""
    return tuple(json.loads(line) for line in REFERENCES.read_text(encoding="utf-8").splitlines())


def read_site(folder: Path) -> Site:
    """The site of a folder: site.yaml, headlines.txt, and a file for each story."""
    data = yaml.load((folder / "site.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    root, zone = data["root"], ZoneInfo(data["timezone"])
    stories = tuple(
        read_story(path, data) for path in sorted(folder.glob("*.txt")) if path.name != "headlines.txt"
    )
    lines = [Headline(story.title, story.url, story.published) for story in stories if story.section]
    for line in (folder / "headlines.txt").read_text(encoding="utf-8").splitlines():
        day, clock, title = line.split(" ", 2)
        published = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone)
        lines.append(Headline(title, root + place(data, published, slug(title), "news"), published))
    days = {story.published.date() for story in stories if story.section}
    around = {day + timedelta(days=gap) for day in days for gap in (-7, 0, 1)}
    return Site(
        folder.name,
        root,
        data["language"],
        zone,
        data["style"],
        data.get("charset", "utf-8"),
        data.get("declared", "both"),
        data.get("sent", "plain"),
        data.get("day_format", "{d} {month} {yyyy}, {HH}:{MM}"),
        data.get("moved", False),
        data["menu"],
        tuple(data.get("listings", ())),
        data.get("listed", 24),
        tuple(sorted(data.get("listed_days", around))),
        data["name"],
        tuple(data.get("comments", ())),
        data.get("footer", ""),
        stories,
        tuple(sorted(lines, key=lambda line: line.published, reverse=True)),
    )


def read_story(path: Path, site: dict[str, Any]) -> Story:
    """A story's file: a header of `key: value` lines, the title, the paragraphs, parted by blank lines."""
    header, title, *paragraphs = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    published = datetime.fromisoformat(fields["published"]).replace(tzinfo=ZoneInfo(site["timezone"]))
    section = fields.get("section", "news")
    url = site["root"] + place(site, published, path.stem, section)
    shots = tuple(shot(text.strip(), published) for text in fields.get("captures", "+9h").split(";"))
    shows = fields.get("shows", site["shows"]).split()
    return Story(
        path.parent.name,
        path.stem,
        " ".join(title.split()),
        tuple(" ".join(paragraph.split()) for paragraph in paragraphs),
        published,
        fields.get("url", url),
        "" if section == "unlisted" else section,
        shots,
        tuple(shows),
        fields.get("copy-of"),
    )


def shot(text: str, published: datetime) -> Shot:
    """`+9h`, `+2d consent` or `2021-03-05T09:00 gone`: after publication, or a time in UTC."""
    when, _, kind = text.partition(" ")
    if when[0] in "+-":
        at = published.astimezone(UTC) + int(when[:-1]) * UNITS[when[-1]]
    else:
        at = datetime.fromisoformat(when).replace(tzinfo=UTC)
    return Shot(at.replace(second=len(text) % 60), kind or "page")


def place(site: dict[str, Any], published: datetime, name: str, section: str) -> str:
    """The path of a page by the site's `path`: its day, name, section, and a number made of its name."""
    number = zlib.crc32(name.encode()) % 900_000 + 100_000
    values = {"yyyy": f"{published:%Y}", "mm": f"{published:%m}", "dd": f"{published:%d}"}
    path: str = site["path"].format(slug=name, section=section, number=number, **values)
    return path


LETTERS = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьъыэюяёəışğçöüñéáíóúłąęśżäß",
        "a b v g g d e ie zh z i i i i k l m n o p r s t u f kh ts ch sh shch   y e iu ia e a i s g c o u n e a i o u l a e s z a ss".split(
            " "
        ),
        strict=True,
    )
)


def slug(title: str) -> str:
    """A name for a URL: the title's first words in Latin letters, or its sum for other scripts."""
    plain = "".join(LETTERS.get(letter, letter) for letter in title.lower())
    words = re.findall(r"[a-z0-9]+", plain)[:7]
    return "-".join(words) if len(words) > 2 else f"n{zlib.crc32(title.encode()):x}"


def covers(site: Site, day: date) -> bool:
    """Whether a listing captured on the day or the next proves what ran: ten dated lines, two of the day itself."""
    shown = {seen: listed(site, seen) for seen in (day, day + timedelta(days=1)) if seen in site.listed_days}
    return any(
        len(lines) >= 10 and sum(line.published.date() == day for line in lines) >= 2
        for lines in shown.values()
    )


def listed(site: Site, day: date) -> list[Headline]:
    """The lines of the site's listings as they stood at 18:00 of a day: newest first, none over three weeks old."""
    until = datetime.combine(day, time(18), site.zone)
    lines = [line for line in site.headlines if until - timedelta(days=21) < line.published <= until]
    return lines[: site.listed]
