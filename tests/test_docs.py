"""The site is built strictly: no page is lost, every link and anchor leads somewhere, nothing comes from elsewhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pages
import pytest
from conftest import ROOT, copied, environment

from citecheck.config import load
from citecheck.rules.load import builtin_rules
from citecheck.rules.rule import page as address

if TYPE_CHECKING:
    from pathlib import Path

    from citecheck.rules.rule import Rule

pytest.importorskip("mkdocs")
import make_docs

SITE = "https://citecheck-press.readthedocs.io/en/stable/"
RULES = builtin_rules()
SCHEMAS = sorted((ROOT / "citecheck" / "schemas").glob("*.json"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
GENERATED = {path: make_docs.filled(text) for path, text in make_docs.pages().items()} | {
    path.name: make_docs.filled(path.read_text(encoding="utf-8")) for path in (ROOT / "docs").glob("*.md")
}
CONFIGURATIONS = [
    pytest.param(block.text, id=f"{name}:{block.line}")
    for name, text in GENERATED.items()
    for block in pages.blocks(text)
    if block.language == "yaml" and block.file is None
]


def built(tree: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict`, as CI calls it."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=tree, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built without a warning."""
    place = tmp_path_factory.mktemp("site")
    done = built(ROOT, place)
    assert done.returncode == 0, done.stderr
    return place


class Loaded(HTMLParser):
    """What a page makes a browser load."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img", "iframe", "source") and given.get("src"):
            self.addresses.append(str(given["src"]))
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "shortcut icon", "preload"):
            self.addresses.append(str(given["href"]))


def ids(page: Path) -> set[str]:
    """The anchors of a page."""
    return set(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_address_of_a_rule_is_its_page(rule: Rule, site: Path) -> None:
    page = site / address(rule.code).removeprefix(SITE) / "index.html"

    assert f'<h1 id="{rule.code.lower()}-{rule.name}' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SCHEMAS, ids=[path.name for path in SCHEMAS])
def test_schema_lies_at_its_own_address(path: Path, site: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))

    assert json.loads((site / schema["$id"].removeprefix(SITE)).read_text(encoding="utf-8")) == schema


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    found = set()
    for page in site.rglob("*.html"):
        loaded = Loaded()
        loaded.feed(page.read_text(encoding="utf-8"))
        found |= set(loaded.addresses)

    assert found
    assert [one for one in found if re.match(r"(\w+:)?//", one)] == []


def test_style_sheets_load_nothing_from_elsewhere(site: Path) -> None:
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))

    assert re.findall(r"""url\(['"]?(?:https?:)?//[^)]*\)|@import[^;]*""", styles) == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_above_the_site_lead_somewhere(name: str, site: Path) -> None:
    lost = []
    for link in LINK.findall((ROOT / name).read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        if path.startswith(SITE):
            page = site / path.removeprefix(SITE) / "index.html"
            there = page.is_file() and (not anchor or anchor in ids(page))
        else:
            there = not anchor and (ROOT / path).is_file()
        if not there:
            lost.append(link)

    assert lost == []


def test_everything_generated_is_asked_for() -> None:
    markdown = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))

    assert sorted(re.findall(r"(?m)^<!-- generated: (.+) -->$", markdown)) == sorted(make_docs.MARKERS)


@pytest.mark.parametrize("text", CONFIGURATIONS)
def test_configuration_on_a_generated_page_loads(text: str, tmp_path: Path) -> None:
    path = tmp_path / "citecheck.yaml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "our-outlets.yaml").touch()

    assert load([str(tmp_path)], str(path)).file is not None


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("index.md", "[lost](nowhere.md)", "'nowhere.md'"),
        ("index.md", "[lost](start.md#nowhere)", "'start.md#nowhere'"),
        ("index.md", "[lost](rules/CC101.md#nowhere)", "'rules/CC101.md#nowhere'"),
        ("new.md", "# New", "new.md"),
        ("index.md", "<!-- generated: poems -->", "index.md: nothing is generated as 'poems'"),
    ],
    ids=["page", "anchor", "anchor-of-a-rule", "navigation", "marker"],
)
def test_what_is_lost_would_be_seen(file: str, text: str, message: str, tmp_path: Path) -> None:
    tree = copied(tmp_path / "tree")
    with (tree / "docs" / file).open("a", encoding="utf-8") as page:
        page.write(f"\n{text}\n")

    done = built(tree, tmp_path / "site")

    assert done.returncode == 1
    assert message in done.stderr
