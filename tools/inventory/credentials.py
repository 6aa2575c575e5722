"""What a tenant keeps of its stock system: where it is, the token that opens it, where its catalogue is, and which
column of that is which field."""

from kit.errors import InvalidInputError

VENDOR = "inventory"
NEEDED = ("provider", "address")
OPTIONAL = ("token", "catalogue", "every_hours", "mapping")
EVERY_HOURS = 24
"""How often the catalogue is read again, where ``every_hours`` does not say."""
PROVIDERS = ("rest", "soap")


def checked(keys: dict[str, str]) -> dict[str, str]:
    """Raises InvalidInputError for a provider or an address that is none."""
    if keys["provider"] not in PROVIDERS:
        raise InvalidInputError(f"provider {keys['provider']!r}: expected one of {', '.join(PROVIDERS)}.")
    for name in ("address", "catalogue"):
        if name in keys and not keys[name].startswith(("https://", "http://")):
            raise InvalidInputError(f"{name} {keys[name]!r}: expected one that begins with https:// or http://.")
    hours = keys.get("every_hours", str(EVERY_HOURS))
    if not (hours.isdecimal() and 1 <= int(hours) <= 720):
        raise InvalidInputError(f"every_hours {hours!r}: expected a whole number, 1 to 720.")
    return keys
