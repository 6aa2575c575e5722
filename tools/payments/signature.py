"""Signs a webhook's body with its time, so that it can be neither changed nor sent again later."""

import hashlib
import hmac
from datetime import datetime, timedelta

from tools.payments.port import SignatureError

TOLERANCE = timedelta(minutes=5)


def sign(body: bytes, secret: str, at: datetime) -> str:
    """``t=1763906400,v1=…``: seconds since 1970 and HMAC-SHA256 over ``seconds.body``, in hex."""
    seconds = int(at.timestamp())
    return f"t={seconds},v1={_digest(body, secret, str(seconds))}"


def verify(body: bytes, signature: str, secret: str, now: datetime) -> None:
    """Raises SignatureError unless ``sign`` made it with that secret within five minutes of ``now``."""
    parts = dict(part.split("=", 1) for part in signature.split(",") if "=" in part)
    seconds, digest = parts.get("t", ""), parts.get("v1", "")
    expected = _digest(body, secret, seconds)
    if not seconds.isdecimal() or not hmac.compare_digest(digest.encode(), expected.encode()):
        raise SignatureError("The payment event's signature does not match its body.")
    if abs(now.timestamp() - int(seconds)) > TOLERANCE.total_seconds():
        raise SignatureError("The payment event was signed more than five minutes ago.")


def _digest(body: bytes, secret: str, seconds: str) -> str:
    return hmac.new(secret.encode(), seconds.encode() + b"." + body, hashlib.sha256).hexdigest()
