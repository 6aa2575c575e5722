"""A reply as WhatsApp takes it: one or more messages, each within Meta's limits, the last with what can be pressed."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from tools.channels.render.length import cut, split, units
from tools.channels.render.markup import WHATSAPP, written
from tools.channels.render.plan import Choice, Plan, choices_of, lines_of

TEXT = 4096
BODY = 1024
BUTTONS, BUTTON, BUTTON_ID = 3, 20, 256
ROWS, ROW, ROW_DETAIL, ROW_ID = 10, 24, 72, 200
OPEN_LIST = {"es": "Ver opciones", "en": "See options"}
PICK = {"es": "¿Cuál prefieres?", "en": "Which one works for you?"}
Payload = dict[str, Any]


def render_whatsapp(plan: Plan) -> list[Payload]:
    """The messages without their address. What cannot be pressed is said in words; nothing is left out."""
    chosen = _chosen(plan)
    said = [written(plan.text, WHATSAPP)]
    said += ["\n".join(_unsaid(block, said[0])) for block in plan.blocks if block is not chosen]
    text = "\n\n".join(part.strip() for part in said if part.strip())
    if chosen is None:
        return [_text(piece) for piece in split(text, TEXT)]
    return list(_pressable(text, chosen, plan))


def _unsaid(block: dict[str, Any], text: str) -> Iterator[str]:
    """The block in words, without what the text has said."""
    return (line for line in lines_of(block) if line.removeprefix("- ").partition(" · ")[0] not in text)


def _chosen(plan: Plan) -> dict[str, Any] | None:
    """The block that can be pressed: the last that WhatsApp can show, since the question stands at the end."""
    return next((block for block in reversed(plan.blocks) if _fits(block, choices_of(block))), None)


def _fits(block: dict[str, Any], choices: Sequence[Choice]) -> bool:
    """Whether it can be pressed here; one product alone is a card, which WhatsApp does not have."""
    if len(choices) < (2 if block["kind"] == "products" else 1):
        return False
    if len(choices) > ROWS or len({choice.id for choice in choices}) < len(choices):
        return False
    return all(choice.id and units(choice.id) <= ROW_ID for choice in choices)


def _pressable(text: str, block: dict[str, Any], plan: Plan) -> Iterator[Payload]:
    """Text that is too long for a body goes ahead; the end of it stands over what can be pressed."""
    choices, opener = choices_of(block), str(block.get("label") or "")
    *ahead, body = _with_room(text or PICK.get(plan.language, PICK["es"]))
    for piece in ahead:
        yield _text(piece)
    yield _buttons(body, choices) if _are_buttons(choices) else _list(body, choices, opener, plan)


def _with_room(text: str) -> list[str]:
    if units(text) <= BODY:
        return [text]
    *ahead, last = split(text, TEXT)
    if units(last) <= BODY:
        return [*ahead, last]
    return [*ahead, *split(last, BODY)]


def _are_buttons(choices: Sequence[Choice]) -> bool:
    return len(choices) <= BUTTONS and all(units(choice.label) <= BUTTON and not choice.detail for choice in choices)


def _buttons(body: str, choices: Sequence[Choice]) -> Payload:
    buttons = [{"type": "reply", "reply": {"id": choice.id, "title": choice.label}} for choice in choices]
    return _interactive({"type": "button", "body": {"text": body}, "action": {"buttons": buttons}})


def _list(body: str, choices: Sequence[Choice], opener: str, plan: Plan) -> Payload:
    rows = [_row(choice, title) for choice, title in zip(choices, _titles(choices, plan), strict=True)]
    opens = opener.strip() if 0 < units(opener.strip()) <= BUTTON else OPEN_LIST.get(plan.language, OPEN_LIST["es"])
    action = {"button": opens, "sections": [{"rows": rows}]}
    return _interactive({"type": "list", "body": {"text": body}, "action": action})


def _row(choice: Choice, title: str) -> Payload:
    whole = [choice.label] if title != choice.label else []
    detail = cut(" · ".join([*whole, *filter(None, [choice.detail])]), ROW_DETAIL)
    return {"id": choice.id, "title": title, **({"description": detail} if detail else {})}


def _titles(choices: Sequence[Choice], plan: Plan) -> list[str]:
    """Short titles that differ: the labels, else the days and hours of slots, else the labels cut and numbered."""
    labels = [choice.label for choice in choices]
    for titles in (labels, [_hour(choice, plan) for choice in choices]):
        if len(set(titles)) == len(titles) and all(title and units(title) <= ROW for title in titles):
            return titles
    return [cut(f"{number}. {label}", ROW) for number, label in enumerate(labels, 1)]


def _hour(choice: Choice, plan: Plan) -> str:
    """A slot in the width of a row: "sáb 21 nov, 9:00 a.m."; empty for what is none."""
    try:
        at = datetime.fromisoformat(choice.starts_at).astimezone(ZoneInfo(plan.timezone))
    except ValueError:
        return ""
    day = format_date(at, "EEE d MMM", locale=plan.locale).replace(".", "")
    return f"{day}, {format_time(at, 'short', locale=plan.locale)}".replace("\u202f", " ").replace("\xa0", " ")


def _interactive(content: Payload) -> Payload:
    return {"type": "interactive", "interactive": content}


def _text(body: str) -> Payload:
    return {"type": "text", "text": {"body": body, "preview_url": "https://" in body}}
