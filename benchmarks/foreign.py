"""Texts that nobody wrote for this program, out of packages: fetched once into build/, and made plain text.

Each comes from a release of the package index that never changes, so that a figure can be had again.
"""

from __future__ import annotations

import bz2
import html
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from measure import NotMeasuredError, said

PLACE = Path(__file__).parent.parent / "build" / "benchmarks" / "texts"
"""The packages as they were downloaded; they are kept."""
GENSIM, IRC, REPORTLAB = "gensim==4.3.3", "irclog2html==4.1.0", "reportlab==4.2.5"
FORMS = {GENSIM: "--only-binary", IRC: "--no-binary", REPORTLAB: "--no-binary"}
"""Which of its archives has the texts: the wheel or the source."""
DATA = "gensim/test/test_data/"
WIKIPEDIA = DATA + "enwiki-latest-pages-articles1.xml-p000000010p000030302-shortened.bz2"
LONG = 20_000
"""Characters of a page's source from which it is an article."""
SAID = re.compile(r"\[\d+ \w+ [\d:]+\] (?:<(?P<who>[^!>]+)[^>]*> [+-]?|\* )(?P<what>.*)")
"""A line of a chat log that somebody wrote; the others tell who comes and goes."""


class Text(NamedTuple):
    """A text of a kind, and where it is from."""

    kind: str
    name: str
    text: str


def fetched() -> list[Text]:
    """The texts; raises NotMeasuredError where a package can't be had."""
    PLACE.mkdir(parents=True, exist_ok=True)
    wheel, log, odyssey = (archive(package) for package in FORMS)
    with zipfile.ZipFile(wheel) as inside:
        pages = bz2.decompress(inside.read(WIKIPEDIA)).decode("utf-8")
        geography = inside.read(DATA + "para2para_text1.txt").decode("utf-8")
        russian = inside.read(DATA + "crime-and-punishment.txt").decode("utf-8")
        news = inside.read(DATA + "lee_background.cor").decode("utf-8")
    chat = read(log, "porting/testcases/dircproxy-example.log")
    epic = read(odyssey, "demos/odyssey/odyssey.txt")
    return [
        Text(
            "novel",
            "The Odyssey in Samuel Butler’s prose, reportlab",
            html.unescape(re.sub(r"<[^<>]+>", "", epic)),
        ),
        Text("novel", "Преступление и наказание, its beginning, gensim", russian),
        Text("chat log", "a month of a Linux channel, irclog2html", talk(chat)),
        Text("encyclopedia", "pages on New York, gensim", geography),
        *(Text("encyclopedia", f"Wikipedia: {title}, gensim", text) for title, text in articles(pages)),
        Text(
            "news (claims without a source)",
            "three hundred reports of a broadcaster, gensim",
            news.replace("\n", "\n\n"),
        ),
    ]


def archive(package: str) -> Path:
    """The package's archive, downloaded where it isn't there yet."""
    name = package.replace("==", "-")
    if not (found := list(PLACE.glob(f"{name}[.-]*"))):
        command = (sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps")
        done = subprocess.run(
            [*command, FORMS[package], ":all:", "--dest", str(PLACE), package],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not (found := list(PLACE.glob(f"{name}[.-]*"))):
            raise NotMeasuredError(f"{package} can't be downloaded: {said(done.stderr)}")
    return found[0]


def read(source: Path, name: str) -> str:
    """A file of a source archive."""
    with tarfile.open(source) as inside:
        top = inside.getnames()[0].split("/")[0]
        file = inside.extractfile(f"{top}/{name}")
        if file is None:
            raise NotMeasuredError(f"{source.name} has no {name}")
        return file.read().decode("utf-8", errors="replace")


def talk(log: str) -> str:
    """What was said in a chat log, a paragraph a line."""
    lines = [line for one in log.split("\n") if (line := SAID.match(one))]
    return "\n\n".join(f"{line['who']}: {line['what']}" if line["who"] else line["what"] for line in lines)


def articles(pages: str) -> list[tuple[str, str]]:
    """Title and text of the long articles of a Wikipedia dump."""
    found = re.findall(r"<title>(.*?)</title>.*?<text[^>]*>(.*?)</text>", pages, re.DOTALL)
    return [(title, plain(html.unescape(source))) for title, source in found if len(source) >= LONG]


def plain(source: str) -> str:
    """Wiki markup as paragraphs, without templates, tables, lists, notes, pictures; links are words."""
    text = re.sub(r"<!--.*?-->|<ref[^>]*/>|<ref.*?</ref>", "", html.unescape(source), flags=re.DOTALL)
    for _ in range(6):  # one within another
        text = re.sub(r"\{\{[^{}]*\}\}|\{\|[^{}]*?\|\}", "", text)
    text = re.sub(r"\[\[(?:File|Image|Category):(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]", "", text)
    text = re.sub(r"\[\[(?:[^|\[\]]*\|)?([^\[\]]*)\]\]", r"\1", text)
    text = re.sub(r"\[https?://\S+ ?([^\]]*)\]", r"\1", text)
    text = re.sub(r"<[^<>]+>|'{2,5}", "", text)
    lines = (line.strip() for line in text.split("\n"))
    return "\n\n".join(line.strip("= ") for line in lines if line and line[0] not in "|!*#:;{}[<")
