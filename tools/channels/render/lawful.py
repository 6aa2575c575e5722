"""Whether a message may go out now: the customer's wish, the channel's window, the quiet of the night."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from commerce.sends.purpose import Purpose

WINDOWED = {"whatsapp"}
"""Channels that take free words only for a while after the customer wrote."""
UNASKED = {"service", "marketing"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with one customer on one channel."""

    channel: str
    now: datetime
    timezone: str
    window_until: datetime | None = None
    refused: frozenset[str] = frozenset()
    """What they do not want: ``all``, ``marketing``."""
    quiet: tuple[time, time] | None = (time(21), time(8))
    """From when to when nothing is sent that they did not ask for, on their clock."""


@dataclass(frozen=True, slots=True)
class Decision:
    """``template``: only an approved text may go. ``until``: when it may go, for ``later``."""

    kind: Literal["send", "template", "later", "never"]
    why: str = ""
    until: datetime | None = None


def decide(purpose: Purpose, standing: Standing) -> Decision:
    """A reply to the customer is always wanted; what they did not ask for follows their wish and their night."""
    if purpose in UNASKED and "all" in standing.refused:
        return Decision("never", "the customer asked not to be written to")
    if purpose == "marketing" and "marketing" in standing.refused:
        return Decision("never", "the customer takes no marketing")
    if purpose in UNASKED and (morning := _end_of_quiet(standing)):
        return Decision("later", "it is night where the customer is", morning)
    if standing.channel in WINDOWED and not (standing.window_until and standing.now < standing.window_until):
        return Decision("template", "the customer has not written for a day")
    return Decision("send")


def _end_of_quiet(standing: Standing) -> datetime | None:
    """When the night ends, where it is night."""
    if standing.quiet is None:
        return None
    begins, ends = standing.quiet
    local = standing.now.astimezone(ZoneInfo(standing.timezone))
    at = local.time()
    is_quiet = begins <= at < ends if begins <= ends else at >= begins or at < ends
    if not is_quiet:
        return None
    days = 1 if begins > ends and at >= begins else 0
    morning = datetime.combine(local.date() + timedelta(days=days), ends, local.tzinfo)
    return morning.astimezone(standing.now.tzinfo)
