"""What a message of each type says in words, what it carries besides, and the file that hangs on it."""

from collections.abc import Callable
from typing import Any

import orjson

from commerce.threads.incoming import Attached
from tools.channels.loose import a_dict, a_text, dicts

MEDIA = {"image", "video", "audio", "voice", "document", "sticker"}
PRESSES = ("button_reply", "list_reply")
Raw = dict[str, Any]


def text_of(kind: str, raw: Raw) -> str:
    """The customer's words: what they wrote, the title they pressed, the place or person they shared."""
    read = _WORDS.get(kind)
    return read(a_dict(raw.get(kind)) if kind != "contacts" else raw) if read else ""


def data_of(kind: str, raw: Raw) -> Raw:
    """What stands beside the words, JSON-plain, with only the parts that are there."""
    inner = a_dict(raw.get(kind))
    context, errors = a_dict(raw.get("context")), dicts(raw.get("errors"))
    found: Raw = {
        "choice": _choice(kind, inner),
        "answers": a_text(context.get("id")) or None,
        "forwarded": bool(context.get("forwarded") or context.get("frequently_forwarded")) or None,
        "referral": a_dict(raw.get("referral")) or None,
        "location": inner if kind == "location" else None,
        "order": inner if kind == "order" else None,
        "contacts": dicts(raw.get("contacts")) if kind == "contacts" else None,
        "form": _form(inner) if kind == "interactive" else None,
        "errors": errors or None,
        "voice": True if kind == "voice" or inner.get("voice") is True else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def attached_of(kind: str, raw: Raw) -> Attached | None:
    inner = a_dict(raw.get(kind))
    id = a_text(inner.get("id"))
    if kind not in MEDIA or not id:
        return None
    return Attached(
        id, "audio" if kind == "voice" else kind, a_text(inner.get("mime_type")) or None,
        a_text(inner.get("sha256")) or None, a_text(inner.get("filename")) or None,
    )  # fmt: skip


def _choice(kind: str, inner: Raw) -> str | None:
    """The id that Parley gave to the button or row."""
    if kind == "button":
        return a_text(inner.get("payload")) or None
    pressed = [a_dict(inner.get(name)).get("id") for name in PRESSES] if kind == "interactive" else []
    return next((a_text(id) for id in pressed if a_text(id)), None)


def _form(inner: Raw) -> Any:
    """The answers of a Flow, which come as JSON in a string; the string itself where it is none."""
    told = a_dict(inner.get("nfm_reply")).get("response_json")
    try:
        return orjson.loads(told) if isinstance(told, str) else None
    except orjson.JSONDecodeError:
        return {"text": told}


def _pressed(inner: Raw) -> str:
    return next((a_text(a_dict(inner.get(name)).get("title")) for name in PRESSES if inner.get(name)), "")


def _place(inner: Raw) -> str:
    """Its name and address; a bare point on the map has no words."""
    return ", ".join(part for part in (a_text(inner.get("name")), a_text(inner.get("address"))) if part)


def _people(raw: Raw) -> str:
    """Names and numbers of a shared card, as one would write them."""
    return "; ".join(_card(card) for card in dicts(raw.get("contacts")))


def _card(card: Raw) -> str:
    name = a_text(a_dict(card.get("name")).get("formatted_name"))
    phones = [a_text(phone.get("phone") or phone.get("wa_id")) for phone in dicts(card.get("phones"))]
    return ", ".join(part for part in (name, *phones) if part)


def _ordered(inner: Raw) -> str:
    """A basket of the catalogue: "3 × BD-4471, 2 × AC-10W30"."""
    items = dicts(inner.get("product_items"))
    lines = [f"{item.get('quantity', 1)} × {a_text(item.get('product_retailer_id'))}" for item in items]
    return ", ".join([*filter(None, [a_text(inner.get("text"))]), *lines])


def _caption(inner: Raw) -> str:
    return a_text(inner.get("caption"))


_WORDS: dict[str, Callable[[Raw], str]] = {
    "text": lambda inner: a_text(inner.get("body")),
    "image": _caption,
    "video": _caption,
    "document": _caption,
    "location": _place,
    "contacts": _people,
    "interactive": _pressed,
    "button": lambda inner: a_text(inner.get("text")),
    "order": _ordered,
}
