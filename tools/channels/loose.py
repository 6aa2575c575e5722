"""Reading JSON from outside: a part that is missing or of another type is an empty one."""

import re
from typing import Any

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
LONGEST = 65_536


def a_dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def a_text(value: Any) -> str:
    """The text, without what cannot be stored."""
    return _UNSTORABLE.sub("", value)[:LONGEST].strip() if isinstance(value, str) else ""


def dicts(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; an object alone is a list of one."""
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, dict)]
