"""Tagged values: what an act says, before it is worded for a reader.

A tagged value is plain data with its kind, so that the composer can format it for a locale and the checker can hold
the words against it: ``{"$": "money", "minor": 129000, "currency": "MXN"}``.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from kit.money import Money

Value = dict[str, Any]


def money(amount: Money) -> Value:
    return {"$": "money", "minor": amount.minor, "currency": amount.currency}


def instant(at: datetime, style: str = "full") -> Value:
    """A point in time.

    ``style``: ``full`` (weekday, day, month, hour), ``day`` or ``hour``; ``on`` and ``at`` are the full and the hour as
    they stand in the middle of a sentence: "el miércoles 25 de noviembre a las 3:00 p. m.", "a las 3:00 p. m.".
    """
    return {"$": "instant", "at": at.isoformat(), "style": style}


def day(on: date) -> Value:
    return {"$": "day", "on": on.isoformat()}


def percent(basis_points: int) -> Value:
    return {"$": "percent", "bp": basis_points}


def quantity(count: int, unit: str = "") -> Value:
    """A count that the business vouches for: stock, minutes, square feet."""
    return {"$": "quantity", "count": count, "unit": unit}


def contact(kind: str, text: str) -> Value:
    """``kind``: ``email``, ``phone``, ``url`` or ``address``."""
    return {"$": kind, "text": text}


def reference(text: str) -> Value:
    """The number of a quote, an order, a booking, a licence."""
    return {"$": "reference", "text": text}


def name(text: str) -> Value:
    """The name of a product, a service, a person or a place, whose digits are no figure of their own."""
    return {"$": "name", "text": text}


def quoted(text: str) -> Value:
    """Words of the business's own content, carried as they stand; the figures in them are facts of their source."""
    return {"$": "quoted", "text": text}


def is_tagged(value: Any) -> bool:
    return isinstance(value, dict) and "$" in value


def tagged_in(value: Any) -> Iterable[Value]:
    """Every tagged value inside, at any depth."""
    if is_tagged(value):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from tagged_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from tagged_in(inner)


def render(value: Any, locale: str, timezone: str) -> Any:
    """The value as a reader of ``locale`` in ``timezone`` expects it; containers keep their shape."""
    if is_tagged(value):
        return _render_tagged(value, locale, timezone)
    if isinstance(value, dict):
        return {name: render(inner, locale, timezone) for name, inner in value.items()}
    if isinstance(value, list):
        return [render(inner, locale, timezone) for inner in value]
    return value


def _render_tagged(value: Value, locale: str, timezone: str) -> str:
    match value["$"]:
        case "money":
            return Money(value["minor"], value["currency"]).format(locale)
        case "instant":
            return _say_instant(
                datetime.fromisoformat(value["at"]).astimezone(ZoneInfo(timezone)), value["style"], locale
            )
        case "day":
            return _say_day(date.fromisoformat(value["on"]), locale)
        case "percent":
            whole, part = divmod(value["bp"], 100)
            mark = "," if locale in {"es_CO", "es_ES"} else "."
            figure = f"{whole}{mark}{part:02d}".rstrip("0") if part else str(whole)
            return f"{figure}%" if locale.startswith("en") else f"{figure} %"
        case "quantity":
            return f"{_grouped(value['count'], locale)} {value['unit']}".strip()
        case _:
            return str(value["text"])


def _grouped(count: int, locale: str) -> str:
    """Thousands as they are written there: 2,000 in the United States and Mexico, 2.000 in Colombia."""
    return f"{count:,}".replace(",", "." if locale in {"es_CO", "es_ES"} else ",")


def _say_day(on: date, locale: str) -> str:
    pattern = "EEEE, MMMM d" if locale.startswith("en") else "EEEE d 'de' MMMM"
    return format_date(on, pattern, locale=locale)


def _say_hour(at: datetime, locale: str) -> str:
    text = format_time(at, "h:mm a", locale=locale).replace("\u202f", " ").replace("\xa0", " ")
    if locale.startswith("en"):
        return text.replace("AM", "am").replace("PM", "pm").replace(":00", "")
    half = "a. m." if at.hour < 12 else "p. m."
    return f"{at.hour % 12 or 12}:{at.minute:02d} {half}"


def _say_instant(at: datetime, style: str, locale: str) -> str:
    if style == "hour" or (style == "at" and locale.startswith("en")):
        return _say_hour(at, locale)
    if style == "day":
        return _say_day(at.date(), locale)
    joint = "at" if locale.startswith("en") else "a la" if at.hour % 12 == 1 else "a las"
    if style == "at":
        return f"{joint} {_say_hour(at, locale)}"
    article = "el " if style == "on" and not locale.startswith("en") else ""
    return f"{article}{_say_day(at.date(), locale)} {joint} {_say_hour(at, locale)}"
