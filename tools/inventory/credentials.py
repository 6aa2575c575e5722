"""What a tenant keeps of its stock system: where it is, and the token that opens it."""

from kit.errors import InvalidInputError

VENDOR = "inventory"
NEEDED = ("provider", "address")
OPTIONAL = ("token",)
PROVIDERS = ("rest", "soap")


def checked(keys: dict[str, str]) -> dict[str, str]:
    """Raises InvalidInputError for a provider or an address that is none."""
    if keys["provider"] not in PROVIDERS:
        raise InvalidInputError(f"provider {keys['provider']!r}: expected one of {', '.join(PROVIDERS)}.")
    if not keys["address"].startswith(("https://", "http://")):
        raise InvalidInputError(f"address {keys['address']!r}: expected one that begins with https:// or http://.")
    return keys
