"""Write citecheck/schemas/config.schema.json, the JSON Schema of a configuration, from its table of keys."""

import json
from pathlib import Path
from typing import Any

from citecheck.config.keys import KEYS

TARGET = Path(__file__).parent.parent / "citecheck" / "schemas" / "config.schema.json"
ADDRESS = "https://citecheck-press.readthedocs.io/en/stable/schemas/config.schema.json"


def schema() -> str:
    """The text of the schema."""
    properties: dict[str, Any] = {
        name: {"description": f"{key.meaning} Default: {key.default}.", **key.schema}
        for name, key in KEYS.items()
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        "title": "The configuration of citecheck",
        "description": "What stands in citecheck.yaml, or in pyproject.toml under [tool.citecheck].",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    TARGET.write_text(schema(), encoding="utf-8")
