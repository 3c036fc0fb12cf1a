"""Write citecheck/outlets/data/outlets.jsonl from a registry file: `import_registry.py OUTLETS.jsonl`.

Records whose only sources are collections under GPL or MPL are left out, and their ids are taken out
of the other records' `ambiguous`.
"""

import json
import sys
from pathlib import Path

COPYLEFT = {"news-homepages", "calibre", "brave news-aggregator"}
TARGET = Path(__file__).parent.parent / "citecheck" / "outlets" / "data" / "outlets.jsonl"


def main(source: str) -> None:
    records = [json.loads(line) for line in Path(source).read_text(encoding="utf-8").splitlines()]
    kept = [record for record in records if not set(record["sources"]) <= COPYLEFT]
    ids = {record["id"] for record in kept}
    for record in kept:
        for field in ("ambiguous", "ambiguous_domains"):
            others = {name: [i for i in them if i in ids] for name, them in record.get(field, {}).items()}
            if others := {name: them for name, them in others.items() if them}:
                record[field] = others
            else:
                record.pop(field, None)
        for field in ("parent", "successor"):
            if record.get(field) not in ids:
                record.pop(field, None)
    lines = [json.dumps(record, ensure_ascii=False) for record in sorted(kept, key=lambda r: r["id"])]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} of {len(records)} records written to {TARGET.name}")


if __name__ == "__main__":
    main(sys.argv[1])
