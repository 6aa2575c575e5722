"""Dispatches a write to the function that carries it out."""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from commerce.writes import appointments, approvals, carts, conversations, customers, objections, sales, summaries
from commerce.writes.scope import Scope
from kit.errors import InvalidInputError
from store.unit import Unit

Handler = Callable[..., Awaitable[None]]


class UnknownWriteError(InvalidInputError):
    title = "There is no such write"


HANDLERS: Mapping[str, Handler] = {
    "appointment.book": appointments.book,
    "appointment.cancel": appointments.cancel,
    "appointment.hold": appointments.hold,
    "appointment.hold_offered": appointments.hold_offered,
    "appointment.release": appointments.release,
    "appointment.reschedule": appointments.reschedule,
    "approval.ask": approvals.ask,
    "cart.keep_back": carts.keep_back,
    "cart.put": carts.put_items,
    "consent.opt_out": customers.opt_out,
    "conversation.end": conversations.end,
    "conversation.hand_off": conversations.hand_off,
    "interaction.save": customers.save_interaction,
    "lead.save": customers.save_lead,
    "metrics.event": conversations.save_event,
    "objection.raise": objections.raise_objection,
    "objection.settle": objections.settle_objections,
    "order.cancel": sales.cancel_order,
    "order.place": sales.place_order,
    "receipt.send": sales.send_receipt,
    "profile.save": customers.save_profile,
    "quote.accept": sales.accept_quote,
    "quote.reject": sales.reject_quote,
    "quote.save": sales.save_quote,
    "quote.send": sales.send_quote,
    "signals.save": customers.save_signals,
    "stage.save": conversations.save_stage,
    "summary.save": summaries.save_summary,
    "unanswered.save": conversations.save_unanswered,
}
"""By the kind of the write. A handler's keyword arguments are the write's ``args``."""


async def apply(unit: Unit, scope: Scope, write: Mapping[str, Any]) -> None:
    """Carries out ``{"kind", "args"}`` in the unit's transaction.

    Raises ConflictAtCommit where the world has changed, UnknownWriteError for a kind or arguments that do not
    exist.
    """
    kind, args = write["kind"], write.get("args") or {}
    handler = HANDLERS.get(kind)
    if handler is None:
        raise UnknownWriteError(f"Write {kind!r} is not known: expected one of {', '.join(HANDLERS)}.")
    try:
        inspect.signature(handler).bind(unit, scope, **args)
    except TypeError as error:
        raise UnknownWriteError(
            f"Write {kind} cannot be made with {', '.join(sorted(args)) or 'nothing'}: {error}."
        ) from None
    await handler(unit, scope, **args)
