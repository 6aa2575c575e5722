"""The keys that a tenant has with Twilio."""

from dataclasses import dataclass

VENDOR = "twilio"
NEEDED = ("account_sid", "auth_token")
OPTIONAL = ("messaging_service_sid", "previous_auth_token")


@dataclass(frozen=True, slots=True)
class Credentials:
    """``secrets``: those that may sign a webhook; two while a token is being changed."""

    account: str
    token: str
    secrets: tuple[str, ...]
    service: str | None = None
    """The messaging service that picks the number to send from; without one the conversation's line sends."""

    @classmethod
    def of(cls, keys: dict[str, str]) -> "Credentials":
        secrets = tuple(keys[name] for name in ("auth_token", "previous_auth_token") if keys.get(name))
        return cls(keys["account_sid"], keys["auth_token"], secrets, keys.get("messaging_service_sid") or None)
