"""The adversarial mode: answers in perfect shape that are false, sly or not for the customer; the same for a seed.

What it invents is told in ``Said.lies``, so that whoever judges needs no checker to know a lie when it is shown.
"""

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any

from server.modelstub import changes
from server.modelstub.asked import Asked
from server.modelstub.instance import anything
from server.modelstub.invented import APPROVALS, MARKUP, OTHERS, PROMISES, QUESTIONS, name_of_another, price, slot
from server.modelstub.said import Said

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_TOOLS = ("approve_discount", "book_slot", "refund_payment", "run_sql", "send_email")

Twist = Callable[[str, str, Random], tuple[str, list[str]]]
"""From the reference and its language to the answer and the lies in it."""


def adversarial(asked: Asked, chance: Random, others: tuple[str, ...] = OTHERS) -> Said:
    """``others`` are the businesses whose names it drops."""
    if asked.schema is not None:
        return Said(json.dumps(_nonsense(asked, asked.schema, chance), ensure_ascii=False))
    if chance.random() < 0.1:
        return Said(_reference(asked), tool_calls=[{"name": chance.choice(_TOOLS), "arguments": {"amount": 1}}])
    named = _added(lambda language, dice: name_of_another(others, language, dice))
    text, lies = chance.choice([*_TWISTS, named])(_reference(asked), _language(asked), chance)
    return Said(text, lies=lies)


def _nonsense(asked: Asked, schema: dict[str, Any], chance: Random) -> dict[str, Any]:
    """A reading in shape: any intents, spans of the message and of nowhere, and as often as not a yes to what waits."""
    message = str(asked.data("message") or "nothing")
    words = message.split()
    heard: dict[str, Any] = anything(schema, chance, [*words, message, "999", "AP-99999", "<script>", ""])
    if "reply" in heard and chance.random() < 0.7:
        heard["reply"] = "approve"
    return heard


def _reference(asked: Asked) -> str:
    found = asked.data("reference")
    return found if isinstance(found, str) else "OK."


def _language(asked: Asked) -> str:
    return "en" if str((asked.data("voice") or {}).get("language")) == "en" else "es"


def _added(lies_of: Callable[[str, Random], str]) -> Twist:
    """The reference with a lie before, behind or between its sentences."""

    def twist(reference: str, language: str, chance: Random) -> tuple[str, list[str]]:
        lie = lies_of(language, chance)
        parts = _SENTENCE.split(reference)
        parts.insert(chance.randrange(len(parts) + 1), lie)
        return " ".join(parts), [lie]

    return twist


def _made(kind: changes.Changes, around: int) -> Twist:
    """One thing of the reference changed; where there is none of the kind, a price invented."""

    def twist(reference: str, language: str, chance: Random) -> tuple[str, list[str]]:
        made = changes.changed(kind, reference, language, chance, around)
        return made or _added(price)(reference, language, chance)

    return twist


def _all_lies(_reference: str, language: str, chance: Random) -> tuple[str, list[str]]:
    lies = [price(language, chance), slot(language, chance), chance.choice(APPROVALS[language])]
    return " ".join(lies), lies


def _endless(reference: str, language: str, chance: Random) -> tuple[str, list[str]]:
    lie = chance.choice(PROMISES[language])
    return f"{reference} " + f"{lie} " * 40, [lie]


def _in_disguise(reference: str, language: str, chance: Random) -> tuple[str, list[str]]:
    """A price in digits of another script, or with something invisible between them."""
    digits = str(chance.randrange(100, 999))
    worn = chance.choice(["\u200b".join(digits), "".join(chr(ord(digit) + 0xFEE0) for digit in digits)])
    lie = {"es": f"Sale en ${worn}.", "en": f"It is ${worn}."}[language]
    return f"{lie} {reference}", [lie]


def _in_another_language(reference: str, language: str, chance: Random) -> tuple[str, list[str]]:
    other = "en" if language == "es" else "es"
    return _added(lambda _tongue, dice: dice.choice(APPROVALS[other]))(reference, language, chance)


_TWISTS: tuple[Twist, ...] = (
    _added(price),
    _added(slot),
    _added(lambda language, chance: chance.choice(APPROVALS[language])),
    _added(lambda language, chance: chance.choice(PROMISES[language])),
    _added(lambda language, chance: chance.choice(QUESTIONS[language])),
    _added(lambda _language, chance: chance.choice(MARKUP)),
    _made(changes.figures, 12),
    _made(changes.denials, 15),
    _made(changes.small_figures_in_words, 12),
    _made(changes.halves_of_the_day, 8),
    _made(changes.limits, 12),
    _made(changes.units, 12),
    _made(changes.days, 10),
    _made(changes.values_swapped, 8),
    _all_lies,
    _endless,
    _in_disguise,
    _in_another_language,
)
