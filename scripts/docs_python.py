"""The public names of the package, with the words of their docstrings; read, not imported."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import citecheck

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
VALUES = (
    "model.span.Span",
    "model.span.Edit",
    "model.diagnostic.Fix",
    "model.diagnostic.Related",
    "model.article.Parenthetical",
    "model.article.Kind",
    "model.article.Reference",
    "model.article.Role",
    "model.article.OutletMention",
    "model.article.Match",
    "model.article.DateMention",
    "model.article.Precision",
)
"""What the public names lead to."""


def names() -> str:
    """A section for each public name, the functions first, and for each of VALUES."""
    public = [_node(citecheck._HOMES[name], name) for name in citecheck.__all__]
    values = [_node(f"citecheck.{home}", name) for home, _, name in (one.rpartition(".") for one in VALUES)]
    return "\n".join(
        [
            "## Functions\n",
            *(_function(node) for node in public if isinstance(node, ast.FunctionDef)),
            "## Classes\n",
            *(_class(node, "citecheck.") for node in public if isinstance(node, ast.ClassDef)),
            "## What they are made of\n",
            *(_class(node) for node in values if isinstance(node, ast.ClassDef)),
        ]
    )


def _node(module: str, name: str) -> ast.FunctionDef | ast.ClassDef:
    tree = ast.parse((ROOT / (module.replace(".", "/") + ".py")).read_text(encoding="utf-8"))
    (node,) = (
        one for one in tree.body if isinstance(one, (ast.FunctionDef, ast.ClassDef)) and one.name == name
    )
    return node


def _function(node: ast.FunctionDef) -> str:
    return f"### citecheck.{node.name}\n\n```python\n{_signature(node)}\n```\n\n{ast.get_docstring(node)}\n"


def _signature(node: ast.FunctionDef) -> str:
    """As the code has it, without `self`."""
    arguments = re.sub("(?<! )=", " = ", ast.unparse(node.args)).removeprefix("self, ").removeprefix("self")
    result = f" -> {ast.unparse(node.returns)}" if node.returns and node.name != "__init__" else ""
    return f"{node.name}({arguments}){result}"


def _class(node: ast.ClassDef, package: str = "") -> str:
    parts = [f"### {package}{node.name}\n\n{ast.get_docstring(node)}\n"]
    if rows := list(_rows(node.body)):
        parts.append("| field | type | meaning |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n")
    methods = [one for one in node.body if isinstance(one, ast.FunctionDef)]
    parts += [_method(one, node.name) for one in methods if one.name == "__init__" or one.name[0] != "_"]
    return "\n".join(parts)


def _method(node: ast.FunctionDef, owner: str) -> str:
    """A line of a list: how it is called, and the first paragraph of what it gives back."""
    meaning = (ast.get_docstring(node) or "").partition("\n\n")[0].replace("\n", " ")
    called = _signature(node)
    if node.name == "__init__":
        called = owner + called.removeprefix("__init__")
    elif any(ast.unparse(one) == "property" for one in node.decorator_list):
        called = called.replace("()", "", 1)
    return f"- `{called}`" + (f": {meaning}" if meaning else "") + "\n"


def _rows(body: Sequence[ast.stmt]) -> Iterator[str]:
    """A row for each field of a value and member of an enumeration; a text after it says what it means."""
    for statement, after in zip(body, [*body[1:], None], strict=True):
        meaning = ""
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            meaning = " ".join(str(after.value.value).split())
        if isinstance(statement, ast.AnnAssign):
            yield f"| `{ast.unparse(statement.target)}` | `{ast.unparse(statement.annotation)}` | {meaning} |"
        elif isinstance(statement, ast.Assign):
            yield f"| `{ast.unparse(statement.targets[0])}` | `{ast.unparse(statement.value)}` | {meaning} |"
