"""A template with everything that it needs, checked against its definition before it is sent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from commerce.templates.model import Template
from kit.errors import InvalidInputError
from tools.channels.loose import a_dict, a_text, dicts
from tools.channels.render.length import units

BODY = 1024
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_FILES = {"IMAGE": "image", "VIDEO": "video", "DOCUMENT": "document"}
_BUTTONS = {
    "URL": ("url", "text"),
    "QUICK_REPLY": ("quick_reply", "payload"),
    "COPY_CODE": ("copy_code", "coupon_code"),
}


class TemplateError(InvalidInputError):
    """The template cannot be sent so: Meta would refuse it, or show something that is not meant."""

    title = "The template cannot be sent like this"


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a template. Bodies and headers take texts by place (1, 2, …) or by name."""

    body: Mapping[str, str] = field(default_factory=dict)
    header: Mapping[str, str] = field(default_factory=dict)
    file: Mapping[str, str] | None = None
    """``{"id": …}`` or ``{"link": "https://…"}``, for a header that is a file."""
    buttons: Mapping[int, str] = field(default_factory=dict)
    """By the button's place, from 0: the end of an address, a payload, a code."""


def of_meta(raw: Mapping[str, Any]) -> Template:
    """A template as ``GET /{WABA}/message_templates`` describes it."""
    return Template(
        a_text(raw.get("name")), a_text(raw.get("language")), a_text(raw.get("status")).upper(),
        a_text(raw.get("category")).upper(), dicts(raw.get("components")),
        a_text(raw.get("parameter_format")).upper() == "NAMED",
    )  # fmt: skip


def template_payload(template: Template, filling: Filling) -> dict[str, Any]:
    """The message without its address. Raises TemplateError with what is missing or too much."""
    if template.status != "APPROVED":
        raise TemplateError(f"Template {template.name} ({template.language}) is {template.status or 'unknown'}.")
    parts = [_part(template, component, filling) for component in template.components]
    buttons = _buttons(template, filling)
    components = [part for part in parts if part] + buttons
    named = {"name": template.name, "language": {"code": template.language}}
    return {"type": "template", "template": {**named, **({"components": components} if components else {})}}


def _part(template: Template, component: Mapping[str, Any], filling: Filling) -> dict[str, Any] | None:
    match a_text(component.get("type")).upper():
        case "HEADER":
            return _header(template, component, filling)
        case "BODY":
            text = a_text(component.get("text"))
            values = _values(template, "body", text, filling.body)
            _check_length(template, text, filling.body)
            return {"type": "body", "parameters": values} if values else None
        case _:
            return None


def _header(template: Template, component: Mapping[str, Any], filling: Filling) -> dict[str, Any] | None:
    format = a_text(component.get("format")).upper() or "TEXT"
    if format in _FILES:
        if not filling.file or set(filling.file) not in ({"id"}, {"link"}):
            raise TemplateError(f"Template {template.name} needs a {_FILES[format]} in its header: its id or its link.")
        kind = _FILES[format]
        return {"type": "header", "parameters": [{"type": kind, kind: dict(filling.file)}]}
    values = _values(template, "header", a_text(component.get("text")), filling.header)
    return {"type": "header", "parameters": values} if values else None


def _values(template: Template, where: str, text: str, given: Mapping[str, str]) -> list[dict[str, str]]:
    """The parameters of a text, one for each of its places, in their order."""
    places = list(dict.fromkeys(_PLACE.findall(text)))
    missing, extra = [p for p in places if not given.get(p, "").strip()], [p for p in given if p not in places]
    if missing or extra:
        wanted = f"{where} takes {', '.join(places) or 'nothing'}"
        found = f"{', '.join(missing)} is missing" if missing else f"{', '.join(extra)} is not among them"
        raise TemplateError(f"Template {template.name}: its {wanted}; {found}.")
    return [_value(template, place, given[place]) for place in places]


def _value(template: Template, place: str, text: str) -> dict[str, str]:
    """Meta refuses line breaks, tabs and runs of spaces in a value."""
    clean = " ".join(text.split())
    named = {"parameter_name": place} if template.named else {}
    return {"type": "text", **named, "text": clean}


def _check_length(template: Template, text: str, given: Mapping[str, str]) -> None:
    filled = _PLACE.sub(lambda found: " ".join(given.get(found[1], "").split()), text)
    if units(filled) > BODY:
        raise TemplateError(f"Template {template.name}: the filled body has {units(filled)} characters of {BODY}.")


def _buttons(template: Template, filling: Filling) -> list[dict[str, Any]]:
    buttons = [b for c in template.components for b in dicts(c.get("buttons"))]
    if beyond := [index for index in filling.buttons if not 0 <= index < len(buttons)]:
        raise TemplateError(f"Template {template.name} has {len(buttons)} buttons: there is no {max(beyond)}.")
    made = [_button(template, index, button, filling) for index, button in enumerate(buttons)]
    return [button for button in made if button]


def _button(template: Template, index: int, button: Mapping[str, Any], filling: Filling) -> dict[str, Any] | None:
    kind = a_text(button.get("type")).upper()
    value = filling.buttons.get(index)
    if _needs_value(button) and not value:
        raise TemplateError(f"Template {template.name}: button {index} ({kind}) needs a value.")
    if not value or kind not in _BUTTONS:
        return None
    sub_type, name = _BUTTONS[kind]
    parameter = {"type": name, name: value}
    return {"type": "button", "sub_type": sub_type, "index": str(index), "parameters": [parameter]}


def _needs_value(button: Mapping[str, Any]) -> bool:
    kind = a_text(button.get("type")).upper()
    return kind == "COPY_CODE" or (kind == "URL" and "{{" in a_text(button.get("url")))


def places_of(template: Template) -> dict[str, Any]:
    """``{"text", "body", "header", "file", "buttons"}``: what it says, the places of each part in their order, the kind
    of file that its header takes, and the buttons that need a value, as ``{"place", "text"}``.
    """
    header = next((c for c in template.components if a_text(c.get("type")).upper() == "HEADER"), {})
    buttons = [b for c in template.components for b in dicts(c.get("buttons"))]
    text = _body_of(template)
    return {
        "text": text, "body": list(dict.fromkeys(_PLACE.findall(text))),
        "header": list(dict.fromkeys(_PLACE.findall(a_text(header.get("text"))))),
        "file": _FILES.get(a_text(header.get("format")).upper()),
        "buttons": [{"place": n, "text": a_text(b.get("text"))} for n, b in enumerate(buttons) if _needs_value(b)],
    }  # fmt: skip


def text_of(template: Template, filling: Filling) -> str:
    """What the customer reads, for the transcript."""
    return _PLACE.sub(lambda found: filling.body.get(found[1], ""), _body_of(template))


def _body_of(template: Template) -> str:
    bodies: Sequence[str] = [
        a_text(c.get("text")) for c in map(a_dict, template.components) if a_text(c.get("type")).upper() == "BODY"
    ]
    return "\n".join(bodies)
