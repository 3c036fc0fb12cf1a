"""The options of all subcommands."""

from __future__ import annotations

import argparse
import gc
from typing import TYPE_CHECKING, Any

from citecheck import __version__
from citecheck.cli import arguments
from citecheck.cli.arguments import ACTION, COMMAND, FORMATS, LineFormatter, Parser
from citecheck.read.jsonl import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

INSTALL = """to have it in every new shell:
  bash  echo 'eval "$(citecheck completion bash)"' >> ~/.bashrc
  zsh   echo 'eval "$(citecheck completion zsh)"' >> ~/.zshrc    (below the line with compinit)
  fish  echo 'citecheck completion fish | source' >> ~/.config/fish/config.fish"""
LEVELS = ("error", "warning", "info")
OUTPUT_HELP = "write a report to FILE, too; without FORMAT its extension tells; may be given several times"
FOUND = "0 nothing at or above the failing severity, 1 something was"
READ = "0 all was read, 1 something couldn't be"
DONE = "0 it was done"
STATUS = {
    "check": FOUND,
    "baseline": READ,
    "extract": READ,
    "rules": "0 all examples hold, or none was tried, 1 some don't",
    "outlets": "0 it was done, 1 as the action's --help tells",
    "outlets find": "0 each text names an outlet, 1 some don't",
    "outlets check": "0 no error, 1 there are some",
    "outlets suggest": READ,
}


def parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the whole command line; each subcommand's function is in `run`.

    Where `argv` begins with a subcommand, only that one's options are built: it is a part of the start.
    """
    top = Parser(
        prog="citecheck",
        description="Checks press citations such as (Kremlin.ru, August 12; Trend.az, September 2).",
        epilog=_status("check"),
    )
    top.add_argument("--version", action="version", version=f"citecheck {__version__}")
    commands = top.add_subparsers(prog="citecheck", dest="command", metavar=COMMAND, required=True)
    named = {argv[0]: COMMANDS[argv[0]]} if argv and argv[0] in COMMANDS else COMMANDS
    for name, (purpose, add_options) in named.items():
        command = commands.add_parser(name, help=purpose, description=purpose, epilog=_status(name))
        add_options(command)
        command.set_defaults(run=_lazily(name))
    return top


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("--verify", action="store_true", help="look the references up in web archives, too")
    _checking(command)


def _verify(command: argparse.ArgumentParser) -> None:
    command.set_defaults(verify=True)
    _checking(command)


def _checking(command: argparse.ArgumentParser) -> None:
    _reading(command)
    asking = _archives(command)
    asking("--plan", action="store_true", help="tell how many requests it takes at most, and ask nobody")
    asking(
        "--verify-required",
        action="store_true",
        help="exit 2 if the archive's state or the budget kept references from being looked up",
    )
    _selecting(command)
    add = command.add_argument
    add("--no-cache", action="store_true", help="read every file, and remember nothing")
    _caching(command)
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
    add("--format", choices=FORMATS, default="text", help="what is printed (default: text)")
    add("--statistics", action="store_true", help="show how often each rule spoke, not where")
    add(
        "--output",
        action="append",
        type=arguments.output,
        default=[],
        metavar="[FORMAT=]FILE",
        help=OUTPUT_HELP,
    )
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: on a terminal")


def _archives(command: argparse.ArgumentParser) -> Callable[..., object]:
    """How archives are asked; what is returned adds more to this group."""
    add = command.add_argument_group("archives").add_argument
    add(
        "--budget",
        type=arguments.budget,
        metavar="N|TIME",
        help="the most to spend: requests (200) or a time (90s, 30m, 2h)",
    )
    add(
        "--archive",
        action="append",
        default=[],
        metavar="URL",
        help="ask this archive (default: web.archive.org); given several times, one after the other",
    )
    add("--dialect", choices=("wayback", "pywb"), help="how it is asked (default: as its first answer tells)")
    add(
        "--allow-private-archive",
        action="store_true",
        help="ask an archive on this machine or a private network, too",
    )
    add("--offline", action="store_true", help="ask nobody; use what is known from before")
    add("--facts", metavar="FILE", help="use the facts in FILE, too, which 'citecheck cache export' wrote")
    add("--contact", metavar="TEXT", help="where the archive's operators can reach you")
    return add


def _config(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "path", nargs="?", metavar="PATH", help="what would be checked (default: this folder)"
    )
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    _configured(command)


def _init(command: argparse.ArgumentParser) -> None:
    command.add_argument("--hook", action="store_true", help="write the hook for pre-commit, too")


def _completion(command: argparse.ArgumentParser) -> None:
    command.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell that is to complete")
    command.formatter_class = LineFormatter
    command.epilog = INSTALL


def _configured(command: argparse.ArgumentParser) -> None:
    command.add_argument("--config", metavar="FILE", help="the configuration file, wherever it is")
    command.add_argument("--isolated", action="store_true", help="read no configuration file")


def _baseline(command: argparse.ArgumentParser) -> None:
    _reading(command)
    _selecting(command)
    add = command.add_argument
    add("--prune", action="store_true", help="only forget what is gone; record nothing new")
    add("--verify", action="store_true", help="record what web archives say of the references, too")
    _archives(command)
    _caching(command)
    command.set_defaults(plan=False, verify_required=False, no_cache=False)


def _selecting(command: argparse.ArgumentParser) -> None:
    """Which rules run, and what is known already."""
    add = command.add_argument
    add("--select", **_CODES, help="run these rules only: codes, prefixes (CC1), names, ALL")
    add("--extend-select", **_CODES, help="run these rules, too")
    add("--ignore", **_CODES, help="don't run these rules")
    add("--baseline", metavar="FILE", help="the file of known faults (default: .citecheck-baseline.json)")


def _cache(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "action",
        choices=("info", "clear", "export"),
        help="tell what is there, remove it, or write the facts about archives into FILE",
    )
    command.add_argument("file", nargs="?", metavar="FILE", help="with export: the file to write")
    _caching(command)


def _caching(command: argparse.ArgumentParser) -> None:
    command.add_argument("--cache-dir", metavar="DIR", help="the folder of the cache (default: the user's)")


def _extract(command: argparse.ArgumentParser) -> None:
    _reading(command)
    command.add_argument("--format", choices=("jsonl", "csv"), default="jsonl", help="default: jsonl")


def _coverage(command: argparse.ArgumentParser) -> None:
    _reading(command)
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def _outlets(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar=ACTION, required=True)
    for name, (purpose, add_options) in OUTLETS.items():
        status = _status(f"outlets {name}")
        add_options(actions.add_parser(name, help=purpose, description=purpose, epilog=status))


def _find_outlet(action: argparse.ArgumentParser) -> None:
    action.add_argument("texts", nargs="+", metavar="TEXT", help="an outlet as an article writes it")
    _asking(action)


def _show_outlet(action: argparse.ArgumentParser) -> None:
    action.add_argument("ids", nargs="+", metavar="ID", help="the id of a record")
    _asking(action)


def _list_outlets(action: argparse.ArgumentParser) -> None:
    from citecheck.outlets.records import KINDS, TIERS

    several: dict[str, Any] = {"action": "append", "default": []}
    add = action.add_argument
    add(
        "--country",
        **several,
        type=arguments.country,
        metavar="CC",
        help="of this country: two letters, as in DE",
    )
    add("--kind", **several, choices=KINDS, metavar="KIND", help=f"one of {', '.join(KINDS)}")
    add("--tier", **several, choices=TIERS, metavar="TIER", help=f"one of {', '.join(TIERS)}")
    add("--language", **several, type=str.lower, metavar="XX", help="in this language: ISO 639, as in uk")
    add("--state-owned", action="store_true", help="owned by a state")
    _asking(action)


def _check_outlets(action: argparse.ArgumentParser) -> None:
    action.add_argument("files", nargs="+", metavar="FILE", help="files of outlets: JSON Lines or YAML")
    action.add_argument("--fix", action="store_true", help="repair, sort and format JSON Lines")


def _suggest_outlets(action: argparse.ArgumentParser) -> None:
    _reading(action)
    _formatted(action)


def _asking(action: argparse.ArgumentParser) -> None:
    _formatted(action)
    _configured(action)


def _formatted(action: argparse.ArgumentParser) -> None:
    either = action.add_mutually_exclusive_group()
    either.add_argument(
        "--format", choices=("text", "jsonl"), help="default: text on a terminal, jsonl in a pipe"
    )
    either.add_argument("--json", dest="format", action="store_const", const="jsonl", help="--format jsonl")


OUTLETS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "find": ("tell which outlet a text names, why, and what is near", _find_outlet),
    "show": ("show all that is known of an outlet", _show_outlet),
    "list": ("list outlets by country, kind, tier or language", _list_outlets),
    "check": ("say what is wrong with files of outlets, and repair them", _check_outlets),
    "suggest": ("draft records of the outlets in articles that are not known yet", _suggest_outlets),
    "export": ("print all records, built-in and own, as JSON Lines", _configured),
}


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
    by_git = command.add_mutually_exclusive_group()
    by_git.add_argument(
        "--changed-since",
        metavar="REF",
        help="only files that changed since HEAD left this branch, tag or commit",
    )
    by_git.add_argument(
        "--staged",
        action="store_true",
        help="only files that are staged in git, as the commit will have them",
    )
    add(
        "--published", type=arguments.day, metavar="YYYY-MM-DD", help="the day of publication of all articles"
    )
    add(
        "--encoding",
        type=arguments.encoding,
        metavar="NAME",
        help="the encoding of all files, such as windows-1251",
    )
    add(
        "--field",
        action="append",
        type=arguments.field,
        default=[],
        metavar="OURS=THEIRS",
        help=f"what a record calls {', '.join(FIELDS)}",
    )
    add(
        "--stdin-filename", metavar="NAME", help="what to call standard input; its extension tells the format"
    )
    add(
        "--jobs",
        type=arguments.jobs,
        metavar="N",
        help="processes (default: as many as cores, if there is enough to do)",
    )
    _configured(command)
    volume = command.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help="no summary, no source lines, no notes")
    volume.add_argument(
        "-v", "--verbose", action="store_true", help="tell on stderr what was read, skipped, and why"
    )


_CODES: dict[str, Any] = {"action": "extend", "type": arguments.codes, "default": [], "metavar": "CODES"}
COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "check": ("report what is wrong with the citations of articles", _check),
    "verify": ("check, and look up in web archives whether outlets ran what they are cited for", _verify),
    "baseline": ("record the faults that are there, so that check speaks only of new ones", _baseline),
    "cache": ("show, remove or export what is remembered of unchanged files and of archives", _cache),
    "config": ("show which configuration applies to a path, and where each value comes from", _config),
    "init": ("write a configuration to begin with, and the hook for pre-commit", _init),
    "completion": ("print the script by which a shell completes what you type", _completion),
    "extract": ("print the references of articles as data", _extract),
    "coverage": ("show which sentences need a source, which citation backs each, and the gaps", _coverage),
    "outlets": ("ask who is meant, list outlets, check and draft records of your own", _outlets),
    "rules": ("list the rules, explain some, or try the examples of rule files", _rules),
}


def _status(command: str) -> str:
    return f"exit status: {STATUS.get(command, DONE)}, 2 the run itself failed"


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
