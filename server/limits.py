"""How much a visitor, and an address, may ask of us: sessions, messages, and what the model's words cost."""

from ipaddress import ip_address, ip_network

from fastapi import Request

from graphs.inbox import Answer
from kit.errors import TooManyRequestsError
from server.wiring import House

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
PREFIX_LENGTH = {4: 24, 6: 56}
"""What one household or office has at the least: a whole prefix counts as one address."""


def prefix_of(request: Request) -> str | None:
    """The prefix of the caller's address; None for this machine, from which proxies and developers call."""
    try:
        address = ip_address(request.client.host if request.client else "")
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None) or address
    if mapped.is_loopback:
        return None
    return str(ip_network((mapped, PREFIX_LENGTH[mapped.version]), strict=False))


async def check_start(house: House, request: Request, tenant: str) -> None:
    """Raises TooManyRequestsError for an address that opens one conversation after the other."""
    if prefix := prefix_of(request):
        await _within(house, f"starts:{tenant}:{prefix}", house.settings.start_rate_limit, "new conversations")


async def check_message(house: House, request: Request, tenant: str, who: str) -> None:
    """``who``: the visitor, or the session of one who has no token. Raises TooManyRequestsError."""
    await _within(house, f"messages:{tenant}:{who}", house.settings.rate_limit, "messages")
    if prefix := prefix_of(request):
        await _within(house, f"messages:{tenant}:{prefix}", house.settings.address_rate_limit, "messages")
        await _within(house, f"tokens:{tenant}:{prefix}", house.settings.address_budget, "of the model's words", cost=0)


async def check_stream(house: House, request: Request, tenant: str) -> None:
    """Raises TooManyRequestsError for an address that opens one stream after the other."""
    if prefix := prefix_of(request):
        await _within(house, f"streams:{tenant}:{prefix}", house.settings.address_rate_limit, "streams")


async def charge(house: House, request: Request, tenant: str, answer: Answer) -> None:
    """Counts what the answer took of a model against the caller's address."""
    prefix = prefix_of(request)
    calls = answer.done.state.get("model_calls", []) if answer.done else []
    if prefix and (spent := sum(call["tokens_in"] + call["tokens_out"] for call in calls)):
        limit, seconds, _ = _parts(house.settings.address_budget)
        await house.bus.hit(f"tokens:{tenant}:{prefix}", limit, seconds, spent)


async def _within(house: House, key: str, rule: str, what: str, cost: int = 1) -> None:
    limit, seconds, window = _parts(rule)
    if not await house.bus.hit(key, limit, seconds, cost):
        raise TooManyRequestsError(f"More than {limit} {what} in a {window}: please wait a moment.", seconds)


def _parts(rule: str) -> tuple[int, int, str]:
    """``60/minute`` as a number, seconds, and the window's name."""
    limit, _, window = rule.partition("/")
    return int(limit), SECONDS[window], window
