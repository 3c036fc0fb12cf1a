"""`citecheck completion`: a script by which a shell completes the command line."""

from __future__ import annotations

from argparse import _SubParsersAction
from typing import TYPE_CHECKING

from citecheck.cli.options import parser
from citecheck.rules.load import builtin_rules

if TYPE_CHECKING:
    from argparse import Action, ArgumentParser, Namespace
    from collections.abc import Iterator


def run(args: Namespace) -> int:
    """Status 0."""
    import shtab

    whole = parser([])
    rules = builtin_rules()
    words = [*(rule.code for rule in rules), *(rule.name for rule in rules)]
    for action in _actions(whole):
        named = str(action.metavar)
        if "CODE" in named:
            action.choices = [*words, "test"] if "test" in named else [*words, "ALL"]
        elif "PATH" in named or "FILE" in named:
            # shtab reads this attribute, which argparse does not declare
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(whole, args.shell))
    return 0


def _actions(whole: ArgumentParser) -> Iterator[Action]:
    """The options and arguments of all subcommands."""
    for action in whole._actions:
        if isinstance(action, _SubParsersAction):
            for command in action.choices.values():
                yield from command._actions
