"""The fields of a profile. A value that is not right is refused, never mended silently."""

from collections.abc import Callable, Mapping
from typing import Any

from email_validator import EmailNotValidError, validate_email

from commerce.profiles.vehicles import vehicle, vin
from kit.errors import InvalidInputError

Check = Callable[[Any], Any]


class InvalidFieldError(InvalidInputError):
    title = "That value does not belong in the profile"


def check(name: str, value: Any) -> Any:
    """The value as it is kept; raises InvalidFieldError with the field, the value and what was expected."""
    if name not in FIELDS:
        raise InvalidFieldError(f"profile field {name!r} is not known: expected one of {', '.join(sorted(FIELDS))}")
    try:
        return FIELDS[name](value)
    except ValueError as error:
        raise InvalidFieldError(f"{name} {value!r} is not valid: expected {error}") from None


def _text(limit: int) -> Check:
    def checked(value: Any) -> str:
        text = " ".join(str(value).split()) if isinstance(value, str | int) else ""
        if not text:
            raise ValueError("some text")
        return text[:limit]

    return checked


def _email(value: Any) -> str:
    try:
        return validate_email(str(value), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise ValueError("an address such as ana@example.com") from None


def _phone(value: Any) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(str(value))
    except phonenumbers.NumberParseException:
        raise ValueError("an international number such as +573001234567") from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError("a number with the digits its country uses, such as +573001234567")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _budget(value: Any) -> dict[str, Any]:
    """``{"min", "max"}`` of ``{"minor", "currency"}`` or None, or a single amount, which is then the most."""
    if isinstance(value, Mapping) and "minor" in value:
        value = {"min": None, "max": value}
    if not isinstance(value, Mapping) or not (value.get("min") or value.get("max")):
        raise ValueError("an amount or a range of amounts")
    ends = {end: _amount(value.get(end)) for end in ("min", "max")}
    if ends["min"] and ends["max"] and ends["min"]["minor"] > ends["max"]["minor"]:
        raise ValueError("a range whose lower end comes first")
    return ends


def _amount(value: Any) -> dict[str, Any] | None:
    if value is None:
        return None
    if not isinstance(value, Mapping) or type(value.get("minor")) is not int or value["minor"] < 0:
        raise ValueError("amounts in minor units with their currency")
    return {"minor": value["minor"], "currency": str(value["currency"])}


def _area(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping) or value.get("unit") not in {"sqft", "m2"} or not value.get("value", 0) > 0:
        raise ValueError("a positive value with the unit sqft or m2")
    return {"value": value["value"], "unit": value["unit"]}


def _stories(value: Any) -> int:
    if not str(value).isdigit() or not 1 <= int(value) <= 200:
        raise ValueError("a number of floors, 1 to 200")
    return int(value)


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


FIELDS: dict[str, Check] = {
    "customer_name": _text(255),
    "email": _email,
    "phone": _phone,
    "company": _text(255),
    "company_size": _text(255),
    "industry": _text(255),
    "role": _text(255),
    "budget": _budget,
    "timeline": _text(255),
    "need": _text(1000),
    "address": _text(500),
    "city": _text(255),
    "postal_code": _text(20),
    "vehicle": vehicle,
    "vin": vin,
    "area": _area,
    "stories": _stories,
    "decision_maker": _yes_no,
    "language": _text(20),
    "channel_wanted": _text(50),
    "nit": _text(20),
    "rfc": _text(20),
}
"""By name: what takes the value as the engine gave it and returns it as it is kept, or raises ValueError."""

LASTING = frozenset(
    {
        "customer_name", "email", "phone", "company", "company_size", "industry", "role", "address", "city",
        "postal_code", "vehicle", "vin", "language", "nit", "rfc",
    }
)  # fmt: skip
"""What is true of a customer beyond one conversation; what they need, and by when, is asked anew."""
