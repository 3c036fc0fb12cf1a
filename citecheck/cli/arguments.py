"""The command line's parser, and how the values of options are read.

Each function that reads a value raises argparse.ArgumentTypeError, which says what was expected.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NoReturn

from citecheck.config import MOST_JOBS
from citecheck.model.document import OLDEST, YOUNGEST

if TYPE_CHECKING:
    from datetime import date

COMMAND, ACTION = "COMMAND", "ACTION"
"""What the help calls a subcommand, and what one of these can do."""
FORMATS = ("text", "json", "jsonl", "github", "sarif")
EXTENSIONS = {
    ".sarif.json": "sarif",
    ".sarif": "sarif",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "text",
}
"""What `--output` writes to a file of that name; the first that fits."""


class Formatter(argparse.HelpFormatter):
    """Help of a fixed width; to ask the terminal for its own would cost every run an import."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100, max_help_position=28)


class LineFormatter(Formatter, argparse.RawDescriptionHelpFormatter):
    """Help that keeps the lines of its epilog."""


class Parser(argparse.ArgumentParser):
    """An argument parser that takes options by their whole names, and says what to do about a wrong one."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("formatter_class", Formatter)
        super().__init__(**given, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        import re
        import sys

        from citecheck.near import suggestion

        prog = self.prog
        words = [
            option for one in _parsers(self) for action in one._actions for option in action.option_strings
        ]
        if message.startswith("unrecognized arguments: -"):
            option = message.split()[2].partition("=")[0]
            longer = [f"'{word}'" for word in dict.fromkeys(words) if word.startswith(option)]
            near = f"; did you mean {' or '.join(longer)}?" if longer else suggestion(option, words)
            message = f"no option '{option}'{near}"
            if len(built := _choices(self)) == 1:  # the command that was named is built alone
                (prog,) = (one.prog for one in built.values())
        elif wrong := re.fullmatch(r"argument (.+): invalid choice: '(.*)' \(choose from (.+)\)", message):
            name, word, known = wrong[1], wrong[2], re.findall(r"[\w-]+", wrong[3])
            message = f"argument {name}: '{word}' is none of {', '.join(known)}{suggestion(word, known)}"
            if name in (COMMAND, ACTION):
                near = suggestion(word, known)
                message = f"no {name.lower()} '{word}'{near or '; there are ' + ', '.join(known)}"
        elif message.endswith((f"are required: {COMMAND}", f"are required: {ACTION}")):
            message = f"name one of {', '.join(_choices(self))}"
        elif missing := re.fullmatch(r"the following arguments are required: (\w+)", message):
            named = next((one.choices for one in self._actions if one.dest == missing[1]), None) or ()
            message = f"name one of {', '.join(named)}" if named else f"{missing[1]} is missing"
        print(f"{prog}: {message}\nTry '{prog} --help'.", file=sys.stderr)
        raise SystemExit(2)


def _parsers(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """The parser and those of its subcommands, however deep."""
    return [parser, *(below for one in _choices(parser).values() for below in _parsers(one))]


def _choices(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Its subcommands by name."""
    found = (one.choices for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return next(found, {})


def codes(text: str) -> list[str]:
    """Codes, prefixes and names of rules, with commas or spaces between them."""
    return [code for code in text.replace(",", " ").split() if code]


def day(text: str) -> date:
    """A day, in the years that articles have."""
    from datetime import date

    try:
        day = date.fromisoformat(text)
        if not OLDEST <= day.year <= YOUNGEST:
            raise ValueError
        return day
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no day; a day such as 2020-09-11 was expected"
        ) from None


def country(text: str) -> str:
    """Two letters, as capitals."""
    if not (len(text) == 2 and text.isascii() and text.isalpha()):
        raise argparse.ArgumentTypeError(f"'{text}' is no code of a country; DE and kz are")
    return text.upper()


def encoding(text: str) -> str:
    """The name of an encoding, as Python has it."""
    import codecs

    try:
        "a".encode(text).decode(text)
        return codecs.lookup(text).name
    except (LookupError, UnicodeError):
        raise argparse.ArgumentTypeError(
            f"no encoding is called '{text}'; utf-8, windows-1251 and koi8-r are"
        ) from None


def field(text: str) -> tuple[str, str]:
    """What a record calls a field: ours and theirs."""
    ours, sign, theirs = text.partition("=")
    known = ("text", "id", "published", "title", "url", "language")
    if not sign or not theirs or ours not in known:
        raise argparse.ArgumentTypeError(
            f"'{text}' doesn't rename one of {', '.join(known)}; write it as text=body"
        )
    return ours, theirs


def output(text: str) -> tuple[str, str]:
    """The format and the file; what stands before `=` is a format unless it looks like a piece of a path."""
    form, sign, path = text.partition("=")
    if (path if sign else text) in ("", "-"):
        raise argparse.ArgumentTypeError(
            f"'{text}' names no file; write it as sarif=FILE (standard output has --format)"
        )
    if not sign or any(mark in form for mark in "./\\"):
        form, path = _format_of(text), text
    if form not in FORMATS:
        from citecheck.near import suggestion

        raise argparse.ArgumentTypeError(
            f"'{form}' is no format; {', '.join(FORMATS)} are{suggestion(form, FORMATS)}"
        )
    return form, path


def _format_of(path: str) -> str:
    for extension, form in EXTENSIONS.items():
        if path.lower().endswith(extension):
            return form
    raise argparse.ArgumentTypeError(
        f"the extension of '{path}' tells no format ({', '.join(EXTENSIONS)} do); write it as sarif={path}"
    )


def budget(text: str) -> tuple[int | None, float | None]:
    """Requests, or seconds; None for the other one."""
    import re

    found = re.fullmatch(r"([1-9][0-9]{0,8})([smh]?)", text)
    if not found:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no budget; write requests as 200, or a time as 90s, 30m or 2h"
        )
    number, unit = int(found[1]), found[2]
    return (None, number * {"s": 1.0, "m": 60.0, "h": 3600.0}[unit]) if unit else (number, None)


def jobs(text: str) -> int:
    """A number of processes."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes; 1 to {MOST_JOBS} are")
    return int(text)
