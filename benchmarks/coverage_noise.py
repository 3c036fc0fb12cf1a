"""How much CC4 says where it has little to say: `coverage_noise.py [--list] [FILE_OR_FOLDER…]`.

Texts that nobody wrote for this program, with `coverage: always`, since none of them cites in parentheses.
Without arguments those of foreign.py, which come from packages, and the manuals and notes that this machine's
own packages ship; with arguments the texts there. For each text and kind: words, gaps led by a quotation,
other gaps, and how many of the others there are in 500 words; the design wants one at most. Most of what an
encyclopedia's gaps name are claims indeed; `--list` prints the evidence and sentence of each gap that no
quotation leads, to tell them apart.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from foreign import Text, fetched
from measure import NotMeasuredError

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
    shows = "--list" in arguments
    roots = [Path(one) for one in arguments if one != "--list"]
    try:
        texts = at(roots) if roots else [*fetched(), *at([Path(one) for one in AT_HAND])]
    except NotMeasuredError as error:
        sys.exit(f"coverage_noise.py: {error}")
    pipeline = Pipeline(Options(coverage=Coverage(always=True)))
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    print(f"{'words':>8} {'quoted':>7} {'other':>6} {'in 500':>7}")
    for text in texts:
        row = counted(pipeline, text, shows)
        told(row, text.name)
        kinds[text.kind] = [sum(pair) for pair in zip(kinds[text.kind], row, strict=True)]
    print()
    for kind, row in kinds.items():
        told(row, kind)


def counted(pipeline: Pipeline, text: Text, shows: bool) -> list[int]:
    """Words, gaps led by a quotation, and other gaps."""
    article = pipeline.covered(pipeline.article(plain("text.txt", text.text)))
    gaps = [gap for gap in article.gaps if gap.claims]
    others = [gap for gap in gaps if gap.lead is not Lead.QUOTATION]
    for gap in others if shows else ():
        sentence = next(one for one in gap.claims if gap.evidence in one.evidence)
        words = [" ".join(span.of(article.text).split()) for span in (gap.evidence.span, sentence.span)]
        print(f"  {gap.lead.value:10} {words[0][:40]:40} | {words[1][:160]}")
    return [len(text.text.split()), len(gaps) - len(others), len(others)]


def told(row: list[int], name: str) -> None:
    words, quoted, other = row
    rate = 500 * other / max(words, 1)
    print(f"{words:8} {quoted:7} {other:6} {rate:7.2f}  {name}{'' if rate <= WANTED else '  above'}")


def at(roots: list[Path]) -> list[Text]:
    """The texts there that are long enough, the longest first."""
    files = [
        path
        for root in roots
        for path in (sorted(root.rglob("*")) if root.is_dir() else [root])
        if path.is_file() and (path == root or path.suffix in SUFFIXES)
    ]
    long = [path for path in files if path.stat().st_size >= 5 * FEWEST and not path.is_symlink()]
    longest = sorted(long, key=lambda path: -path.stat().st_size)[:TEXTS]
    return [
        Text("at hand", path.name, " ".join(path.read_text("utf-8", "replace").split(" ")[:MOST]))
        for path in longest
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
