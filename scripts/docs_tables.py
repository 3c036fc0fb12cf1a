"""Configuration keys, fields of the JSON outputs and options of the commands, for the documentation."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citecheck.cli.options import parser
from citecheck.config.keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMAS = Path(__file__).resolve().parent.parent / "citecheck" / "schemas"


def configuration() -> str:
    """A section for each key."""
    return "\n".join(
        f"### {name}\n\n{key.meaning}\n\nDefault: {key.default}.\n\n```yaml\n{key.example}\n```\n"
        for name, key in KEYS.items()
    )


def commands() -> str:
    """A section for each command, with what its --help prints."""
    actions = parser([])._actions
    (inner,) = (one for one in actions if isinstance(one, argparse._SubParsersAction))
    return "\n".join(
        f"## citecheck {name}\n\n```text\n{command.format_help().strip()}\n```\n"
        for name, command in inner.choices.items()
    )


def fields(name: str) -> str:
    """A table for each object that a schema describes, and what its kinds of numbers and texts mean."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    definitions: dict[str, Any] = schema["$defs"]
    objects = [schema, *(one for one in definitions.values() if "properties" in one)]
    simple = [one for one in definitions.values() if "properties" not in one]
    tables = [_table(one, definitions) for one in objects]
    kinds = [f"- *{one['title'].lower()}*: {one['description']}\n" for one in simple]
    return "\n".join([*tables, "".join(kinds)])


def _table(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    parts = [] if "$schema" in schema else [f"#### {schema['title']}\n"]
    if "description" in schema:
        parts.append(schema["description"] + "\n")
    rows = [
        f"| `{key}` | {_type(value, definitions)} | {value.get('description', '')} |"
        for key, value in schema["properties"].items()
    ]
    return "\n".join([*parts, "| key | value | meaning |\n| --- | --- | --- |", *rows, ""])


def _type(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """What a value is, in a word or two."""
    if "$ref" in schema:
        meant = definitions[schema["$ref"].rpartition("/")[2]]
        return str(meant["title"]).lower()
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`"
    if "enum" in schema:
        return ", ".join(f"`{one}`" if one is not None else "null" for one in schema["enum"])
    if "oneOf" in schema:
        return " or ".join(_type(one, definitions) for one in schema["oneOf"])
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    names = [
        "list of: " + _type(schema["items"], definitions) if one == "array" else _word(one) for one in kinds
    ]
    return " or ".join(names)


def _word(kind: str) -> str:
    return {"string": "text", "boolean": "true or false", "integer": "number"}.get(kind, kind)
