"""The options of all subcommands."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from citecheck import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

STATUS = "exit status: 0 nothing at or above the failing severity, 1 something was, 2 the run itself failed"


class Parser(argparse.ArgumentParser):
    """An argument parser that says what to do about a wrong option."""

    def error(self, message: str) -> NoReturn:
        import sys

        words = [action for one in self._actions for action in one.option_strings]
        if message.startswith("unrecognized arguments: -"):
            from citecheck.rules.near import suggestion

            option = message.split()[2].partition("=")[0]
            message = f"no option '{option}'{suggestion(option, words)}"
        elif "invalid choice: " in message and "(choose from" in message:
            message = message.replace("argument command: ", "")
        print(f"{self.prog}: {message}\nTry '{self.prog} --help'.", file=sys.stderr)
        raise SystemExit(2)


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; each subcommand's function is in `run`."""
    top = Parser(
        prog="citecheck",
        description="Checks press citations such as (Kremlin.ru, August 12; Trend.az, September 2).",
        epilog=STATUS,
    )
    top.add_argument("--version", action="version", version=f"citecheck {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)

    check = commands.add_parser(
        "check", help="report what is wrong with the citations of articles", epilog=STATUS
    )
    _reading(check)
    check.add_argument(
        "--select",
        action="extend",
        type=_codes,
        default=[],
        metavar="CODES",
        help="run these rules only: codes, prefixes (CC1), names, ALL",
    )
    check.add_argument(
        "--extend-select",
        action="extend",
        type=_codes,
        default=[],
        metavar="CODES",
        help="run these rules, too",
    )
    check.add_argument(
        "--ignore", action="extend", type=_codes, default=[], metavar="CODES", help="don't run these rules"
    )
    check.add_argument("--level", choices=LEVELS, default="info", help="hide what is below (default: info)")
    check.add_argument(
        "--fail-on",
        choices=LEVELS,
        default="error",
        help="the lowest severity that gives status 1 (default: error)",
    )
    check.add_argument("--exit-zero", action="store_true", help="give status 0 whatever was found")
    check.add_argument("--format", choices=("text", "json", "jsonl"), default="text", help="default: text")
    check.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour in text (default: on a terminal)",
    )
    check.set_defaults(run=_lazily("check"))

    extract = commands.add_parser("extract", help="print the references of articles as data")
    _reading(extract)
    extract.add_argument("--format", choices=("jsonl", "csv"), default="jsonl", help="default: jsonl")
    extract.set_defaults(run=_lazily("extract"))

    rules = commands.add_parser(
        "rules", help="list the rules, or explain one", usage="citecheck rules [-h] [CODE | test FILE ...]"
    )
    rules.add_argument(
        "words",
        nargs="*",
        metavar="CODE | test FILE",
        help="a code or name to explain; 'test' and rule files to try their examples",
    )
    rules.set_defaults(run=_lazily("rules"))
    return top


LEVELS = ("error", "warning", "info")


def _reading(command: argparse.ArgumentParser) -> None:
    """The options of every subcommand that reads articles."""
    command.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files, folders, patterns, or - for standard input (default: this folder)",
    )
    command.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="GLOB",
        help="leave out paths that match, as .gitignore would",
    )
    command.add_argument(
        "--published", type=_day, metavar="YYYY-MM-DD", help="the day of publication of all articles"
    )
    command.add_argument(
        "--encoding", type=_encoding, metavar="NAME", help="the encoding of all files, such as windows-1251"
    )
    command.add_argument(
        "--field",
        action="append",
        type=_field,
        default=[],
        metavar="OURS=THEIRS",
        help="what a record calls text, id, published, title, url or language",
    )
    command.add_argument(
        "--stdin-filename", metavar="NAME", help="what to call standard input; its extension tells the format"
    )
    command.add_argument(
        "--jobs",
        type=_jobs,
        metavar="N",
        help="processes (default: as many as cores, if there is enough to do)",
    )
    volume = command.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help="no summary, no source lines, no notes")
    volume.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help="tell on stderr what was read and what was skipped, and why",
    )


def _lazily(name: str) -> Callable[[argparse.Namespace], int]:
    """The subcommand's function, imported when it is run."""

    def run(args: argparse.Namespace) -> int:
        from importlib import import_module

        status: int = import_module(f"citecheck.cli.{name}").run(args)
        return status

    return run


def _codes(text: str) -> list[str]:
    return [code for code in text.replace(",", " ").split() if code]


def _day(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write it as 2020-09-11") from None


def _encoding(text: str) -> str:
    import codecs

    try:
        return codecs.lookup(text).name
    except LookupError:
        raise argparse.ArgumentTypeError(
            f"no encoding is called '{text}'; utf-8, windows-1251 and koi8-r are"
        ) from None


def _field(text: str) -> tuple[str, str]:
    ours, sign, theirs = text.partition("=")
    known = ("text", "id", "published", "title", "url", "language")
    if not sign or not theirs or ours not in known:
        raise argparse.ArgumentTypeError(
            f"'{text}' doesn't rename one of {', '.join(known)}; write it as text=body"
        )
    return ours, theirs


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes; 1 to 256 are")
    return int(text)
