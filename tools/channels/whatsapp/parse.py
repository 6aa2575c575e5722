"""From the body of a webhook to everything that it tells: every entry, every change, every message, every status.

Nothing that Meta may leave out or add stops the rest: what is not understood becomes ``Unknown``.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from commerce.threads.incoming import (
    Failure,
    Item,
    Mark,
    Message,
    Moved,
    Person,
    Preference,
    Status,
    TemplateChange,
    Unknown,
)
from tools.channels.loose import a_dict, a_text, dicts
from tools.channels.whatsapp.content import attached_of, data_of, text_of

STATUSES = {"sent", "delivered", "read", "played", "failed"}
GOES_ON = {"resume", "signup"}


def changes(body: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each change of each entry, with the account (WABA) that it is of."""
    for entry in dicts(a_dict(body).get("entry")):
        for change in dicts(entry.get("changes")):
            yield a_text(entry.get("id")), change


def line_of(change: dict[str, Any]) -> str | None:
    """The ``phone_number_id`` that a change is about; None for what concerns the account."""
    return a_text(a_dict(a_dict(change.get("value")).get("metadata")).get("phone_number_id")) or None


def parse(body: Any) -> list[Item]:
    """All that a body tells, in its order."""
    return [item for account, change in changes(body) for item in parse_change(account, change)]


def parse_change(account: str, change: dict[str, Any]) -> Iterator[Item]:
    name, value, line = a_text(change.get("field")), a_dict(change.get("value")), line_of(change)
    if name.startswith(("message_template", "template_")):
        yield _template(account, name, value)
    elif line is None:
        yield Unknown(name or "change", "it names no phone_number_id")
    elif name in {"messages", "user_preferences", "user_id_update"}:
        yield from _messages(line, value)
    else:
        yield Unknown(name or "change", "this field is not used")


def _messages(line: str, value: dict[str, Any]) -> Iterator[Item]:
    people = [_contact(entry) for entry in dicts(value.get("contacts"))]
    for message in dicts(value.get("messages")):
        yield _message(line, message, people)
    for status in dicts(value.get("statuses")):
        yield _status(line, status)
    for wish in dicts(value.get("user_preferences")):
        yield _preference(line, wish)
    for update in dicts(value if "user_id" in value else value.get("user_id_update")):
        yield _update(line, update)


def _message(line: str, raw: dict[str, Any], people: list[Person]) -> Item:
    id, at, kind = a_text(raw.get("id")), when(raw.get("timestamp")), a_text(raw.get("type")) or "unknown"
    if not id or at is None:
        return Unknown(kind, "the message has no id or no time")
    if raw.get("group_id"):
        return Unknown(kind, "it was written in a group")
    person = _sender(raw, people)
    if kind == "system":
        return _moved(line, id, at, person, a_dict(raw.get("system")))
    if not person.ids:
        return Unknown(kind, "it does not say who wrote")
    if kind in {"reaction", "edit", "revoke"}:
        return _mark(line, id, at, person, kind, a_dict(raw.get(kind)))
    return Message(line, id, at, person, kind, text_of(kind, raw), data_of(kind, raw), attached_of(kind, raw))


def _mark(line: str, id: str, at: datetime, person: Person, kind: str, raw: dict[str, Any]) -> Item:
    target = a_text(raw.get("message_id") or raw.get("original_message_id"))
    if not target:
        return Unknown(kind, "it does not say of which message")
    inner = a_dict(raw.get("message"))
    said = a_text(raw.get("emoji")) if kind == "reaction" else text_of(a_text(inner.get("type")), inner)
    return Mark(line, id, at, person, target, kind, said or None)


def _moved(line: str, id: str, at: datetime, person: Person, raw: dict[str, Any]) -> Item:
    after = Person(phone=a_text(raw.get("wa_id")) or None, user_id=a_text(raw.get("user_id")) or None)
    if not (person.ids and after.ids):
        return Unknown("system", a_text(raw.get("type")) or "it names nobody")
    return Moved(line, id, at, person, after)


