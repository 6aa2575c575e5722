"""JSON schemas of the pack's files, for editors and for other programs."""

import json
from pathlib import Path
from typing import Any

from commerce.packs.shape import MODELS
from commerce.packs.words import Document

FOLDER = "schema"


def schemas() -> dict[str, dict[str, Any]]:
    """By file name: ``pack.json`` describes ``pack.yaml``; ``document.json`` the front matter of a page."""
    made = {f"{key.removesuffix('.yaml')}.json": model.model_json_schema() for key, model in MODELS.items()}
    made["document.json"] = _front_matter()
    return {name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **made[name]} for name in made}


def write_schemas(root: Path) -> list[Path]:
    """Writes each under ``root``/schema and returns the files."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(render(schema), encoding="utf-8")
        written.append(path)
    return written


def render(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _front_matter() -> dict[str, Any]:
    schema = Document.model_json_schema()
    del schema["properties"]["body"]
    schema["required"].remove("body")
    return schema
