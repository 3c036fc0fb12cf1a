"""The keys of a configuration: what each means, how it is read, and what its JSON Schema says.

The schema, `citecheck config`, the file that `citecheck init` writes and the page of the documentation are
all made from this table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.config import MOST_JOBS, values
from citecheck.cover.options import LANGUAGES, Narrative, Reach

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citecheck.yamlfile import Value


class Key(NamedTuple):
    """A key of the configuration."""

    meaning: str
    default: str
    """What holds where the key isn't given, in words."""
    example: str
    """A use of it, as YAML."""
    read: Callable[[values.ConfigReader, Value, str], Any]
    """The field of Config that a value gives; raises DataFileError. The text is what messages call it."""
    schema: Mapping[str, Any]
    """The JSON Schema of its values. It can't know which codes, ids and days there are."""


TEXT: dict[str, Any] = {"type": "string", "pattern": r"\S"}
CODES: dict[str, Any] = {
    "anyOf": [
        {"type": "array", "items": TEXT},
        {"type": "string", "pattern": r"[^\s,]", "description": "Codes with commas or spaces between them."},
    ]
}
SEVERITY: dict[str, Any] = {"enum": values.SEVERITIES}

KEYS: dict[str, Key] = {
    "select": Key(
        "The rules that run, in place of those that are on by default: codes (CC101), prefixes (CC1), names "
        "(missing-separator) or ALL. Of several that fit a rule, the longest decides.",
        "the rules that are on by default",
        "select: [CC1, CC2]",
        values.codes,
        CODES,
    ),
    "extend-select": Key(
        "Rules that run, too.", "none", "extend-select: [missing-date]", values.codes, CODES
    ),
    "ignore": Key("Rules that don't run.", "none", "ignore: [CC205, CC3]", values.codes, CODES),
    "severity": Key(
        "Rules by code, prefix or name, and what they are to be: error, warning or info.",
        "as each rule has it",
        "severity: {CC107: error, CC5: info}",
        values.severities,
        {"type": "object", "propertyNames": TEXT, "additionalProperties": SEVERITY},
    ),
    "exclude": Key(
        "Files and folders to leave out, as .gitignore would say it, from the folder of this file.",
        "none, beside what git ignores and hidden folders",
        "exclude: [drafts/, '*-notes.txt']",
        values.patterns,
        {"anyOf": [{"type": "array", "items": TEXT}, TEXT]},
    ),
    "published": Key(
        "The day of publication of all articles, over what they say themselves.",
        "what each article says",
        "published: 2020-09-11",
        values.day,
        {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    ),
    "jobs": Key(
        f"How many processes work at once, 1 to {MOST_JOBS}.",
        "as many as there are cores, if there is enough to do",
        "jobs: 4",
        values.jobs,
        {"type": "integer", "minimum": 1, "maximum": MOST_JOBS},
    ),
    "fail-on": Key(
        "The lowest severity that makes citecheck end with status 1, so that a hook or a CI job fails.",
        "error",
        "fail-on: warning",
        values.severity,
        SEVERITY,
    ),
    "outlets": Key(
        "Files of your own outlets, from the folder of this file, in JSON Lines or YAML: records of the form "
        "that the registry has. They lie over the built-in ones and win; one with a built-in id adds to it.",
        "none",
        "outlets: [our-outlets.yaml]",
        values.outlets,
        {"anyOf": [{"type": "array", "items": TEXT}, TEXT]},
    ),
    "own": Key(
        "The publication whose articles these are: its names, or ids in the registry, so that 'see EDM' is "
        "known as a cross-reference, and its earlier articles: a folder, or an index in JSON Lines with 'id' "
        "and 'date'.",
        "what each article says of its publisher",
        "own: {names: [EDM]}",
        values.own,
        {
            "type": "object",
            "properties": {"names": {"type": "array", "items": TEXT}, "articles": TEXT},
            "additionalProperties": False,
        },
    ),
    "prefer": Key(
        "Names as articles write them, and the outlet that is always meant: its id in the registry.",
        "as the registry has it",
        "prefer: {APA: apa-azerbaijan}",
        values.names,
        {"type": "object", "propertyNames": TEXT, "additionalProperties": TEXT},
    ),
    "spelling": Key(
        "Outlets by their ids in the registry, and how this house writes their names. Another of an outlet's "
        "names is then reported, and mended by --fix.",
        "none; any name of an outlet will do",
        "spelling: {ria-novosti: RIA Novosti}",
        values.spellings,
        {"type": "object", "propertyNames": TEXT, "additionalProperties": TEXT},
    ),
    "suppress": Key(
        "Diagnostics not to report: a code, and a path (as .gitignore would say it, from the folder of this "
        "file), a text (a piece of the article that the diagnostic touches), or both; perhaps a reason.",
        "none",
        "suppress:\n  - {code: CC107, path: archive/, reason: printed as it stands}",
        values.suppressions,
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": dict.fromkeys(values.ENTRY, TEXT),
                "required": ["code"],
                "anyOf": [{"required": ["path"]}, {"required": ["text"]}],
                "additionalProperties": False,
            },
        },
    ),
    "baseline": Key(
        "The file of known faults that citecheck baseline writes, from the folder of this file.",
        ".citecheck-baseline.json beside this file, if it is there",
        "baseline: known-faults.json",
        values.file,
        TEXT,
    ),
    "reach": Key(
        "How far back a citation backs what is claimed: passage (to the citation before it, or the start of "
        "the paragraph), sentence (its own only) or paragraph (all of it).",
        "passage",
        "reach: sentence",
        values.reach,
        {"enum": [one.value for one in Reach]},
    ),
    "language": Key(
        "The language of all articles: en or ru. In others only quotations and figures count as claims.",
        "what each article's own words tell",
        "language: ru",
        values.language,
        {"enum": LANGUAGES},
    ),
    "coverage": Key(
        "Which articles must have sources: auto (those that cite in parentheses, three times or more or once "
        "in 400 words) or always (all).",
        "auto",
        "coverage: always",
        values.coverage,
        {"enum": values.COVERAGE},
    ),
    "narrative": Key(
        "What a newspaper or agency is worth that the sentence itself names: full (it backs the sentence "
        "with a day, and CC409 asks for one), outlet (without one, too) or never (it counts for nothing).",
        "full",
        "narrative: outlet",
        values.narrative,
        {"enum": [one.value for one in Narrative]},
    ),
    "archives": Key(
        "The web archives that verify asks, in this order: the address ('base'), and perhaps the 'dialect' "
        "(wayback or pywb), 'index_per_minute' and 'playback_per_second' (requests at most) and "
        "'connections'. The next one is asked for what the one before leaves inconclusive.",
        "https://web.archive.org, 12 requests a minute to its index and 2 a second for pages",
        "archives:\n  - {base: 'https://webarchive.example/news', dialect: pywb}",
        values.archives,
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "base": TEXT,
                    "dialect": {"enum": values.DIALECTS},
                    "index_per_minute": {"type": "number", "exclusiveMinimum": 0},
                    "playback_per_second": {"type": "number", "exclusiveMinimum": 0},
                    "connections": {"type": "integer", "minimum": 1, "maximum": values.MOST_CONNECTIONS},
                },
                "required": ["base"],
                "additionalProperties": False,
            },
        },
    ),
    "contact": Key(
        "An address by which an archive's operators can reach you; verify sends it along with its name.",
        "none",
        "contact: desk@harbour-review.example",
        values.contact,
        TEXT,
    ),
}
"""All keys, in the order in which they are shown."""