def _update(line: str, raw: dict[str, Any]) -> Item:
    ids, at = a_dict(raw.get("user_id")), when(raw.get("timestamp"))
    wa_id = a_text(raw.get("wa_id")) or None
    before, after = a_text(ids.get("previous")) or None, a_text(ids.get("current")) or None
    if not after or at is None or not (before or wa_id):
        return Unknown("user_id_update", "it does not say from which id to which")
    parent = a_text(a_dict(raw.get("parent_user_id")).get("current")) or None
    return Moved(line, f"user_id:{before or wa_id}:{after}", at, Person(wa_id, before), Person(wa_id, after, parent))


def _status(line: str, raw: dict[str, Any]) -> Item:
    id, at, status = a_text(raw.get("id")), when(raw.get("timestamp")), a_text(raw.get("status"))
    if not id or at is None or not status:
        return Unknown("status", "it has no id, no time or no status")
    if raw.get("recipient_type") == "group" or status not in STATUSES:
        return Unknown("status", f"a status {status} that is not used")
    parent = raw.get("recipient_parent_user_id") or raw.get("parent_recipient_user_id")
    to = Person(
        a_text(raw.get("recipient_id")) or None, a_text(raw.get("recipient_user_id")) or None, a_text(parent) or None
    )
    pricing = a_dict(raw.get("pricing")) or None
    return Status(line, id, status, at, a_text(raw.get("biz_opaque_callback_data")) or None, failures(raw), pricing, to)


def failures(raw: dict[str, Any]) -> tuple[Failure, ...]:
    found = []
    for error in dicts(raw.get("errors")):
        code = error.get("code")
        details = a_text(a_dict(error.get("error_data")).get("details"))
        found.append(Failure(int(code) if isinstance(code, int) else -1, a_text(error.get("title")), details))
    return tuple(found)


def _preference(line: str, raw: dict[str, Any]) -> Item:
    at, person = when(raw.get("timestamp")), _contact(raw)
    if at is None or not person.ids:
        return Unknown("user_preferences", "it does not say whose or since when")
    return Preference(line, at, person, a_text(raw.get("value")) in GOES_ON)


def _template(account: str, name: str, raw: dict[str, Any]) -> Item:
    told, language = a_text(raw.get("message_template_name")), a_text(raw.get("message_template_language"))
    if not told:
        return Unknown(name, "it names no template")
    status = a_text(raw.get("event")) or None
    return TemplateChange(account, told, language, status if name == "message_template_status_update" else None)


def _contact(raw: dict[str, Any]) -> Person:
    profile = a_dict(raw.get("profile"))
    return Person(
        _digits(raw.get("wa_id")), a_text(raw.get("user_id")) or None, a_text(raw.get("parent_user_id")) or None,
        a_text(profile.get("name")) or None, a_text(profile.get("username")) or None,
    )  # fmt: skip


def _sender(raw: dict[str, Any], people: list[Person]) -> Person:
    """The message's own ids, with what the contacts of the same change know of them; one alone is the sender."""
    wa_id, user_id = _digits(raw.get("from")), a_text(raw.get("from_user_id")) or None
    parent = a_text(raw.get("from_parent_user_id")) or None
    if wa_id and "." in wa_id:
        wa_id, user_id = None, user_id or wa_id
    fits = [p for p in people if (wa_id and p.phone == wa_id) or (user_id and p.user_id == user_id)]
    known = fits[0] if fits else people[0] if len(people) == 1 and not (wa_id or user_id) else Person()
    return Person(
        wa_id or _number_alone(known.phone), user_id or known.user_id, parent or known.parent_user_id, known.name,
        known.username,
    )  # fmt: skip


def _number_alone(id: str | None) -> str | None:
    return None if id and "." in id else id


def _digits(value: Any) -> str | None:
    """A number without its plus; a business-scoped id that stands in its place is left as it is."""
    return a_text(value).removeprefix("+") or None


def when(value: Any) -> datetime | None:
    """Unix seconds, as text or number; None for anything else."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else a_text(value)
    if not text.isdecimal() or len(text) > 11:
        return None
    return datetime.fromtimestamp(int(text), UTC)
