"""Writes on objections: raised by the customer, settled by what they do next."""

from commerce.objections import repository as objections
from commerce.objections.repository import Outcome
from commerce.writes.scope import Scope
from store.unit import Unit


async def raise_objection(
    unit: Unit, scope: Scope, *, kind: str, words: str, answer: int, next_step: str, evidence: str | None = None
) -> None:
    await objections.raised(
        unit, id=scope.id("objection", kind), conversation=scope.conversation, turn=scope.turn_seq, kind=kind,
        words=words, answer=answer, evidence=evidence, next_step=next_step, now=scope.now,
    )  # fmt: skip


async def settle_objections(unit: Unit, scope: Scope, *, kinds: list[str], outcome: Outcome) -> None:
    await objections.settled(unit, scope.conversation, kinds, outcome, scope.turn_seq, scope.now)
