"""The bus of many processes, over Redis. While Redis is away, each goes on with what it has by itself."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import orjson
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from kit.clock import Clock
from kit.logging import logger
from store.bus.feeds import Feeds
from store.bus.memory import MemoryBus
from store.bus.port import LONGEST_PRESENCE_S, Event

T = TypeVar("T")

_PREFIX = "parley"
_TIMEOUT_S = 2.0
_PAUSE_MS = 1000.0
"""For how long Redis is not asked after it did not answer, so that not everybody waits for it."""

_HIT = """
local count = redis.call('INCRBY', KEYS[1], ARGV[2])
if count == tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count
"""
_ARRIVE = """
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
"""
_PRESENT = """
local time = redis.call('TIME')
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', time[1] * 1000 + math.floor(time[2] / 1000))
return redis.call('ZRANGE', KEYS[1], 0, -1)
"""
"""Scripts are atomic, and the server's clock is one for all processes."""


class RedisBus:
    """For the tasks of one event loop."""

    def __init__(self, url: str, clock: Clock, backlog: int = 256) -> None:
        self._clock = clock
        self._alone = MemoryBus(clock)
        self._away_until = float("-inf")
        self._redis = Redis.from_url(
            url, socket_timeout=_TIMEOUT_S, socket_connect_timeout=_TIMEOUT_S, retry=Retry(NoBackoff(), 1)
        )
        self._feeds = Feeds(self._redis, backlog)

    async def publish(self, channel: str, event: Event) -> None:
        """Without Redis, this process's subscribers are told that they missed something."""
        name, data = _name("events", channel), orjson.dumps(event)

        async def tell_ours() -> None:
            self._feeds.miss(name)

        await self._ask(lambda: self._redis.publish(name, data), tell_ours)

    @asynccontextmanager
    async def subscribe(self, channel: str) -> AsyncIterator[AsyncIterator[Event]]:
        async with self._feeds.mailbox(_name("events", channel)) as mailbox:
            yield mailbox

    async def presence_set(self, channel: str, who: str, ttl_s: float) -> None:
        await self._ask(
            lambda: self._run(
                _ARRIVE,
                _name("presence", channel),
                who,
                _ms(min(ttl_s, LONGEST_PRESENCE_S)),
                _ms(LONGEST_PRESENCE_S),
            ),
            lambda: self._alone.presence_set(channel, who, ttl_s),
        )

    async def presence(self, channel: str) -> list[str]:
        async def asked() -> list[str]:
            return sorted(who.decode() for who in await self._run(_PRESENT, _name("presence", channel)))

        return await self._ask(asked, lambda: self._alone.presence(channel))

    async def hit(self, key: str, limit: int, window_s: float, cost: int = 1) -> bool:
        async def asked() -> bool:
            return int(await self._run(_HIT, _name("hits", key), _ms(window_s), cost)) - cost < limit

        return await self._ask(asked, lambda: self._alone.hit(key, limit, window_s, cost))

    async def cache_get(self, key: str) -> bytes | None:
        """Nothing while Redis is away."""

        async def asked() -> bytes | None:
            value = await self._redis.get(_name("cache", key))
            return value if isinstance(value, bytes) else None

        return await self._ask(asked, _nothing)

    async def cache_set(self, key: str, value: bytes, ttl_s: float) -> None:
        """Only in Redis: a value kept here meanwhile would outlive its replacement there."""
        await self._ask(lambda: self._redis.set(_name("cache", key), value, px=max(1, _ms(ttl_s))), _nothing)

    async def close(self) -> None:
        await self._feeds.close()
        await self._redis.aclose()

    def _run(self, script: str, key: str, *arguments: str | int) -> Awaitable[Any]:
        return self._redis.eval(script, 1, key, *arguments)

    async def _ask(self, redis: Callable[[], Awaitable[T]], alone: Callable[[], Awaitable[T]]) -> T:
        """What Redis answers, or what this process can do without it."""
        if self._clock.ticks() < self._away_until:
            return await alone()
        try:
            return await redis()
        except (RedisError, OSError) as error:
            self._away_until = self._clock.ticks() + _PAUSE_MS
            logger("store.bus").warning("redis_away", error=str(error))
            return await alone()


async def _nothing() -> None:
    return None


def _name(kind: str, name: str) -> str:
    return f"{_PREFIX}:{kind}:{name}"


def _ms(seconds: float) -> int:
    return max(0, round(seconds * 1000))
