"""From an outbox row to its port: once by key, again after a failure, told as a turn when the failure is final."""

from typing import Any
from uuid import UUID

from commerce.media.repository import FETCH
from commerce.sends.outgoing import SEND
from kit.errors import InvalidInputError, ParleyError
from kit.logging import logger
from server.ingestion import EFFECT, run_ingestion
from server.sending.fetch import fetch_media
from server.sending.invite import send_invitation
from server.sending.lost import call_person
from server.sending.send import NotNowError, send_message
from server.transfers import INVITE
from server.wiring import House
from store.outbox import fail, finish, postpone, take

log = logger("deliver")

ATTEMPTS = 8
SILENT = {SEND, FETCH, INVITE}
"""Effects whose failure is not told to the customer: their words do not arrive, or it is not theirs to mend."""


class Deliveries:
    """Delivers effects through the tenant's ports."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def deliver(self, tenant: str, outbox: UUID) -> None:
        """Delivers one effect. A failure is raised for the queue to try again, until it is final."""
        now = self._house.clock.now()
        async with self._house.store.unit(tenant) as unit:
            row = await take(unit, outbox)
        if row is None:
            return
        try:
            result = await self._carry_out(tenant, row["effect"], row["payload"], row["idempotency_key"])
        except NotNowError as error:
            async with self._house.store.unit(tenant) as unit:
                await postpone(unit, outbox, error.until)
            return
        except ParleyError as error:
            await self._failed(tenant, row, error)
            return
        async with self._house.store.unit(tenant) as unit:
            await finish(unit, outbox, result, now)

    async def _failed(self, tenant: str, row: dict[str, Any], error: ParleyError) -> None:
        """Input that is refused is final at once; the rest is tried again, with a growing pause."""
        why = str(error)
        final = isinstance(error, InvalidInputError) or row["attempts"] + 1 >= ATTEMPTS
        log.warning("delivery_failed", tenant=tenant, effect=row["effect"], final=final, why=why)
        async with self._house.store.unit(tenant) as unit:
            await fail(unit, row["id"], why, final=final, at=self._house.clock.now())
            if final and row["effect"] == SEND:
                await call_person(self._house, unit, row["conversation_id"], row["payload"]["message"], why)
        if not final:
            raise DeliveryError(why)
        if row["effect"] in SILENT:
            return
        if row["conversation_id"]:
            event = {"event": "delivery_failed", "effect": row["effect"]}
            await self._house.inbox.happen(tenant, row["conversation_id"], f"failed:{row['id']}", event)

    async def _carry_out(self, tenant: str, effect: str, payload: dict[str, Any], key: str) -> dict[str, Any]:
        if effect == EFFECT:
            return await run_ingestion(self._house, tenant, UUID(payload["ingestion"]))
        if effect == SEND:
            return await send_message(self._house, tenant, UUID(payload["message"]))
        if effect == INVITE:
            return await send_invitation(self._house, tenant, UUID(payload["transfer"]))
        if effect == FETCH:
            return await fetch_media(self._house, tenant, UUID(payload["media"]))
        carry = self._house.tenant(tenant).carriers.of(effect)
        if carry is None:
            raise DeliveryError(f"Nothing here delivers {effect!r}.")
        return await carry(payload, key)


class DeliveryError(ParleyError):
    """The effect could not be delivered this time."""
