"""Meta's webhooks: signed, at least once, in no order, several in one body when it likes."""

import asyncio
import random
from collections.abc import Coroutine
from typing import Any

import httpx
import orjson

from kit.logging import logger
from server.whatsappsim.world import World
from tools.channels.whatsapp.signature import sign

log = logger("whatsappsim")
TRIES = 6
Change = dict[str, Any]


class Hooks:
    """Brings changes to the business's callback. ``chance`` shuffles: the same seed, the same order."""

    def __init__(self, world: World, client: httpx.AsyncClient, callback: str, chance: random.Random) -> None:
        self._world = world
        self._client = client
        self._callback = callback
        self._chance = chance
        self._held: list[Change] = []
        self._going: set[asyncio.Task[None]] = set()
        self.failures = 0

    @property
    def held(self) -> int:
        return len(self._held)

    async def shake_hands(self) -> bool:
        """The handshake with which a callback is registered."""
        query = {
            "hub.mode": "subscribe",
            "hub.verify_token": self._world.numbers.verify_token,
            "hub.challenge": "1158201444",
        }
        try:
            answer = await self._client.get(self._callback, params=query)
        except httpx.HTTPError:
            return False
        return answer.status_code == 200 and answer.text == query["hub.challenge"]

    def emit(self, line: str, **value: Any) -> None:
        """One change about a line; it leaves at once, unless webhooks are held."""
        shown = {"display_phone_number": self._world.numbers.lines.get(line, ""), "phone_number_id": line}
        change = {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": shown, **value}}
        if self._world.options.held:
            self._held.append(change)
            return
        self._go([change])

    def let_go(self) -> int:
        """Brings what was held, shuffled and merged as the options say; how many there were."""
        held, self._held = self._held, []
        if self._world.options.shuffled:
            self._chance.shuffle(held)
        for batch in [held] if self._world.options.merged and held else [[change] for change in held]:
            self._go(batch)
        return len(held)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Goes on with ``work`` beside what is asked."""
        task = asyncio.create_task(work)
        self._going.add(task)
        task.add_done_callback(self._going.discard)

    async def settled(self) -> None:
        while self._going:
            await asyncio.gather(*self._going)

    def _go(self, changes: list[Change]) -> None:
        body = self.body(changes)
        for _ in range(2 if self._world.options.duplicates else 1):
            self.later(self._bring(body))

    def body(self, changes: list[Change]) -> bytes:
        entry = {"id": self._world.numbers.account, "changes": changes}
        return orjson.dumps({"object": "whatsapp_business_account", "entry": [entry]})

    async def _bring(self, body: bytes) -> None:
        headers = {"Content-Type": "application/json",
                   "X-Hub-Signature-256": sign(body, self._world.numbers.app_secret)}  # fmt: skip
        for attempt in range(TRIES):
            try:
                answer = await self._client.post(self._callback, content=body, headers=headers)
                if answer.is_success:
                    return
                log.warning("callback_refused", status=answer.status_code)
            except httpx.HTTPError as error:
                log.warning("callback_away", why=type(error).__name__)
            await asyncio.sleep(0.2 * 2**attempt)
        self.failures += 1
