"""The options of all subcommands."""

from __future__ import annotations

import argparse
import gc
from typing import TYPE_CHECKING, Any, NoReturn

from citecheck import __version__
from citecheck.config import MOST_JOBS
from citecheck.model.document import OLDEST, YOUNGEST
from citecheck.read.jsonl import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

FORMATS = ("text", "json", "jsonl", "github", "sarif")
LEVELS = ("error", "warning", "info")
STATUS = "exit status: 0 nothing at or above the failing severity, 1 something was, 2 the run itself failed"


class Formatter(argparse.HelpFormatter):
    """Help of a fixed width; to ask the terminal for its own would cost every run an import."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100, max_help_position=28)


class Parser(argparse.ArgumentParser):
    """An argument parser that says what to do about a wrong option."""

    def error(self, message: str) -> NoReturn:
        import sys

        inner = [one.choices for one in self._actions if isinstance(one, argparse._SubParsersAction)]
        parsers = [self, *(parser for choices in inner for parser in choices.values())]
        words = [option for parser in parsers for one in parser._actions for option in one.option_strings]
        if message.startswith("unrecognized arguments: -"):
            from citecheck.near import suggestion

            option = message.split()[2].partition("=")[0]
            message = f"no option '{option}'{suggestion(option, words)}"
        elif "invalid choice: " in message and "(choose from" in message:
            message = message.replace("argument command: ", "")
        print(f"{self.prog}: {message}\nTry '{self.prog} --help'.", file=sys.stderr)
        raise SystemExit(2)


def parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the whole command line; each subcommand's function is in `run`.

    Where `argv` begins with a subcommand, only that one's options are built: it is a part of the start.
    """
    top = Parser(
        prog="citecheck",
        description="Checks press citations such as (Kremlin.ru, August 12; Trend.az, September 2).",
        epilog=STATUS,
        formatter_class=Formatter,
    )
    top.add_argument("--version", action="version", version=f"citecheck {__version__}")
    commands = top.add_subparsers(
        prog="citecheck", dest="command", metavar="COMMAND", required=True, parser_class=Parser
    )
    named = {argv[0]: COMMANDS[argv[0]]} if argv and argv[0] in COMMANDS else COMMANDS
    for name, (purpose, add_options) in named.items():
        command = commands.add_parser(
            name, help=purpose, description=purpose, epilog=STATUS, formatter_class=Formatter
        )
        add_options(command)
        command.set_defaults(run=_lazily(name))
    return top


def _codes_of(text: str) -> list[str]:
    return [code for code in text.replace(",", " ").split() if code]


def _check(command: argparse.ArgumentParser) -> None:
    _reading(command)
    _selecting(command)
    add = command.add_argument
    add("--no-baseline", action="store_true", help="report what the baseline knows, too")
    add("--fix", action="store_true", help="make the safe fixes")
    add("--unsafe-fixes", action="store_true", help="with --fix or --diff: make the unsafe fixes, too")
    add("--diff", action="store_true", help="show what --fix would change, and change nothing")
    add("--level", choices=LEVELS, default="info", help="hide anything less severe (default: info)")
    add(
        "--fail-on",
        choices=LEVELS,
        help="the lowest severity that gives status 1 (default: error)",
    )
    add("--exit-zero", action="store_true", help="exit 0 whatever was found")
    add("--format", choices=FORMATS, default="text", help=f"{', '.join(FORMATS)} (default: text)")
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: on a terminal")


def _config(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "path", nargs="?", metavar="PATH", help="what would be checked (default: this folder)"
    )
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    _configured(command)


def _init(command: argparse.ArgumentParser) -> None:
    command.add_argument("--hook", action="store_true", help="write the hook for pre-commit, too")


def _configured(command: argparse.ArgumentParser) -> None:
    command.add_argument("--config", metavar="FILE", help="the configuration file, wherever it is")
    command.add_argument("--isolated", action="store_true", help="read no configuration file")


