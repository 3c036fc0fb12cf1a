"""A page for each rule, made from its record and from what it says of its examples; and their index."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citecheck.pipeline import Pipeline
from citecheck.read.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.rules.rule import Example, Rule

FILES = Path(__file__).resolve().parent.parent / "rules"
FIXES = {
    "safe": "safe: `--fix` makes it",
    "unsafe": "unsafe: `--fix --unsafe-fixes` makes it, and it wants a look",
    None: "none",
}
INDEX = """# Rules

An *error* is certain: an editor would always mend it. A *warning* is very likely. An *info* is worth a look.
`citecheck rules` lists the same in a terminal, and `citecheck rules CC101` explains one.
"""
TABLE = "| code | name | severity | fix |\n| --- | --- | --- | --- |\n"
SILENCE = """
## To silence it
{in_the_text}
In `citecheck.yaml`, for some files or for all:

```yaml
suppress:
  - {{code: {code}, path: archive/, reason: printed as it stands}}
```

```yaml
ignore: [{code}]
```

For one run: `citecheck check --ignore {code}`. [Where citecheck is wrong](../suppress.md) says more.
"""
IN_THE_TEXT = """
On a line of its own, before the paragraph that it is for:

```text
[citecheck: ignore {code} why it is right as it stands]
```
"""


@lru_cache(maxsize=1)
def pages() -> dict[str, str]:
    """The text of each page, by its path in docs/."""
    pipeline = Pipeline()
    return {"rules/index.md": _index()} | {_path(rule): page(rule, pipeline) for rule in pipeline.all_rules}


def navigation() -> list[Any]:
    """What MkDocs's `nav` has of the rules."""
    groups: list[Any] = [{"All rules": "rules/index.md"}]
    for group, about, rules in _groups():
        groups.append({f"{group}: {about}": [{f"{rule.code} {rule.name}": _path(rule)} for rule in rules]})
    return groups


def page(rule: Rule, pipeline: Pipeline) -> str:
    """A rule's page."""
    bad = [example for example in rule.examples if example.bad is not None]
    ok = [example.ok for example in rule.examples if example.ok]
    parts = [f"# {rule.code} {rule.name}\n\n{rule.why.strip()}\n\n", _facts(rule)]
    if bad:
        parts.append("\n## It speaks here\n")
        parts += [_speaks(rule, example, pipeline) for example in bad]
    if ok:
        parts.append("\n## It is silent here\n")
        parts += [_block(text) for text in ok]
    in_the_text = IN_THE_TEXT if rule.check else ""
    parts.append(SILENCE.replace("{in_the_text}", in_the_text).format(code=rule.code))
    return "".join(parts)


def _index() -> str:
    parts = [INDEX]
    for group, about, rules in _groups():
        parts.append(f"\n## {group}: {about}\n\n{TABLE}")
        parts += map(_row, rules)
    return "".join(parts)


def _row(rule: Rule) -> str:
    off = "" if rule.default else ", off by default"
    return f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity}{off} | {rule.fix or ''} |\n"


def _groups() -> Iterator[tuple[str, str, list[Rule]]]:
    """Each group of rules: `CC1`, what the first line of its file says of it, its rules."""
    rules = Pipeline().all_rules
    for file in sorted(FILES.glob("*.yaml")):
        head = re.match(r"# (\w+): ([^.]+)\.", file.read_text(encoding="utf-8"))
        if head is None:
            raise ValueError(f"{file.name} has no first line such as '# CC1: the form of a citation.'")
        yield head[1], head[2], [rule for rule in rules if rule.code.startswith(head[1])]


def _path(rule: Rule) -> str:
    return f"rules/{rule.code}.md"


def _facts(rule: Rule) -> str:
    rows = {
        "severity": str(rule.severity),
        "fix": FIXES[rule.fix],
        "by default": "on" if rule.default else "off",
    }
    if rule.check:
        rows["check"] = f"`{rule.check}`"
        if values := rule.params._asdict():
            rows["parameters"] = ", ".join(f"`{name}: {json.dumps(value)}`" for name, value in values.items())
    return "| | |\n| --- | --- |\n" + "".join(f"| {name} | {text} |\n" for name, text in rows.items())


def said(rule: Rule, text: str, pipeline: Pipeline) -> str:
    """What the rule says of a text, with its fixes; a line each."""
    lines = []
    for one in pipeline.of_rule(rule, plain("example", text)):
        lines.append(f"{one.severity}: {one.message}\n")
        if one.fix:
            lines.append(f"  = {'fix' if one.fix.safe else 'unsafe fix (check it)'}: {one.fix.description}\n")
    return "".join(lines)


def _speaks(rule: Rule, example: Example, pipeline: Pipeline) -> str:
    if example.fixture:
        return f"\nNo text shows it; the files in `tests/fixtures/{example.fixture}/` do.\n"
    bad = example.bad or ""
    mended = f"\nMended:\n{_block(example.good)}" if example.good else ""
    return _block(bad) + _block(said(rule, bad, pipeline)) + mended


def _block(text: str) -> str:
    return f"\n```text\n{text.strip(chr(10))}\n```\n"
