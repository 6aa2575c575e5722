"""Whether a failed request is worth another, and after which pause."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from random import Random

FIRST_PAUSE_S = 0.2
WORTH_S = 0.3
"""Seconds that must be left after the pause: a request that ends before it is answered only costs."""
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


def pause_before(attempt: int, error: BaseException, left_s: float, now: datetime, chance: Random) -> float | None:
    """Seconds to wait before attempt number ``attempt`` + 1; None where the failure lasts or the time is not there.

    ``Retry-After`` is kept to where it fits; without it the pause doubles, with up to half of it more by chance.
    """
    status = getattr(error, "status_code", None)
    if status not in _PASSING and (status is not None or not _lost(error)):
        return None
    asked = _asked_for(error, now)
    pause = asked if asked is not None else FIRST_PAUSE_S * 2.0 ** (attempt - 1) * (1 + chance.random() / 2)
    return pause if pause + WORTH_S <= left_s else None


def _lost(error: BaseException) -> bool:
    """Whether the connection failed, and not what came over it."""
    import httpx
    from openai import APIConnectionError

    return isinstance(error, OSError | httpx.TransportError | APIConnectionError)


def _asked_for(error: BaseException, now: datetime) -> float | None:
    """What the endpoint asks for: ``retry-after-ms``, or ``Retry-After`` in seconds or as a date."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers.get(name, "")) * unit)
        except ValueError:
            continue
    try:
        return max(0.0, (parsedate_to_datetime(headers["retry-after"]) - now).total_seconds())
    except (KeyError, ValueError, TypeError):
        return None
