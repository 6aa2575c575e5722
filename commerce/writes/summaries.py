"""Writes on summaries: kept, and sent where they have somewhere to go."""

from commerce.summaries import repository as summaries
from commerce.summaries.model import Audience, Reason, Style, Summary
from commerce.writes.scope import Scope
from kit.ids import derived
from store.unit import Unit


async def save_summary(
    unit: Unit,
    scope: Scope,
    *,
    audience: Audience,
    style: Style,
    reason: Reason,
    language: str,
    subject: str,
    body: str,
    recipient: str | None = None,
) -> None:
    """Keeps it, and asks for its mail when there is a ``recipient``."""
    about = f"summary.{audience}.{reason}.{scope.now.isoformat()}"
    outbox = None
    if recipient:
        payload = {"to": recipient, "subject": subject, "text": body, "attachments": []}
        scope.effect("email.send", about, payload)
        outbox = derived(scope.tenant, scope.effects[-1].key)
    row = Summary(scope.id(about), audience, style, reason, language, subject, body, recipient, outbox)
    await summaries.save(unit, scope.conversation, scope.turn_seq, row, scope.now)
