"""Hours of the day: the parts of a day, the reading a shop would give, the clocks that skip and repeat."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from language.embedded.times.said import Said

PARTS = {
    "dawn": (0, 6, "morning"),
    "early": (0, 9, "morning"),
    "first": (7, 10, "morning"),
    "morning": (0, 12, "morning"),
    "forenoon": (4, 12, "morning"),
    "midday": (11, 14, "afternoon"),
    "lunch": (12, 14, "afternoon"),
    "afternoon": (12, 19, "afternoon"),
    "last": (16, 19, "afternoon"),
    "close": (16, 24, "afternoon"),
    "after_work": (17, 21, "evening"),
    "dinner": (18, 21, "evening"),
    "evening": (18, 24, "evening"),
    "night": (18, 24, "evening"),
    "late": (21, 24, "evening"),
}
"""The hours of a part of the day, and the part's name in a TimeValue."""


def at(day: date, minutes: int, zone: tzinfo | None) -> datetime:
    """Minutes after midnight on the wall clock. An hour that the clocks skip moves on; of two, the first."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def clock_of(said: Said) -> tuple[int, float]:
    """Minutes after midnight, and how sure. Without am or pm a shop reads 1 to 7 as the afternoon."""
    hour, minute = said.hour or 0, said.minute or 0
    half = said.half or _half_of(said.part, hour)
    if half == "24" or hour > 12:
        return hour * 60 + minute, 1.0
    if half == "am":
        return hour % 12 * 60 + minute, 1.0
    if half == "next":
        return 24 * 60 + minute, 1.0
    if half == "pm":
        return (hour % 12 + 12) * 60 + minute, 1.0
    afternoon = hour <= 7 or hour == 12
    return (hour % 12 + 12 * afternoon) * 60 + minute, 0.7 if afternoon else 0.85


def _half_of(part: str | None, hour: int) -> str | None:
    """The half of the day that a part gives to an hour; "12 de la noche" is the end of the day."""
    if part is None:
        return None
    name = PARTS[part][2]
    if name == "morning":
        return "am"
    if part in {"night", "late"} and hour == 12:
        return "next"
    if part in {"midday", "lunch"}:
        return "am" if 10 <= hour < 12 else "pm"
    return "pm"
