"""Word lists and tables, written for Parley, as JSON files."""

import json
from pathlib import Path
from typing import Any


def load(name: str) -> Any:
    """The table ``NAME.json`` of this folder."""
    return json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
