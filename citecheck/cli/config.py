"""`citecheck config`: which configuration applies to a path, what it says, and where."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck import baseline
from citecheck.config import Config, Own, load
from citecheck.config.find import NAMES, common_folder
from citecheck.config.keys import KEYS
from citecheck.discover import display, matches, nothing_there, patterns
from citecheck.report.text import printable
from citecheck.rules.load import builtin_rules
from citecheck.rules.select import Selection, select

if TYPE_CHECKING:
    from argparse import Namespace

DEFAULT = "default"
NEARLY = ("citecheck.yml", ".citecheck.yml", "citecheck.toml", ".citecheck.toml", "citecheck.json")
"""Names that one might give the file, and that are not looked for."""


class Facts(NamedTuple):
    """What follows from a configuration for a path."""

    path: str
    excluded: bool
    rules: int
    all_rules: int
    baseline: str
    baseline_is_there: bool


def run(args: Namespace) -> int:
    """Status 0."""
    path = args.path or "."
    if not os.path.lexists(path):
        raise nothing_there(path)
    config = load([path], args.config, args.isolated)
    rules = builtin_rules()
    running = select(rules, Selection(config.select, config.extend_select, config.ignore))
    known = config.path(config.baseline or baseline.NAME)
    exclude = [(config.folder, patterns(config.exclude))] if config.exclude else []
    excluded = matches(exclude, path, os.path.isdir(path))
    facts = Facts(display(path), excluded, len(running), len(rules), known, os.path.exists(known))
    print(_json(config, facts) if args.format == "json" else _yaml(config, facts))
    return 0


def _values(config: Config) -> dict[str, Any]:
    """The value of each key, as a configuration writes it; None for what isn't set."""
    values = {key: getattr(config, key.replace("-", "_")) for key in KEYS}
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
    entries = [one._asdict() for one in config.suppress]
    return plain | {
        "severity": {code: severity.value for code, severity in config.severity},
        "fail-on": config.fail_on.value,
        "reach": config.reach.value,
        "narrative": config.narrative.value,
        "archives": [
            _given(one._asdict() | {"dialect": one.dialect and one.dialect.value}) for one in config.archives
        ],
        "contact": config.contact,
        "outlets": [file.path for file in config.outlets],
        "own": _own(config.own) if config.own else None,
        "prefer": dict(config.prefer),
        "spelling": dict(config.spelling),
        "suppress": [_given(one) for one in entries],
    }


def _given(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without the fields that it leaves open."""
    return {key: value for key, value in entry.items() if value is not None}


def _own(own: Own) -> dict[str, Any]:
    return {"names": list(own.names), **({"articles": own.articles} if own.articles else {})}


def _json(config: Config, facts: Facts) -> str:
    import json

    places = dict(config.places)
    keys = {
        key: {
            "value": str(value) if key == "published" and value else value,
            "from": places.get(key, DEFAULT),
        }
        for key, value in _values(config).items()
    }
    return json.dumps(
        {
            "version": 1,
            "path": facts.path,
            "file": config.file,
            "excluded": facts.excluded,
            "rules": facts.rules,
            "baseline": facts.baseline if facts.baseline_is_there else None,
            "keys": keys,
        },
        ensure_ascii=False,
        indent=2,
    )


def _yaml(config: Config, facts: Facts) -> str:
    """A configuration that says all that holds, with remarks on it."""
    places = dict(config.places)
    lines = [f"# {printable(line)}" for line in _remarks(config, facts)]
    for key, value in _values(config).items():
        if value is None:
            lines.append(f"# {key} is not set: {KEYS[key].default}")
            continue
        first, *rest = _dump(key, value)
        lines += [f"{first}  # {printable(places.get(key, DEFAULT))}", *rest]
    return "\n".join(lines)


def _remarks(config: Config, facts: Facts) -> list[str]:
    lines = [f"{facts.path}: {config.file or 'no configuration'} applies"]
    if config.file is None:
        folder = common_folder([facts.path])
        there = [name for name in NEARLY if os.path.lexists(os.path.join(folder, name))]
        lines += [f"{name} is not looked for; call it {NAMES[0]} or give it with --config" for name in there]
    if facts.excluded:
        lines.append(f"{facts.path} is left out by 'exclude'")
    lines.append(f"{facts.rules} of {facts.all_rules} rules run")
    lines.append(f"baseline: {facts.baseline}{'' if facts.baseline_is_there else ', which is not there'}")
    return lines


def _dump(key: str, value: object) -> list[str]:
    """A key and its value as lines of YAML, the first without a line break in a text."""
    import yaml

    class Dumper(yaml.SafeDumper):
        pass

    def text(dumper: yaml.SafeDumper, data: str) -> yaml.Node:
        style = None if data.isprintable() else '"'
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)

    Dumper.add_representer(str, text)
    flow = None if isinstance(value, (list, dict)) else False
    dumped = yaml.dump(
        {key: value}, Dumper=Dumper, default_flow_style=flow, allow_unicode=True, sort_keys=False, width=10**6
    )
    return str(dumped).splitlines()
