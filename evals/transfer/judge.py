"""Whether a conversation went on: what stood open stands, what was finished is done, nothing is lost or said twice."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from evals.transfer.flows import Flow
from evals.transfer.repository import cart_of, left_by
from server.wiring import House
from store.turns import load


@dataclass(frozen=True, slots=True)
class Standing:
    """What a conversation is in the middle of."""

    question: str | None
    pending: str | None
    flows: tuple[str, ...]
    profile: dict[str, Any]
    cart: list[dict[str, object]]


async def standing(house: House, case: Flow, conversation: UUID) -> Standing:
    found = await load(house.store, case.tenant, conversation, 1)
    state = found.checkpoint["channel_values"] if found.checkpoint else {}
    async with house.store.unit(case.tenant) as unit:
        cart = await cart_of(unit, conversation)
    question, pending = state.get("question"), state.get("pending")
    profile = {name: field["value"] for name, field in state.get("profile", {}).items()}
    slot, digest = question and question["slot"], pending and pending["digest"]
    return Standing(slot, digest, tuple(sorted(state.get("flows", {}))), profile, cart)


async def faults_of(
    house: House, case: Flow, conversation: UUID, before: Standing, moved: Standing, written: int
) -> list[str]:  # fmt: skip
    async with house.store.unit(case.tenant) as unit:
        left = await left_by(unit, conversation)
    checks = {
        f"nothing stood open ({case.stands})": not getattr(before, case.stands),
        "it lost or changed what stood open": _changed(before, moved),
        "it is not held on WhatsApp": left["channel"] != "whatsapp",
        f"{left['waiting']} messages wait": left["waiting"] > 0,
        f"{left['written']} of {written} messages are there": left["written"] != written,
        f"{left['not_once']} answers did not leave once": left["not_once"] > 0,
        f"no row in {case.leaves}": left[case.leaves] != 1,
        f"{left['conversations']} conversations": left["conversations"] != 1,
    }
    return [fault for fault, is_so in checks.items() if is_so]


def _changed(before: Standing, moved: Standing) -> bool:
    """What was known stays known; the telephone's own number may be new."""
    kept = {name: moved.profile.get(name) for name in before.profile}
    same = (before.question, before.pending, before.flows, before.cart)
    return same != (moved.question, moved.pending, moved.flows, moved.cart) or kept != before.profile
