"""What the documentation has from records, schemas and code; MkDocs calls this while it builds the site.

The rules' pages, CONTRIBUTING and CHANGELOG are added to the files of docs/. In the pages there, a line such
as `<!-- generated: fields check -->` is replaced by what MARKERS makes of it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import docs_python
import docs_rules
import docs_tables
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ROOT = Path(__file__).resolve().parent.parent
MARKERS: Mapping[str, Callable[[], str]] = {
    "commands": docs_tables.commands,
    "configuration": docs_tables.configuration,
    "fields check": lambda: docs_tables.fields("check"),
    "fields coverage": lambda: docs_tables.fields("coverage"),
    "fields extract": lambda: docs_tables.fields("extract"),
    "python": docs_python.names,
}
RULES = "Rules"
"""The entry of the navigation that the rules' pages fill."""


def pages() -> dict[str, str]:
    """The pages that stand in no file of docs/, by their path there."""
    return docs_rules.pages() | {
        "contributing.md": _of_the_root("CONTRIBUTING.md"),
        "changelog.md": _of_the_root("CHANGELOG.md"),
    }


def filled(markdown: str) -> str:
    """A page with its markers replaced; raises KeyError for one that MARKERS doesn't have."""
    return re.sub(r"(?m)^<!-- generated: (.+) -->$", lambda marker: MARKERS[marker[1]](), markdown)


def _of_the_root(name: str) -> str:
    """A page that lies above docs/, with its links as they are from docs/."""
    return (ROOT / name).read_text(encoding="utf-8").replace("](docs/", "](")


def on_config(config: MkDocsConfig) -> None:
    """Fills the entry of the rules: the index, and in each group its pages."""
    entry: dict[str, Any] = next(one for one in config.nav or () if RULES in one)
    entry[RULES] = docs_rules.navigation()


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Adds the pages, and the schemas at the addresses that they give as their own."""
    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    for schema in sorted((ROOT / "citecheck" / "schemas").glob("*.json")):
        files.append(File.generated(config, f"schemas/{schema.name}", abs_src_path=str(schema)))


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """A page as it is rendered."""
    try:
        return filled(markdown)
    except KeyError as unknown:
        raise PluginError(
            f"{page.file.src_uri}: nothing is generated as {unknown}; {', '.join(MARKERS)} are"
        ) from None
