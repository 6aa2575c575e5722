"""A process's subscriptions to Redis: one connection, which comes back, and one mailbox a subscriber."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from kit.logging import logger
from store.bus.mailbox import Mailbox

_PULSE = "parley:pulse"
"""A channel that nobody writes to: a connection without any cannot be listened to."""
_LISTEN_S = 10.0
_CONFIRM_S = 1.0
_PAUSES_S = (0.05, 2.0)
"""The first and the longest pause between two attempts to connect."""


class Feed:
    """The mailboxes of one channel. ``confirmed`` once Redis has said that it sends us the channel."""

    def __init__(self) -> None:
        self.mailboxes: set[Mailbox] = set()
        self.confirmed = asyncio.Event()

    def miss(self) -> None:
        for mailbox in self.mailboxes:
            mailbox.miss()


class Feeds:
    def __init__(self, redis: Redis, backlog: int) -> None:
        self._redis = redis
        self._backlog = backlog
        self._feeds: dict[str, Feed] = {}
        self._asked: set[str] = set()
        self._pubsub: PubSub | None = None
        self._sending = asyncio.Lock()
        self._listener: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def mailbox(self, channel: str) -> AsyncIterator[Mailbox]:
        """One that gets what is published from now on; with Redis away it begins with a gap."""
        feed = self._feeds.setdefault(channel, Feed())
        mailbox = Mailbox(self._backlog)
        feed.mailboxes.add(mailbox)
        try:
            await self._confirm(feed)
            yield mailbox
        finally:
            feed.mailboxes.discard(mailbox)
            if not feed.mailboxes and self._feeds.get(channel) is feed:
                del self._feeds[channel]
                await self._unsubscribe(channel)

    def miss(self, channel: str) -> None:
        """Tells the subscribers of ``channel`` that an event did not get out."""
        if feed := self._feeds.get(channel):
            feed.miss()

    async def close(self) -> None:
        if self._listener is not None:
            self._listener.cancel()
            await asyncio.wait([self._listener])
        for feed in self._feeds.values():
            for mailbox in feed.mailboxes:
                mailbox.close()

    async def _confirm(self, feed: Feed) -> None:
        if self._listener is None:
            self._listener = asyncio.create_task(self._listen())
        await self._subscribe_missing()
        try:
            async with asyncio.timeout(_CONFIRM_S):
                await feed.confirmed.wait()
        except TimeoutError:
            feed.confirmed.set()
            feed.miss()

    async def _subscribe_missing(self) -> None:
        """Asks for the channels that this connection was not asked for; a broken one is seen on reading."""
        async with self._sending:
            missing = self._feeds.keys() - self._asked
            if self._pubsub is None or not missing:
                return
            with contextlib.suppress(RedisError, OSError):
                await self._pubsub.subscribe(*missing)
                self._asked |= missing

    async def _unsubscribe(self, channel: str) -> None:
        async with self._sending:
            if self._pubsub is None or channel not in self._asked or channel in self._feeds:
                return
            self._asked.discard(channel)
            with contextlib.suppress(RedisError, OSError):
                await self._pubsub.unsubscribe(channel)

    async def _listen(self) -> None:
        """For as long as the bus is open: connects, takes what comes, and connects again."""
        first, longest = _PAUSES_S
        pause = first
        while True:
            try:
                async with self._connected() as pubsub:
                    pause = first
                    await self._take_all(pubsub)
            except (RedisError, OSError) as error:
                logger("store.bus").warning("redis_subscription_lost", error=str(error))
                await asyncio.sleep(pause)
                pause = min(pause * 2, longest)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[PubSub]:
        pubsub = self._redis.pubsub()
        try:
            async with self._sending:
                wanted = set(self._feeds)
                await pubsub.subscribe(_PULSE, *wanted)
                self._pubsub, self._asked = pubsub, wanted
            yield pubsub
        finally:
            self._pubsub, self._asked = None, set()
            await pubsub.aclose()  # type: ignore[no-untyped-call]

    async def _take_all(self, pubsub: PubSub) -> None:
        while True:
            message = await pubsub.get_message(timeout=_LISTEN_S)
            if message is not None:
                self._take(message)
            await self._subscribe_missing()

    def _take(self, message: dict[str, Any]) -> None:
        """An event for all mailboxes; or the word that the channel is ours, a second time after a break."""
        feed = self._feeds.get(message["channel"].decode())
        if feed is None:
            return
        if message["type"] == "message":
            for mailbox in feed.mailboxes:
                mailbox.put(message["data"])
        elif message["type"] == "subscribe":
            if feed.confirmed.is_set():
                feed.miss()
            feed.confirmed.set()
