"""A made-up afternoon on WhatsApp, and the ways in which Meta may tell of it."""

import random
from typing import Any

Change = dict[str, Any]
START = 1_795_442_400
LATEST = 7200
OURS = ("out-1", "out-2", "out-3")
"""Messages of the business that are known before; ``out-4`` is told of before it is."""
FATES = {
    "out-1": ("sent", "delivered", "read"),
    "out-2": ("sent", "failed"),
    "out-3": ("sent", "delivered"),
    "out-4": ("sent", "failed"),
}
WORDS = ("hola", "¿tienen balatas?", "jetta 2015", "¿cuánto cuesta?", "gracias", "BAJA", "alta", "👍🏽 ok")
EMOJI = ("👍", "❤️", "")


def afternoon(chance: random.Random, lines: list[str], length: int) -> list[Change]:
    """Changes with one thing each: messages of all kinds, statuses, reactions, edits, deletions, moves, wishes."""
    people = [_person(number) for number in range(chance.randint(1, 4))]
    said: list[tuple[str, dict[str, str], str]] = []
    changes = []
    for number in range(length):
        at, line, person = str(START + chance.randint(0, LATEST)), chance.choice(lines), chance.choice(people)
        kind = chance.choice(("text", "text", "text", "image", "press", "status", "status", "mark", "wish", "odd"))
        if kind in {"text", "image", "press"}:
            said.append((f"in-{number}", person, line))
        changes.append(_change(chance, kind, number, at, line, person, said))
    return changes


def bodies(chance: random.Random, changes: list[Change], account: str) -> list[dict[str, Any]]:
    """The changes as Meta may bring them: shuffled, some twice, and cut into bodies of several entries."""
    told = [*changes, *chance.sample(changes, chance.randint(0, len(changes)))]
    chance.shuffle(told)
    found = []
    while told:
        size = chance.randint(1, len(told))
        batch, told = told[:size], told[size:]
        cut = chance.randint(0, len(batch))
        entries = [{"id": account, "changes": _merged(chance, part)} for part in (batch[:cut], batch[cut:]) if part]
        found.append({"object": "whatsapp_business_account", "entry": entries})
    return found


def in_order(changes: list[Change], account: str) -> list[dict[str, Any]]:
    """All in one body, in the order in which they happened."""
    return [{"object": "whatsapp_business_account", "entry": [{"id": account, "changes": changes}]}]


def _merged(chance: random.Random, changes: list[Change]) -> list[Change]:
    """Some changes of one line joined into one, as Meta does under load."""
    found: list[Change] = []
    for change in changes:
        last = found[-1] if found else None
        same = last and last["value"]["metadata"] == change["value"]["metadata"] and last["field"] == change["field"]
        if last and same and chance.random() < 0.5:
            found[-1] = {"field": last["field"], "value": _joined(last["value"], change["value"])}
        else:
            found.append(change)
    return found


def _joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    lists = {name for value in (one, other) for name in value if isinstance(value[name], list)}
    return {**one, **{name: [*one.get(name, []), *other.get(name, [])] for name in lists}}


def _person(number: int) -> dict[str, str]:
    """With a number alone, an id alone, or both, as a Mexican customer may come."""
    by_number, by_id = {"from": f"52144255501{number:02d}"}, {"from_user_id": f"MX.77{number:02d}"}
    return [by_number, by_id, {**by_number, **by_id}][number % 3]


def _change(
    chance: random.Random, kind: str, number: int, at: str, line: str, person: dict[str, str],
    said: list[tuple[str, dict[str, str], str]],
) -> Change:  # fmt: skip
    base = {**person, "id": f"in-{number}", "timestamp": at}
    match kind:
        case "text":
            return _told(line, messages=[{**base, "type": "text", "text": {"body": chance.choice(WORDS)}}])
        case "image":
            image = {"id": f"media-{number}", "mime_type": "image/jpeg", "caption": chance.choice(("", "mi VIN"))}
            return _told(line, messages=[{**base, "type": "image", "image": image}])
        case "press":
            reply = {"type": "button_reply", "button_reply": {"id": "yes:1", "title": "Sí"}}
            return _told(line, messages=[{**base, "type": "interactive", "interactive": reply}])
        case "status":
            return _told(line, statuses=[_status(chance)])
        case "mark" if said:
            return _mark(chance, base, *chance.choice(said))
        case "wish":
            wish = {"wa_id": person.get("from"), "user_id": person.get("from_user_id"), "timestamp": int(at),
                    "category": "marketing_messages", "value": chance.choice(("stop", "resume"))}  # fmt: skip
            return _told(line, field="user_preferences", user_preferences=[wish])
        case _:
            return _told(line, messages=[{**base, "type": "hologram", "hologram": {}}])


def _status(chance: random.Random) -> dict[str, Any]:
    """One of a message's statuses; each has happened once, however often it is told."""
    id = chance.choice(list(FATES))
    status = chance.choice(FATES[id])
    at = str(START + 60 * int(id[-1]) + FATES[id].index(status))
    errors = {"errors": [{"code": 131047, "title": "t", "error_data": {"details": "d"}}]} if status == "failed" else {}
    opaque = {"biz_opaque_callback_data": "opaque-4"} if id == "out-4" else {}
    return {"id": id, "status": status, "timestamp": at, "recipient_id": "1", **opaque, **errors}


def _mark(chance: random.Random, base: dict[str, Any], target: str, person: dict[str, str], line: str) -> Change:
    """Of the same customer, on a message of theirs or ours, at any time: also before it, by a wrong clock."""
    message = {"id": base["id"], "timestamp": base["timestamp"], **person}
    kind = chance.choice(("reaction", "edit", "revoke"))
    content: dict[str, Any]
    if kind == "reaction":
        content = {"message_id": chance.choice((target, "out-1")), "emoji": chance.choice(EMOJI)}
    else:
        content = {"original_message_id": target, "message": {"type": "text", "text": {"body": chance.choice(WORDS)}}}
    return _told(line, messages=[{**message, "type": kind, kind: content}])


def _told(line: str, field: str = "messages", **value: Any) -> Change:
    shown = {"display_phone_number": "+52", "phone_number_id": line}
    return {"field": field, "value": {"messaging_product": "whatsapp", "metadata": shown, **value}}
