"""How much goes out at once: from a number, and to one customer. Counted on the bus, so by all processes together."""

import asyncio

from kit.errors import UnavailableError
from server.wiring import House

PER_LINE, LINE_WINDOW_S = 80, 1.0
PER_PAIR, PAIR_WINDOW_S = 45, 270.0
"""One in six seconds, and a burst of 45 that is made up for: the same on average, as Meta counts it."""
PATIENCE_S = 3.0
PAUSE_S = 0.05


class TooFastError(UnavailableError):
    title = "Too many messages at once"


async def within_rate(house: House, line: str, to: str) -> None:
    """Returns when a message may leave. Raises TooFastError where it has to wait longer than is worth holding on."""
    if not await house.bus.hit(f"whatsapp:pair:{line}:{to}", PER_PAIR, PAIR_WINDOW_S):
        raise TooFastError("This customer was sent too many messages in the last minutes.")
    waited = 0.0
    while not await house.bus.hit(f"whatsapp:line:{line}", PER_LINE, LINE_WINDOW_S):
        if waited >= PATIENCE_S:
            raise TooFastError(f"More than {PER_LINE} messages a second leave by line {line}.")
        await asyncio.sleep(PAUSE_S)
        waited += PAUSE_S
