"""How much goes out at once: from a line, and to one customer. Counted on the bus, so by all processes together."""

import asyncio
from dataclasses import dataclass

from kit.errors import UnavailableError
from server.wiring import House
from tools.channels.port import Address


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in so many seconds, from a line and to one customer."""

    line: int
    line_s: float
    pair: int
    pair_s: float


RATES = {
    "whatsapp": Rate(80, 1.0, 45, 270.0),
    "sms": Rate(60, 60.0, 30, 300.0),
    "email": Rate(120, 60.0, 20, 600.0),
}
"""WhatsApp as Meta counts: to one customer one in six seconds, and a burst of 45 that is made up for.

A text message leaves a number about once a second. The pair's limit of mail also ends a loop with another program.
"""
PATIENCE_S = 3.0
PAUSE_S = 0.05


class TooFastError(UnavailableError):
    title = "Too many messages at once"


async def within_rate(house: House, channel: str, address: Address) -> None:
    """Returns when a message may leave. Raises TooFastError where it has to wait longer than is worth holding on."""
    rate, line = RATES[channel], f"{channel}:line:{address.line}"
    if not await house.bus.hit(f"{channel}:pair:{address.line}:{address.to}", rate.pair, rate.pair_s):
        raise TooFastError("This customer was sent too many messages in the last minutes.")
    waited = 0.0
    while not await house.bus.hit(line, rate.line, rate.line_s):
        if waited >= PATIENCE_S:
            raise TooFastError(f"More than {rate.line} messages in {rate.line_s:g} s leave by line {address.line}.")
        await asyncio.sleep(PAUSE_S)
        waited += PAUSE_S
