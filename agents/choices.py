"""What can be pressed beside a question. A press says its title and carries its id, which outlasts the message.

An id names what it answers: ``yes:DIGEST`` and ``no:DIGEST`` the action that was shown, ``yes:SLOT`` and ``no:SLOT`` a
question, ``SLOT:CHOICE`` one of a question's choices, ``product:ITEM`` an item of the catalogue.
"""

from collections.abc import Sequence
from typing import Any

from agents.context import Context
from agents.phrases import phrase
from agents.state import State
from language.port import Json

BUTTONS_AT_MOST = 3
ID_LENGTH = 200
YES, NO = "yes", "no"

Block = dict[str, Json]


def choice_id(mark: str, choice: str) -> str:
    return f"{mark}:{choice}"[:ID_LENGTH]


def yes_or_no(about: str, yes: str = "yes", no: str = "no") -> Block:
    """Two buttons; ``about`` is a digest or a slot, ``yes`` and ``no`` name the words on them."""
    items = [{"id": choice_id(YES, about), "say": yes}, {"id": choice_id(NO, about), "say": no}]
    return {"kind": "buttons", "items": items}


def one_of(slot: str, picks: Sequence[str]) -> Block:
    """Buttons for a few, a list for more."""
    items = [{"id": choice_id(slot, pick), "label": pick} for pick in picks]
    if len(items) <= BUTTONS_AT_MOST:
        return {"kind": "buttons", "items": items}
    return {"kind": "list", "say": "choose", "items": items}


def beside(slot: str, expects: Sequence[str], picks: Sequence[str], blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a question, with what can be pressed where none of them offers that already."""
    if any(block["kind"] in {"slots", "buttons", "list"} for block in blocks):
        return list(blocks)
    if picks:
        return [*blocks, one_of(slot, picks)]
    return [*blocks, yes_or_no(slot, "sure", "not_now")] if "yes_no" in expects else list(blocks)


def is_pressable(block: Block) -> bool:
    """Whether the block is still wanted when its message is said again in fewer words."""
    return block["kind"] in {"buttons", "list"}


def worded(value: Any, state: State, context: Context) -> Any:
    """The blocks with the pack's words for every ``say``."""
    if isinstance(value, list):
        return [worded(inner, state, context) for inner in value]
    if not isinstance(value, dict):
        return value
    plain = {name: worded(inner, state, context) for name, inner in value.items() if name != "say"}
    return {**plain, "label": phrase(context, state, f"button.{value['say']}")} if "say" in value else plain
