"""Tells the same afternoon in two ways and compares all that is left. Nothing stays: each telling is rolled back."""

import random
from collections.abc import Callable
from typing import Any
from uuid import UUID

from commerce.conversations.start import start
from commerce.sends import repository as sends
from commerce.threads import repository as threads
from evals.webhooks.events import OURS, afternoon, bodies, in_order
from kit.ids import derived
from server.webhooks.take_in import take_in
from server.wiring import House
from store.unit import Unit
from tools.channels.whatsapp.parse import parse

CHANNEL = "whatsapp"
LONGEST = 14
Told = list[dict[str, Any]]

_LEFT = {
    "contacts": "SELECT array_agg(external_id ORDER BY external_id) AS ids FROM contact_channels "
    "GROUP BY contact_id ORDER BY 1",
    "conversations": "SELECT c.line, c.branch, t.phone, t.user_id, t.heard_at, t.heard_id, t.closed_at, "
    "c.message_seq, c.inbound_seq FROM conversations c JOIN threads t ON t.conversation_id = c.id "
    "ORDER BY c.line, t.phone, t.user_id",
    "messages": 'SELECT m."timestamp", m.whatsapp_message_id, m.sender_type, m.content, m.message_type, m.metadata, '
    "m.is_delivered, m.is_read, t.phone, t.user_id FROM messages m JOIN threads t USING (conversation_id) "
    'ORDER BY m."timestamp", m.id',
    "statuses": "SELECT external_id, status, at, opaque FROM statuses ORDER BY 1, 2",
    "sends": "SELECT external_id, state, status, status_at, error_code FROM sends ORDER BY external_id",
    "marks": "SELECT external_id, target_id, kind, value, at FROM marks ORDER BY 1",
    "media": "SELECT external_id, kind, state FROM media ORDER BY 1",
    "consents": "SELECT i.ids, c.purpose, c.allowed, c.at FROM consents c JOIN (SELECT contact_id, "
    "array_agg(external_id ORDER BY external_id) AS ids FROM contact_channels GROUP BY 1) i USING (contact_id) "
    "ORDER BY 1, 2",
    "handoffs": "SELECT package ->> 'why' AS why FROM handoffs ORDER BY 1",
}
"""What is compared: everything but the numbers that say in which order things came in."""


class _RolledBackError(Exception):
    """Ends a telling without leaving a trace."""


async def same(house: House, tenant: str, cases: int, seed: int = 1, say: Callable[[str], None] | None = None) -> Told:
    """The cases that ended differently: ``{"case", "what", "in_order", "as_told"}``."""
    different: Told = []
    lines = [number.phone_number_id for number in house.tenant(tenant).pack.file.channels.whatsapp.numbers[:2]]
    for case in range(cases):
        chance = random.Random(f"{seed}:{case}")
        changes = afternoon(chance, lines, chance.randint(2, LONGEST))
        expected = await _left_by(house, tenant, lines[0], in_order(changes, "9001"))
        found = await _left_by(house, tenant, lines[0], bodies(chance, changes, "9001"))
        for what in (name for name in _LEFT if expected[name] != found[name]):
            different.append({"case": case, "what": what, "in_order": expected[what], "as_told": found[what]})
        if say and case % 100 == 99:
            say(f"{case + 1} cases, {len(different)} differ")
    return different


async def _left_by(house: House, tenant: str, line: str, told: Told) -> dict[str, list[dict[str, Any]]]:
    """The rows after all bodies were taken in, one after the other."""
    left: dict[str, list[dict[str, Any]]] = {}
    try:
        async with house.store.unit(tenant) as unit:
            await _ours(house, unit, line)
            for number, body in enumerate(told):
                items = [(UUID(int=number), item) for item in parse(body)]
                _, failures = await take_in(house, unit, tenant, CHANNEL, items, house.clock.now())
                assert not failures, failures
            left = {name: await unit.rows(statement) for name, statement in _LEFT.items()}
            raise _RolledBackError
    except _RolledBackError:
        return left


async def _ours(house: House, unit: Unit, line: str) -> None:
    """A conversation in which the business has written four times; of the last no answer has come yet."""
    now = house.clock.now()
    conversation = derived("same", "conversation")
    await start(unit, id=conversation, channel=CHANNEL, external_id="5219990000000", now=now)
    await threads.hold_on(unit, conversation, line)
    for number, external_id in enumerate((*OURS, None)):
        message = derived("same", str(number))
        await unit.run(
            'INSERT INTO messages (id, tenant_id, conversation_id, seq, sender_type, content, "timestamp") '
            "VALUES (%s, %s, %s, %s, 'ai', 'texto', %s)",
            (message, unit.tenant, conversation, 100 + number, now),
        )
        await sends.begin(unit, message, conversation=conversation, message=message, part=0, kind="text", now=now)
        if external_id:
            await sends.accepted(unit, message, external_id, now)
