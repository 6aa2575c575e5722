"""What is to be said, before any channel has shaped it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from commerce.sends.purpose import Purpose
from language.port import Json

CHOOSING = {"buttons", "list", "slots", "products"}
"""Blocks out of which the customer picks one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``text`` may be Markdown; ``blocks`` are those of docs/interface.md."""

    text: str
    blocks: tuple[dict[str, Json], ...] = ()
    purpose: Purpose = "reply"
    language: str = "es"
    locale: str = "es_MX"
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Choice:
    """``id`` comes back when it is pressed."""

    id: str
    label: str
    detail: str = ""
    starts_at: str = ""
    """Of a slot: its instant, ISO 8601."""


def choices_of(block: dict[str, Json]) -> list[Choice]:
    """What can be picked from the block; empty where it offers nothing. Items may be objects or plain labels."""
    if block.get("kind") not in CHOOSING:
        return []
    found = [_choice(str(block["kind"]), item) for item in _items(block)]
    unique = {choice.label: choice for choice in reversed(found) if choice.label}
    return list(reversed(unique.values()))


def _choice(kind: str, item: Any) -> Choice:
    if not isinstance(item, dict):
        return Choice(_one_line(str(item)), _one_line(str(item)))
    label = _one_line(str(item.get("label") or item.get("title") or item.get("name") or ""))
    detail = _one_line(str(item.get("description") or item.get("note") or _price(item)))
    id = _one_line(str(item.get("id") or (item.get("starts_at") if kind == "slots" else "") or label))
    return Choice(id, label, detail, str(item.get("starts_at") or "") if kind == "slots" else "")


def _price(item: dict[str, Any]) -> str:
    """What stands beside a product: its price, unless it is only the lowest of several, which the text explains."""
    return "" if item.get("starts_at") is True else str(item.get("price") or "")


def lines_of(block: dict[str, Json]) -> Iterator[str]:
    """The block in words, for a channel or a place that cannot show it: nothing that it says is lost."""
    if block.get("kind") == "citations":
        yield from (_citation(item) for item in _items(block) if isinstance(item, dict))
        return
    title = block.get("title")
    if isinstance(title, str) and title:
        yield _one_line(title)
    for item in _items(block):
        said = _said(item)
        if said:
            yield f"- {said}"
    if isinstance(block.get("url"), str):
        yield _one_line(str(block["url"]))


def _citation(item: dict[str, Any]) -> str:
    return (
        f"[{item.get('n', '')}] {_one_line(str(item.get('title', '')))} {_one_line(str(item.get('url', '')))}".strip()
    )


def _said(item: Any) -> str:
    if not isinstance(item, dict):
        return _one_line(str(item)) if isinstance(item, str | int) else ""
    names = ("label", "title", "name", "text", "description", "quantity", "price", "total", "url")
    parts = [_one_line(str(item[name])) for name in names if isinstance(item.get(name), str | int)]
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _items(block: dict[str, Json]) -> list[Any]:
    items = block.get("items")
    return items if isinstance(items, list) else []


def _one_line(text: str) -> str:
    return " ".join(text.split())
