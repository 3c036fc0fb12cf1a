"""`citecheck init`: a configuration to begin with, and the hook for pre-commit."""

from __future__ import annotations

import os
import re
import shlex
import sys
import textwrap
from typing import TYPE_CHECKING

from citecheck.atomic import write
from citecheck.cli.reading import note
from citecheck.config import load
from citecheck.config.find import NAMES
from citecheck.config.keys import KEYS
from citecheck.discover import FORMATS
from citecheck.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

TARGET = NAMES[0]
HOOKS = ".pre-commit-config.yaml"
HEAD = """\
# yaml-language-server: $schema=https://citecheck-press.readthedocs.io/en/stable/schemas/config.schema.json
#
# The configuration of citecheck for this folder and all below it. Take the '#' from a key to use it;
# `citecheck config` shows what applies.
"""
IN_USE = {"ignore": "ignore: []", "fail-on": "fail-on: error"}
"""What stands in the new file without '#': where most people begin."""
HOOK = """\
- repo: local
  hooks:
    - id: citecheck
      name: citecheck
      entry: {entry}
      language: system
      files: {files}
      require_serial: true
"""


def run(args: Namespace) -> int:
    """Status 0. Writes nothing over what is there."""
    root = _work_tree()
    if args.hook and root is None:
        raise UsageError("no git repository is here, and the hook is for one; run git init first")
    there = _configured()
    if there is None:
        _write(TARGET, configuration())
        print(f"{TARGET}: written; each key is explained in it")
    elif not args.hook:
        raise UsageError(
            f"{there} is here already, and stays as it is; edit it, or remove it and run citecheck init again"
        )
    if root is not None:
        _offer_hook(root, there or TARGET, args.hook)
    return 0


def configuration() -> str:
    """The text of the new file."""
    parts = [HEAD]
    for name, key in KEYS.items():
        meaning = [*textwrap.wrap(key.meaning, 98), f"Default: {key.default}."]
        use = IN_USE.get(name) or textwrap.indent(key.example, "# ")
        parts.append("\n" + "".join(f"# {line}\n" for line in meaning) + use + "\n")
    return "".join(parts)


def _configured() -> str | None:
    """The file that configures this very folder already."""
    for name in NAMES:
        if os.path.lexists(name):
            return name
    config = load(["."])
    if config.file is not None and config.folder != ".":
        note(f"{config.file} applied here until now; {TARGET} takes its place for this folder")
    return config.file if config.folder == "." else None


def _offer_hook(root: str, config: str, wanted: bool) -> None:
    """Writes the hook where it is wanted and there is no file for it; tells how, otherwise."""
    path = os.path.relpath(os.path.join(root, HOOKS))
    hook = _hook(root, config)
    if os.path.lexists(path):
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                has_it = re.search(r"\bcitecheck\b", file.read())
        except OSError:
            has_it = None
        if has_it:
            print(f"{path}: speaks of citecheck already, and stays as it is")
        else:
            print(f"{path} is here already, and stays as it is; for the hook, add under 'repos:'\n\n{hook}")
        return
    if not wanted and sys.stdin.isatty() and sys.stdout.isatty():
        wanted = _asked("Add a pre-commit hook, too? [y/N] ")
    if not wanted:
        print("To check articles before each commit: citecheck init --hook")
        return
    _write(path, "repos:\n" + textwrap.indent(hook, "  "))
    print(f"{path}: written; switch it on with: pre-commit install")


def _asked(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:
        print()
        return False


def _hook(root: str, config: str) -> str:
    """The hook's lines; in a folder below the root it is for this folder alone, with its configuration."""
    suffixes = "|".join(re.escape(suffix[1:]) for suffix in FORMATS)
    files, entry = rf"\.({suffixes})$", "citecheck check"
    inside = os.path.relpath(os.getcwd(), root).replace(os.sep, "/")
    if inside != ".":
        files = rf"^{re.escape(inside)}/.*{files}"
        entry += f" --config {shlex.quote(f'{inside}/{config}')}"
    return HOOK.format(entry=_quoted(entry), files=_quoted(files))


def _quoted(text: str) -> str:
    """A text in YAML, in single quotation marks where it needs them."""
    needs = not re.fullmatch(r"[\w.\\(|)$/ -]+", text)
    return "'" + text.replace("'", "''") + "'" if needs else text


def _work_tree() -> str | None:
    """The root of the git work tree that this folder lies in."""
    folder = os.getcwd()
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def _write(path: str, text: str) -> None:
    try:
        write(path, text.encode())
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}") from None
