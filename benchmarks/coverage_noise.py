"""How much CC4 says where it has nothing to say: `python benchmarks/coverage_noise.py FILE_OR_FOLDER…`.

Texts that nobody wrote for this program (a novel, minutes, a manual, a chat log, an encyclopedia), with
`coverage: always`, since none of them cites in parentheses. Without arguments, the licences and manuals that
this machine's packages ship. For each text: words, gaps led by a quotation, other gaps, and how many of the
others there are in 500 words; the design wants one at most.
"""

from __future__ import annotations

import sys
from pathlib import Path

from citecheck.cover.options import Coverage
from citecheck.model.coverage import Lead
from citecheck.pipeline import Options, Pipeline
from citecheck.read.text import plain

AT_HAND = ("/usr/share/common-licenses", "/usr/share/doc", "/usr/share/vim")
SUFFIXES = {"", ".txt", ".rst", ".md"}
FEWEST, MOST = 1000, 200_000
"""Words of a text that is counted, and after which it is cut."""
TEXTS = 25
WANTED = 1.0


def main(arguments: list[str]) -> None:
    pipeline = Pipeline(Options(coverage=Coverage(always=True)))
    print(f"{'words':>8} {'quoted':>7} {'other':>6} {'in 500':>7}")
    for path in texts([Path(one) for one in arguments or AT_HAND]):
        text = " ".join(path.read_text(encoding="utf-8", errors="replace").split(" ")[:MOST])
        article = pipeline.covered(pipeline.article(plain(path.name, text)))
        gaps = [gap for gap in article.gaps if gap.claims]
        quoted = sum(gap.lead is Lead.QUOTATION for gap in gaps)
        words = len(text.split())
        rate = 500 * (len(gaps) - quoted) / words
        mark = "" if rate <= WANTED else "  above"
        print(f"{words:8} {quoted:7} {len(gaps) - quoted:6} {rate:7.2f}  {path.name}{mark}")


def texts(roots: list[Path]) -> list[Path]:
    """The texts there that are long enough, the longest first."""
    files = [
        path
        for root in roots
        for path in (sorted(root.rglob("*")) if root.is_dir() else [root])
        if path.is_file() and (path == root or path.suffix in SUFFIXES)
    ]
    long = [path for path in files if path.stat().st_size >= 5 * FEWEST and not path.is_symlink()]
    return sorted(long, key=lambda path: -path.stat().st_size)[:TEXTS]


if __name__ == "__main__":
    main(sys.argv[1:])
