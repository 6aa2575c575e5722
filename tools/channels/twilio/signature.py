"""The signature of Twilio's webhooks: HMAC-SHA1 over the address that it called and the sorted fields of the form."""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Sequence

Fields = Sequence[tuple[str, str]]


def sign(url: str, fields: Fields, token: str) -> str:
    """The value of ``X-Twilio-Signature`` for a form that is posted to ``url``, its query included."""
    signed = url + "".join(name + value for name, value in sorted(set(fields)))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def is_signed(url: str, fields: Fields, signature: str | None, secrets: Iterable[str]) -> bool:
    """Whether one of ``secrets`` made the signature: while a token is being changed, two are valid."""
    if not signature:
        return False
    found = [hmac.compare_digest(sign(url, fields, secret).encode(), signature.encode()) for secret in secrets]
    return any(found)
