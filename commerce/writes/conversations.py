"""Writes on the conversation itself."""

from collections.abc import Mapping
from typing import Any

from commerce.audit.repository import record as audit
from commerce.conversations import repository as conversations
from commerce.handoffs import repository as handoffs
from commerce.metrics import repository as metrics
from commerce.stages import repository as stages
from commerce.writes.scope import Scope
from store.unit import Unit

QUESTION_LENGTH = 1000


async def save_stage(
    unit: Unit,
    scope: Scope,
    *,
    current: str,
    history: list[dict[str, Any]],
    context: dict[str, Any] | None = None,
) -> None:
    await stages.save(
        unit,
        conversation=scope.conversation,
        current=current,
        history=history,
        context=context or {},
        now=scope.now,
    )
    await metrics.record_stages(unit, scope.conversation, history)


async def hand_off(unit: Unit, scope: Scope, *, reason: str, person: str | None, package: Mapping[str, Any]) -> None:
    await handoffs.queue(
        unit,
        id=scope.id("handoff"),
        conversation=scope.conversation,
        reason=reason,
        person=person,
        package=package,
        now=scope.now,
    )
    detail = {"reason": reason, "person": person, "turn": scope.turn_seq}
    await audit(unit, "bot", "conversation.hand_off", conversation=scope.conversation, detail=detail, now=scope.now)


async def end(unit: Unit, scope: Scope) -> None:
    await conversations.end(unit, scope.conversation, scope.now)


async def save_unanswered(unit: Unit, scope: Scope, *, question: str, language: str) -> None:
    """Keeps what the content did not answer, for whoever writes the content."""
    await unit.run(
        "INSERT INTO unanswered (id, tenant_id, conversation_id, question, language, created_at) "
        "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
        (
            scope.id("unanswered", question),
            scope.tenant,
            scope.conversation,
            question[:QUESTION_LENGTH],
            language,
            scope.now,
        ),
    )


async def save_event(unit: Unit, scope: Scope, *, name: str) -> None:
    """An event of the conversation, once a turn."""
    await metrics.record(unit, scope.conversation, name, scope.now, key=f"{scope.turn_seq}:{name}")