def _baseline(command: argparse.ArgumentParser) -> None:
    _reading(command)
    _selecting(command)
    command.add_argument("--prune", action="store_true", help="only forget what is gone; record nothing new")


def _selecting(command: argparse.ArgumentParser) -> None:
    """Which rules run, and what is known already."""
    add = command.add_argument
    add("--select", **_CODES, help="run these rules only: codes, prefixes (CC1), names, ALL")
    add("--extend-select", **_CODES, help="run these rules, too")
    add("--ignore", **_CODES, help="don't run these rules")
    add("--baseline", metavar="FILE", help="the file of known faults (default: .citecheck-baseline.json)")


def _extract(command: argparse.ArgumentParser) -> None:
    _reading(command)
    command.add_argument("--format", choices=("jsonl", "csv"), default="jsonl", help="default: jsonl")


def _coverage(command: argparse.ArgumentParser) -> None:
    _reading(command)
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def _rules(command: argparse.ArgumentParser) -> None:
    command.usage = "citecheck rules [-h] [CODE ... | test FILE ...]"
    command.add_argument(
        "words", nargs="*", metavar="CODE | test FILE", help="rules to explain, or rule files to try"
    )


def _reading(command: argparse.ArgumentParser) -> None:
    """The options of every subcommand that reads articles."""
    add = command.add_argument
    add(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files, folders, patterns, or - for standard input (default: this folder)",
    )
    add(
        "--exclude",
        action="append",
        default=[],
        metavar="GLOB",
        help="leave out paths that match, as .gitignore would",
    )
    add("--published", type=_day, metavar="YYYY-MM-DD", help="the day of publication of all articles")
    add("--encoding", type=_encoding, metavar="NAME", help="the encoding of all files, such as windows-1251")
    add(
        "--field",
        action="append",
        type=_field,
        default=[],
        metavar="OURS=THEIRS",
        help=f"what a record calls {', '.join(FIELDS)}",
    )
    add(
        "--stdin-filename", metavar="NAME", help="what to call standard input; its extension tells the format"
    )
    add(
        "--jobs",
        type=_jobs,
        metavar="N",
        help="processes (default: as many as cores, if there is enough to do)",
    )
    _configured(command)
    volume = command.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help="no summary, no source lines, no notes")
    volume.add_argument(
        "-v", "--verbose", action="store_true", help="tell on stderr what was read, skipped, and why"
    )


_CODES: dict[str, Any] = {"action": "extend", "type": _codes_of, "default": [], "metavar": "CODES"}
COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "check": ("report what is wrong with the citations of articles", _check),
    "baseline": ("record the faults that are there, so that check speaks only of new ones", _baseline),
    "config": ("show which configuration applies to a path, and where each value comes from", _config),
    "init": ("write a configuration to begin with, and the hook for pre-commit", _init),
    "extract": ("print the references of articles as data", _extract),
    "coverage": ("show which sentences need a source, which citation backs each, and the gaps", _coverage),
    "rules": ("list the rules, explain some, or try the examples of rule files", _rules),
}


def _lazily(name: str) -> Callable[[argparse.Namespace], int]:
    """The subcommand's function, imported when it is run.

    Modules make no garbage, and articles none in circles: looking for it would cost a tenth of the time.
    """

    def run(args: argparse.Namespace) -> int:
        from importlib import import_module

        module = import_module(f"citecheck.cli.{name}")
        gc.freeze()
        gc.set_threshold(100_000, 50, 100)
        gc.enable()
        status: int = module.run(args)
        return status

    return run


def _day(text: str) -> date:
    from datetime import date

    try:
        day = date.fromisoformat(text)
        if not OLDEST <= day.year <= YOUNGEST:
            raise ValueError
        return day
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write it as 2020-09-11") from None


def _encoding(text: str) -> str:
    import codecs

    try:
        "a".encode(text).decode(text)
        return codecs.lookup(text).name
    except (LookupError, UnicodeError):
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
    if not text.isdecimal() or not 1 <= int(text) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes; 1 to {MOST_JOBS} are")
    return int(text)
