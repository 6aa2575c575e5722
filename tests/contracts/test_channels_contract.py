"""What every channel does, whoever carries it."""

from uuid import UUID

import pytest

from tools.channels.memory import MemoryChannel
from tools.channels.port import Address, Channel, Rendered, UnreachableError
from tools.channels.web import WebChannel

BETO = Address(UUID(int=1), "visitor-1")


def _message(number: int) -> Rendered:
    return {
        "id": str(UUID(int=number)),
        "text": "¿Lo confirmo?",
        "blocks": [{"kind": "buttons", "items": ["Sí"]}],
    }


@pytest.fixture(params=[MemoryChannel, WebChannel])
def channel(request: pytest.FixtureRequest) -> Channel:
    made: Channel = request.param()
    return made


async def test_a_message_that_left_has_a_receipt(channel: Channel) -> None:
    assert (await channel.send(BETO, _message(1), "a")).id


async def test_the_same_key_twice_is_one_message_and_one_receipt(channel: Channel) -> None:
    first = await channel.send(BETO, _message(1), "a")
    assert await channel.send(BETO, _message(1), "a") == first


async def test_another_message_has_another_receipt(channel: Channel) -> None:
    assert await channel.send(BETO, _message(1), "a") != await channel.send(BETO, _message(2), "b")


async def test_the_page_finds_its_message_by_the_receipt() -> None:
    assert (await WebChannel().send(BETO, _message(7), "a")).id == _message(7)["id"]


async def test_a_customer_sees_each_message_once() -> None:
    channel = MemoryChannel()
    for key, number in [("a", 1), ("a", 1), ("b", 2)]:
        await channel.send(BETO, _message(number), key)
    assert channel.sent == [(BETO, _message(1)), (BETO, _message(2))]


async def test_a_customer_who_blocked_the_business_is_unreachable() -> None:
    channel = MemoryChannel()
    channel.block("visitor-1")
    with pytest.raises(UnreachableError, match="visitor-1"):
        await channel.send(BETO, _message(1), "a")
    assert channel.sent == []
