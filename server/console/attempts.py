"""How often somebody may try what could be guessed."""

from fastapi import Request

from kit.errors import TooManyRequestsError
from server.console.access import Signed
from server.wiring import House

WINDOW_S = 300
FROM_ADDRESS, OF_ACCOUNT = 20, 5
"""Attempts in that time: to sign in from one address of the network, beside those that each account counts; and of
passwords and codes in a session, where a stolen browser would go on guessing."""


async def count_sign_in(house: House, request: Request) -> None:
    """Raises TooManyRequestsError."""
    address = request.client.host if request.client else "unknown"
    if not await house.bus.hit(f"sign-in:{address}", FROM_ADDRESS, WINDOW_S):
        raise TooManyRequestsError("Too many attempts from this address: wait five minutes.", WINDOW_S)


async def count_attempt(house: House, signed: Signed) -> None:
    """Raises TooManyRequestsError."""
    if not await house.bus.hit(f"factor:{signed.home.id}:{signed.agent}", OF_ACCOUNT, WINDOW_S):
        raise TooManyRequestsError("Too many attempts: wait five minutes.", WINDOW_S)
