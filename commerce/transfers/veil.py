"""What was told before the move is not repeated to a telephone that may be somebody else's."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

NAME = "customer_name"
HIDDEN = frozenset({NAME, "email", "phone", "address", "company", "tax_id", "vin", "plates"})
"""Profile fields by which a person is known or reached."""
PROVING = frozenset({"email", "phone"})
"""Who tells one of these by themselves is who told it before."""
_DIGITS = 7
_Any = TypeVar("_Any")


def veiled_of(profile: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The values that are hidden, by field."""
    told = {name: profile[name]["value"] for name in HIDDEN if name in profile}
    return {name: value for name, value in told.items() if isinstance(value, str) and value.strip()}


def proves(veiled: Mapping[str, str], said: str) -> bool:
    """Whether the words hold what only the customer of before would write."""
    digits = re.sub(r"\D", "", said)
    for name in PROVING & set(veiled):
        value = veiled[name]
        if name == "phone":
            own = re.sub(r"\D", "", value)[-10:]
            if len(own) >= _DIGITS and own in digits:
                return True
        elif value.casefold() in said.casefold():
            return True
    return False


def veil(said: _Any, veiled: Mapping[str, str]) -> _Any:
    """The same text, or blocks of texts, in which nothing of the hidden can be read."""
    if isinstance(said, str):
        return _hidden(said, veiled)  # type: ignore[return-value]
    if isinstance(said, dict):
        return {name: veil(value, veiled) for name, value in said.items()}  # type: ignore[return-value]
    if isinstance(said, list | tuple):
        return type(said)(veil(value, veiled) for value in said)
    return said


def _hidden(text: str, veiled: Mapping[str, str]) -> str:
    for name, value in sorted(veiled.items(), key=lambda pair: -len(pair[1])):
        text = _nameless(text, value) if name == NAME else _starred(text, name, value)
    return text


def _starred(text: str, name: str, value: str) -> str:
    if name == "phone":
        digits = re.sub(r"\D", "", value)[-10:]
        written = r"(?<!\d)(?:\+?\d{1,3}[\s().-]*)?" + r"[\s().-]*".join(digits)
        return re.sub(written, f"···{digits[-2:]}", text) if len(digits) >= _DIGITS else text
    return re.sub(re.escape(value), _stars(value), text, flags=re.IGNORECASE)


def _stars(value: str) -> str:
    user, at, domain = value.partition("@")
    return f"{user[:1]}···@{domain[:1]}···" if at else f"{value[:1]}···"


def _nameless(text: str, name: str) -> str:
    """Addressing somebody by their name falls away; elsewhere initials stand for it."""
    for called in dict.fromkeys([name, *name.split()]):
        word = rf"(?<!\w){re.escape(called)}(?!\w)"
        text = re.sub(rf",\s*{word}(?=\s*[.,:;!?]|\s*$)", "", text, flags=re.IGNORECASE)
        text = re.sub(rf"^\s*{word}\s*[,:]\s*([¿¡]?\w)", lambda found: found[1].upper(), text, flags=re.IGNORECASE)
        text = re.sub(word, f"{called[:1].upper()}.", text, flags=re.IGNORECASE)
    return text
