"""Data inside a prompt, fenced so that nothing written in it can pass for the prompt itself."""

import json

from language.port import Json


def fence(name: str, data: Json) -> str:
    """``data`` as JSON between ``<name>`` and ``</name>``. Its own angle brackets are escaped."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<{name}>\n{text}\n</{name}>"
