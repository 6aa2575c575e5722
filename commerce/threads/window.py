"""The time in which a customer may be written to freely, by the channel's clock and never by ours."""

from datetime import datetime, timedelta

LENGTH = timedelta(hours=24)
SAFETY = timedelta(minutes=5)
"""What is sent shortly before the end may arrive after it."""


def closes(heard_at: datetime | None, closed_at: datetime | None) -> datetime | None:
    """Until when it is open; None where the customer has not written, or the channel closed it since."""
    if heard_at is None or (closed_at and closed_at >= heard_at):
        return None
    return heard_at + LENGTH - SAFETY


def is_open(heard_at: datetime | None, closed_at: datetime | None, now: datetime) -> bool:
    until = closes(heard_at, closed_at)
    return until is not None and now < until
