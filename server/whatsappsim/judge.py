"""Whether Meta would take a message: the limits of the Cloud API, written down apart from what renders to them."""

import re
from collections.abc import Iterator
from typing import Any

PARAMETER = 131009
MISSING = 131008
UNKNOWN_TYPE = 131051
LIMITS = {"text": 4096, "button": 1024, "list": 4096, "header": 60, "footer": 60}
_NAMES = {"text", "image", "document", "audio", "video", "sticker", "location", "reaction", "interactive", "template",
          "contacts"}  # fmt: skip


def judge(payload: dict[str, Any]) -> tuple[int, str] | None:
    """The code and details of the error with which it would be refused; None where it is taken."""
    if payload.get("messaging_product") != "whatsapp" or not (payload.get("to") or payload.get("recipient")):
        return MISSING, "messaging_product or the recipient is missing"
    if "to" in payload and not re.fullmatch(r"\d{6,15}", str(payload["to"])):
        return PARAMETER, "to is not a number in digits"
    kind = payload.get("type")
    if kind not in _NAMES or kind not in payload:
        return UNKNOWN_TYPE, f"type {kind}"
    wrong = next(_faults(str(kind), payload[kind]), None)
    return (PARAMETER, wrong) if wrong else None


def _faults(kind: str, content: dict[str, Any]) -> Iterator[str]:
    if kind == "text":
        yield from _length("text.body", content.get("body"), LIMITS["text"])
    elif kind == "interactive":
        yield from _interactive(content)


def _interactive(content: dict[str, Any]) -> Iterator[str]:
    kind, action = content.get("type"), content.get("action", {})
    body = content.get("body", {}).get("text")
    for part in ("header", "footer"):
        if part in content:
            yield from _length(part, content[part].get("text"), LIMITS[part])
    if kind == "button":
        yield from _length("body", body, LIMITS["button"])
        replies = [button.get("reply", {}) for button in action.get("buttons", [])]
        yield from _choices("button", replies, 3, 20, 256)
    elif kind == "list":
        yield from _length("body", body, LIMITS["list"])
        yield from _length("action.button", action.get("button"), 20)
        sections = action.get("sections", [])
        if not 1 <= len(sections) <= 10 or (len(sections) > 1 and not all(s.get("title") for s in sections)):
            yield "sections: one to ten, each with a title where there are several"
        yield from _choices("row", [row for section in sections for row in section.get("rows", [])], 10, 24, 200)
    else:
        yield f"interactive type {kind}"


def _choices(what: str, found: list[dict[str, Any]], most: int, title: int, id: int) -> Iterator[str]:
    if not 1 <= len(found) <= most:
        yield f"{what}s: one to {most}, not {len(found)}"
    for name in ("id", "title"):
        values = [each.get(name) for each in found]
        if len(set(values)) < len(values):
            yield f"{what} {name}s are not unique"
    for each in found:
        yield from _length(f"{what} title", each.get("title"), title)
        yield from _length(f"{what} id", each.get("id"), id)
        if str(each.get("id")) != str(each.get("id")).strip():
            yield f"{what} id has spaces around it"
        if "description" in each:
            yield from _length(f"{what} description", each["description"], 72)


def _length(name: str, value: Any, most: int) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield f"{name} is empty"
    elif len(value.encode("utf-16-le", "surrogatepass")) // 2 > most:
        yield f"{name} is longer than {most}"
