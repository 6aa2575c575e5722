"""What the assistant would say of one thing, for a person to send: a price, free times, the link to pay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from agents.composer.draft import draft
from agents.context import Context
from agents.intent.listen import silent
from agents.outcome import Outcome
from agents.price import tell_price
from agents.prove import prove, reply_of
from agents.scheduler.offer import find, kind_of, offer
from agents.seller.status import pay
from agents.state import Fact, State, Write
from commerce.appointments.model import Wish
from kit.errors import ConflictError, NotFoundError
from language.port import Act, Entity
from store.unit import Row

About = Literal["product", "slots", "payment"]


class NothingToOfferError(NotFoundError):
    title = "There is nothing of it to offer"


class ChangedOfferError(ConflictError):
    title = "It has changed meanwhile"


@dataclass(frozen=True, slots=True)
class Offer:
    """``writes`` are made with the message, or not at all."""

    text: str
    blocks: list[dict[str, Any]]
    writes: list[Write]


async def prepare_offer(
    context: Context, kept: Mapping[str, Any], row: Row, about: About, what: str, seen: str | None = None
) -> Offer:
    """An item's price, the free times for a kind of appointment, or the way to pay an order of the customer's.

    ``kept`` is what the conversation remembers. ``seen`` is the text that a person has read and wants to send: it goes
    out as it is. Raises NothingToOfferError, and ChangedOfferError where the text claims what is no longer so.
    """
    state = _state(context, kept, row, about, what)
    outcome = Outcome("people", state)
    await _TELL[about](outcome, state, context, what)
    gathered = outcome.update()
    acts = _acts(gathered)
    if not acts:
        raise NothingToOfferError(f"{what}: there is nothing to offer of it in this conversation now.")
    facts = cast(list[Fact], gathered.get("facts", []))
    text = seen or (await draft(acts, facts, state, context))[0]
    if missing := prove(text, facts, state, context):
        raise ChangedOfferError(f"{', '.join(missing)}: this is not what holds now. Prepare it again.")
    shown = reply_of(text, acts, state, context, "proven", [])
    return Offer(text, shown["blocks"], gathered.get("writes", []))


async def _product(outcome: Outcome, state: State, context: Context, what: str) -> None:
    tell_price(outcome, state, context, context.desk.catalogue.called(what))


async def _slots(outcome: Outcome, state: State, context: Context, what: str) -> None:
    if what not in {kind.id for kind in context.pack.file.appointments}:
        raise NothingToOfferError(f"{context.pack.id} has no appointments of the kind {what!r}.")
    slots = await find(context, state, kind_of(context, what), Wish())
    offer(outcome, state, context, {"kind": what}, slots)


async def _payment(outcome: Outcome, state: State, context: Context, what: str) -> None:
    if not await pay(outcome, state, context):
        raise NothingToOfferError(f"Order {what} has nothing to pay, or is not this customer's.")


_TELL = {"product": _product, "slots": _slots, "payment": _payment}


def _acts(gathered: dict[str, Any]) -> list[Act]:
    return [*gathered.get("acts", []), *(asking["act"] for asking in gathered.get("questions", []))]


def _state(context: Context, kept: Mapping[str, Any], row: Row, about: About, what: str) -> State:
    """The conversation as it stands, with nothing said: an order alone is named."""
    language = kept.get("language") or context.pack.file.languages[0]
    now: datetime = context.clock.now()
    named: list[Entity] = [{"kind": "reference", "text": what, "start": 0, "end": 0, "value": what, "confidence": 1.0}]
    state = cast(State, {
        **kept, "language": language,
        "turn": {"seq": row["turn_seq"], "now": now.isoformat(), "conversation": str(row["id"]),
                 "contact": str(row["contact_id"]), "channel": row["channel"], "owner": row["owner"],
                 "page": row["page_url"], "welcomed": True, "inbound": []},
    })  # fmt: skip
    reading = silent(state, context.pack)
    return {**state, "reading": {**reading, "entities": named if about == "payment" else []}}
