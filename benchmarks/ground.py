"""What the rows share: the command, the sizes, and the files to check, made when first asked for."""

from __future__ import annotations

import json
import subprocess
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import articles
import shapes
from measure import run

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURATION = "ignore: [CC203]\nseverity: {CC107: info}\nexclude: [drafts/]\nfail-on: warning\n"


class Sizes(NamedTuple):
    """How much there is of everything, and how often it is measured."""

    runs: int = 15
    """Of a process that ends within the wink of an eye."""
    long_runs: int = 3
    some: int = 200
    """Files, as a measure for `many`."""
    files: int = 2000
    many: int = 20_000
    stream: tuple[int, int] = (10_000_000, 100_000_000)
    """Bytes of a short and a long stream of records."""
    blob: int = 1_000_000
    """Bytes of a text of one shape."""
    judged: bool = True
    """Whether the targets hold for these sizes."""


USUAL = Sizes()
FULL = USUAL._replace(stream=(10_000_000, 1_000_000_000))
SMALLEST = Sizes(1, 1, 2, 4, 6, (20_000, 40_000), 2000, judged=False)


class Ground:
    """A folder to work in; everything in it is made once."""

    def __init__(self, folder: Path, citecheck: list[str], sizes: Sizes) -> None:
        self.folder, self.citecheck, self.sizes = folder, citecheck, sizes

    def check(self, *args: str | Path) -> list[str | Path]:
        """A run that remembers nothing."""
        return [*self.citecheck, "check", "-q", *self._no_cache, *args]

    def single(self, *args: str | Path) -> list[str | Path]:
        """The same in one process."""
        return self.check("--jobs", "1", *args)

    def cached(self, folder: Path) -> list[str | Path]:
        """A run that remembers what it found in a folder, after one that filled the cache."""
        command = [*self.citecheck, "check", "-q", "--cache-dir", folder.with_suffix(".cache"), folder]
        run(command)
        return command

    @cached_property
    def _no_cache(self) -> list[str]:
        """A citecheck without a cache has no option against it, and can be measured, too."""
        done = subprocess.run(
            [*self.citecheck, "check", "--help"], capture_output=True, text=True, check=False
        )
        return ["--no-cache"] if "--no-cache" in done.stdout else []

    def articles(self, number: int) -> Path:
        """A folder with so many articles."""
        folder = self.folder / f"articles-{number}"
        if not folder.exists():
            articles.write(folder, number)
        return folder

    def small(self) -> Path:
        """One article, in a folder without a configuration."""
        return self.articles(1) / "000000.txt"

    def configured(self) -> Path:
        """The same article, in a folder with one."""
        folder = self.folder / "configured"
        articles.write(folder, 1)
        (folder / "citecheck.yaml").write_text(CONFIGURATION, encoding="utf-8")
        return folder / "000000.txt"

    def joined(self) -> Path:
        """The articles of many files in one."""
        path = self.folder / "joined" / "all.txt"
        path.parent.mkdir(exist_ok=True)
        each = sorted(self.articles(self.sizes.files).iterdir())
        path.write_bytes(b"\n".join(one.read_bytes() for one in each))
        return path

    def stream(self, size: int) -> Path:
        """JSON Lines of so many bytes."""
        path = self.folder / f"stream-{size}.jsonl"
        with path.open("wb") as file:
            for number in count():
                one = articles.article(number)
                file.write(json.dumps({"id": one.name, "text": one.text}).encode() + b"\n")
                if file.tell() >= size:
                    return path
        raise AssertionError

    def blob(self, shape: str, size: int) -> Path:
        """A text of one shape, of so many bytes."""
        path = self.folder / f"{shape}-{size}.txt"
        path.write_text(shapes.text(shape, size), encoding="utf-8")
        return path
