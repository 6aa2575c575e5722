"""The keys that a tenant has with Meta."""

from dataclasses import dataclass

VENDOR = "whatsapp"
NEEDED = ("app_secret", "verify_token", "access_token")
OPTIONAL = ("waba_id", "previous_app_secret")


@dataclass(frozen=True, slots=True)
class Credentials:
    """``secrets``: those that may sign a webhook; two while one is being changed. ``account``: the WABA's id."""

    secrets: tuple[str, ...]
    verify_token: str
    access_token: str
    account: str | None = None

    @classmethod
    def of(cls, keys: dict[str, str]) -> "Credentials":
        secrets = tuple(keys[name] for name in ("app_secret", "previous_app_secret") if keys.get(name))
        return cls(secrets, keys["verify_token"], keys["access_token"], keys.get("waba_id") or None)
