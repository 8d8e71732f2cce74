"""Write the JSON Schemas of all file formats into docs/schemas; ``check`` says whether they are up to date."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ogpkit.dossier.schemas import dossier_schemas, schema_of
from ogpkit.run.outcomes import Batch
from ogpkit.run.params import Params

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "schemas"


def schemas() -> dict[str, dict[str, Any]]:
    """Return all schemas by name."""
    return dossier_schemas() | {
        "params": schema_of(Params, "params/SLUG.yaml"),
        "batch": schema_of(Batch, "reports/batch.json"),
    }


def text(schema: dict[str, Any]) -> str:
    """Return a schema as it is written."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def main(action: str) -> int:
    """Write the schemas, or compare them with what is written."""
    stale = []
    for name, schema in schemas().items():
        path = FOLDER / f"{name}.schema.json"
        if action == "write":
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(text(schema), encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text(schema):
            stale.append(path.name)
    for name in stale:
        print(f"docs/schemas/{name} is not what the models say; write it again: python tools/schemas.py write")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
