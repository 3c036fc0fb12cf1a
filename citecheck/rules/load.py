"""Rule files: read strictly, so that a rule that could never fire is refused with file, line and column."""

from __future__ import annotations

import json
import os
import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from citecheck.checks import CHECKS
from citecheck.compiled import PACKAGE, compiled
from citecheck.model.diagnostic import Severity
from citecheck.rules.rule import Rule, rule_of
from citecheck.textfile import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.yamlfile import Reader, Value

CODE = re.compile(r"[A-Z]{2,6}[0-9]{1,4}$")
NAME = re.compile(r"[a-z]+(?:-[a-z0-9]+)*$")
FIXES = ("safe", "unsafe")
REQUIRED = ("code", "name", "severity", "check", "message", "why", "examples")
OPTIONAL = ("params", "variants", "fix", "fix-description", "default", "related")
TYPES = {bool: "true or false", int: "a whole number", str: "a text"}
STAGE_WORDS = ("reason", "codes", "where")
"""What the stages themselves give to the messages of rules without a check."""
EXAMPLE_KEYS = ("bad", "good", "ok", "fixture")


@lru_cache(maxsize=1)
def builtin_rules() -> tuple[Rule, ...]:
    """The rules that come with citecheck, by code; read once."""
    folder = _folder()
    sources = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".yaml")]
    code = [os.path.abspath(__file__), os.path.join(PACKAGE, "rules", "rule.py")]
    path = compiled("rules.json", [*sources, *code, folder], lambda target: _compile(sources, target))
    if path is None:
        return tuple(map(rule_of, _records(sources)))
    with open(path, encoding="utf-8") as file:
        return tuple(map(rule_of, json.load(file)))


def _folder() -> str:
    """In a wheel the rules lie inside the package, in a checkout beside it."""
    inside = os.path.join(PACKAGE, "builtin_rules")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), "rules")


def _records(paths: Sequence[str]) -> list[dict[str, Any]]:
    records = [record for path in paths for record in read_rules(path)]
    return sorted(records, key=lambda record: str(record["code"]))


def _compile(sources: Sequence[str], target: str) -> None:
    with open(target, "w", encoding="utf-8") as file:
        json.dump(_records(sources), file, ensure_ascii=False)


def load_rules(paths: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of these files. Raises DataFileError for the first fault."""
    return tuple(map(rule_of, _records(paths)))


def read_rules(path: str) -> list[dict[str, Any]]:
    """The checked records of one rule file. Raises DataFileError for the first fault."""
    from citecheck.yamlfile import Reader, load

    reader, whole = Reader(path), load(path, text_of(path))
    if not isinstance(whole.data, list):
        raise reader.fault(whole, "a list of rules was expected; begin each with '- code: …'")
    records: list[dict[str, Any]] = []
    for value in whole.data:
        record = _record(reader, value)
        for key in ("code", "name"):
            if any(record[key] == other[key] for other in records) and isinstance(value.data, dict):
                raise reader.fault(value.data[key], f"the {key} '{record[key]}' stands twice in this file")
        records.append(record)
    return records


def _record(reader: Reader, value: Value) -> dict[str, Any]:
    """One rule's record, complete."""
    fields = reader.mapping(value, (*REQUIRED, *OPTIONAL), "a rule")
    for key in REQUIRED:
        if key not in fields:
            raise reader.fault(value, f"this rule has no '{key}'")
    record: dict[str, Any] = {
        "code": reader.matching(fields["code"], CODE, "a code", "'CC101' or 'ABC12'"),
        "name": reader.matching(fields["name"], NAME, "a name", "'missing-separator'"),
        "severity": reader.one_of(fields["severity"], [s.value for s in Severity], "a severity"),
        "check": None
        if fields["check"].data is None
        else reader.one_of(fields["check"], list(CHECKS), "a check"),
        "message": reader.text(fields["message"], "a message"),
        "why": " ".join(reader.text(fields["why"], "why").split()),
        "variants": {},
        "params": {},
        "fix": reader.one_of(fields["fix"], FIXES, "a fix") if "fix" in fields else None,
        "fix-description": "",
        "default": True,
        "related": "",
    }
    if "params" in fields and record["check"]:
        record["params"] = _params(reader, fields["params"], CHECKS[record["check"]].params)
    words = CHECKS[record["check"]].words if record["check"] else STAGE_WORDS
    _braces(reader, fields["message"], words)
    if "variants" in fields:
        variants = fields["variants"]
        names = list(variants.data) if isinstance(variants.data, dict) else []
        for name, text in reader.mapping(variants, names, "variants").items():
            record["variants"][name] = reader.text(text, "a message")
            _braces(reader, text, words)
    if record["fix"]:
        if "fix-description" not in fields:
            raise reader.fault(value, "a rule with a 'fix' needs a 'fix-description'")
        record["fix-description"] = reader.text(fields["fix-description"], "a description")
        _braces(reader, fields["fix-description"], words)
    if "default" in fields:
        record["default"] = reader.one_of(fields["default"], ("on", "off"), "default") == "on"
    if "related" in fields:
        record["related"] = reader.text(fields["related"], "related")
        _braces(reader, fields["related"], words)
    record["examples"] = _examples(reader, fields["examples"])
    return record


def _braces(reader: Reader, value: Value, words: Sequence[str]) -> None:
    """Refuses a message with braces that the findings of its check couldn't fill."""
    from string import Formatter

    try:
        fields = [field for _, field, _, _ in Formatter().parse(str(value.data)) if field is not None]
    except ValueError as error:
        raise reader.fault(value, f"the braces of this message are wrong: {error}") from None
    for field in fields:
        if field not in words:
            known = ", ".join(f"{{{word}}}" for word in words)
            raise reader.fault(value, f"the braces '{{{field}}}' can't be filled; this check gives {known}")


def _params(reader: Reader, value: Value, kind: type) -> dict[str, Any]:
    """The parameters of a check, each of the type of its default."""
    defaults: dict[str, Any] = getattr(kind, "_field_defaults", {})
    fields = reader.mapping(value, list(defaults), "params")
    return {name: _param(reader, one, name, type(defaults[name])) for name, one in fields.items()}


def _param(reader: Reader, value: Value, name: str, kind: type) -> Any:
    if issubclass(kind, StrEnum):
        return reader.one_of(value, [member.value for member in kind], f"'{name}'")
    return reader.of_type(value, kind, f"'{name}'", TYPES[kind])


def _examples(reader: Reader, value: Value) -> list[dict[str, str]]:
    """The examples: at least one that fires and one that doesn't."""
    if not isinstance(value.data, list):
        raise reader.fault(value, "a list of examples was expected, each with 'bad' or 'ok'")
    examples: list[dict[str, str]] = []
    for one in value.data:
        fields = reader.mapping(one, EXAMPLE_KEYS, "an example")
        if ("bad" in fields) == ("ok" in fields):
            raise reader.fault(one, "an example has either 'bad' (perhaps with 'good') or 'ok'")
        if "good" in fields and "bad" not in fields:
            raise reader.fault(one, "'good' is a bad example mended; here is no 'bad'")
        texts: dict[str, str] = {}
        for key, text in fields.items():
            if not isinstance(text.data, str):
                raise reader.fault(text, f"'{key}' must be a text; put it in quotation marks")
            texts[key] = text.data
        examples.append(texts)
    for key, says in ("bad", "fires"), ("ok", "stays silent"):
        if not any(key in example for example in examples):
            raise reader.fault(value, f"no example with '{key}', on which the rule {says}")
    return examples
