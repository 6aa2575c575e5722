"""What every channel does, whoever carries it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest

from kit.clock import StillClock
from server.whatsappsim.app import create_sim
from server.whatsappsim.world import Numbers
from tests.contracts.carriers import ACCOUNT, TOKEN, Twilio
from tests.contracts.tenants import NOW
from tools.channels.memory import MemoryChannel
from tools.channels.port import Address, Channel, Content, RefusedError
from tools.channels.remedy import Remedy
from tools.channels.render.plan import Plan
from tools.channels.twilio.channel import TwilioChannel
from tools.channels.twilio.credentials import Credentials
from tools.channels.whatsapp.channel import WhatsAppChannel
from tools.channels.whatsapp.graph import Graph

BETO = Address("524425550110", phone="5214425550100")
PLAN = Plan("¿Lo **confirmo**?", ({"kind": "buttons", "items": ["Sí", "No"]},))


@dataclass(frozen=True)
class Carrier:
    """A channel, what reached the customer, and how they stop taking messages."""

    channel: Channel
    shown: Callable[[], list[str]]
    block: Callable[[], None]


def _memory() -> Carrier:
    channel = MemoryChannel()
    return Carrier(channel, lambda: [str(said["text"]) for _, said in channel.sent], lambda: channel.block(BETO.to))


@pytest.fixture
async def sms() -> AsyncIterator[Carrier]:
    twilio = Twilio()
    keys = Credentials.of({"account_sid": ACCOUNT, "auth_token": TOKEN})
    async with twilio.client() as client:
        channel = TwilioChannel(client, "https://api.twilio.com", keys, "https://shop.example/api/chat/sms/shop")
        yield Carrier(
            channel, lambda: [form["Body"] for form in twilio.sent], lambda: twilio.blocked.add(f"+{BETO.phone}")
        )


@pytest.fixture
async def whatsapp() -> AsyncIterator[Carrier]:
    numbers = Numbers("1", {BETO.line: "+52"}, "secret", "token", "verify")
    app = create_sim(numbers, "http://nobody.test", StillClock(NOW), httpx.AsyncClient(transport=_nobody()))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://meta.test") as client,
    ):
        world = app.state.world
        world.add(mine=True, line=BETO.line, customer=world.telephone(BETO.to), payload={})

        def shown() -> list[str]:
            said = [entry.payload for entry in world.entries if not entry.mine]
            return [payload["interactive"]["body"]["text"] for payload in said]

        def block() -> None:
            world.options.fail_next = 131026

        yield Carrier(WhatsAppChannel(Graph(client, "http://meta.test", "v23.0", "token")), shown, block)


def _nobody() -> httpx.MockTransport:
    return httpx.MockTransport(lambda _: httpx.Response(200))


@pytest.fixture(params=["memory", "sms", "whatsapp"])
def carrier(request: pytest.FixtureRequest) -> Carrier:
    if request.param == "memory":
        return _memory()
    made: Carrier = request.getfixturevalue(request.param)
    return made


async def _sent(carrier: Carrier, number: int, content: Content | None = None) -> str:
    [rendered] = carrier.channel.render(PLAN)
    return (await carrier.channel.send(BETO, content or rendered, UUID(int=number))).id


async def test_a_message_that_left_has_an_id(carrier: Carrier) -> None:
    assert await _sent(carrier, 1)
    assert len(carrier.shown()) == 1


async def test_another_message_has_another_id(carrier: Carrier) -> None:
    assert await _sent(carrier, 1) != await _sent(carrier, 2)


async def test_what_the_customer_gets_is_said_in_the_channels_own_way(carrier: Carrier) -> None:
    await _sent(carrier, 1)
    [said] = carrier.shown()
    assert "confirmo" in said


async def test_a_customer_who_takes_no_messages_is_told_apart_from_a_failure_that_may_pass(carrier: Carrier) -> None:
    carrier.block()
    with pytest.raises(RefusedError) as refused:
        await _sent(carrier, 1)
    assert refused.value.remedy in {Remedy.UNREACHABLE, Remedy.OPTED_OUT}
    assert carrier.shown() == []


async def test_in_memory_the_same_key_twice_is_one_message() -> None:
    """The vendors have no keys: there the row that is written before a request does this."""
    channel = MemoryChannel()
    [content] = channel.render(PLAN)
    first = await channel.send(BETO, content, UUID(int=1))
    assert await channel.send(BETO, content, UUID(int=1)) == first
    assert channel.sent == [(BETO, content)]
