"""How fast citecheck is, as ratios of one run on one machine: `python benchmarks/bench.py`.

Everything is a whole process, and time is told in bare interpreters (`python -c pass`) that run in between.
"""

from __future__ import annotations

import argparse
import json
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from ground import FULL, SMALLEST, USUAL, Ground
from measure import NotMeasuredError
from rows import ROWS, Figure
from table import foot, head, line, record


def main() -> None:
    args = options()
    wanted = [row for row in ROWS if not args.rows or row.name in args.rows]
    if args.list:
        print("\n".join(row.name for row in wanted))
        return
    sizes = SMALLEST if args.smallest else FULL if args.full else USUAL
    records = []
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(Path(folder), args.citecheck, sizes)
        print(head())
        for row in wanted:
            try:
                figure = row.measure(ground)
            except NotMeasuredError as error:
                figure = Figure(None, note=f"not measured: {error}")
            print(line(row, figure, sizes), flush=True)
            records.append(record(row, figure, sizes))
    bare, words = foot(sizes)
    print(f"\n{words}")
    if args.json:
        args.json.write_text(json.dumps({"bare": bare, "rows": records}, indent=2) + "\n", encoding="utf-8")


def options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=names, metavar="NAME,…", help="only these; --list names all")
    parser.add_argument("--list", action="store_true", help="print the names of the rows")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--full", action="store_true", help="a stream of 1 GB instead of 100 MB")
    size.add_argument("--smallest", action="store_true", help="a few files: whether it works, not how fast")
    parser.add_argument(
        "--citecheck",
        default=shlex.join([sys.executable, "-m", "citecheck"]),
        metavar="COMMAND",
        help="what is measured (default: the one of this interpreter)",
    )
    args = parser.parse_args()
    args.citecheck = shlex.split(args.citecheck)
    if not args.citecheck or not shutil.which(args.citecheck[0]):
        parser.error(f"--citecheck: there is no program '{' '.join(args.citecheck[:1])}'")
    return args


def names(text: str) -> list[str]:
    """The rows that are asked for."""
    known = {row.name for row in ROWS}
    for name in text.split(","):
        if name not in known:
            raise argparse.ArgumentTypeError(f"no row '{name}'; --list names all")
    return text.split(",")


if __name__ == "__main__":
    main()
