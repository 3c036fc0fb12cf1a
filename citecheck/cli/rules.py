"""`citecheck rules`: list them, explain one, try the examples of rule files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.errors import UsageError
from citecheck.model.document import Document
from citecheck.pipeline import Pipeline
from citecheck.read.text import blocks
from citecheck.report.text import plural
from citecheck.rules.examples import failures
from citecheck.rules.explain import explanation, listing
from citecheck.rules.load import builtin_rules, load_rules
from citecheck.rules.near import suggestion

if TYPE_CHECKING:
    from argparse import Namespace

    from citecheck.model.article import Article


def run(args: Namespace) -> int:
    """Status 0; 1 where an example doesn't hold."""
    if args.words[:1] == ["test"]:
        return _test(args.words[1:])
    rules = builtin_rules()
    if not args.words:
        hold = f"{len(wrong)} don't hold" if wrong else "all hold"
        counts = f"{plural(len(rules), 'rule')}, {plural(examples, 'example')}, {hold}"
        print("\n".join([*wrong, f"{path}: {counts}"]))
        status = status or int(bool(wrong))
    return status
