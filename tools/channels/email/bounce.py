"""A report that a mail of ours did not arrive (RFC 3464), as a status of that mail."""

import re
from datetime import datetime
from email.message import EmailMessage, Message

from commerce.threads.incoming import Failure, Status

_CODE = re.compile(r"\b([45]\d\d)\b")
USUAL = 550


def bounced(message: EmailMessage, line: str, at: datetime) -> Status | None:
    """The failure of the mail that the report is about; None for a delay, or where it names none."""
    parts = list(message.walk())
    report = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    about = next((found for part in parts if (found := _about(part))), None)
    if report is None or about is None:
        return None
    told = _fields(report)
    if told.get("action", "").lower() != "failed":
        return None
    said = told.get("diagnostic-code") or told.get("status") or "it was returned"
    code = _CODE.search(said)
    return Status(line, about, "failed", at, None, (Failure(int(code[1]) if code else USUAL, "bounced", said[:300]),))


def _about(part: Message) -> str | None:
    """The Message-ID of the mail that is returned, whole or its headers alone."""
    if part.get_content_type() == "message/rfc822":
        held = part.get_payload()
        found = held[0].get("Message-ID") if isinstance(held, list) and isinstance(held[0], Message) else None
        return str(found).strip() if found else None
    if part.get_content_type() == "text/rfc822-headers":
        payload = part.get_payload(decode=True)
        headers = payload.decode(errors="replace") if isinstance(payload, bytes) else ""
        named = re.search(r"^Message-ID:\s*(<[^>\s]+>)", headers, re.IGNORECASE | re.MULTILINE)
        return named[1] if named else None
    return None


def _fields(report: Message) -> dict[str, str]:
    """The fields of all blocks of the report: those of the recipient are in a block of their own."""
    held = report.get_payload()
    blocks = held if isinstance(held, list) else [report]
    found: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, Message):
            found |= {name.lower(): " ".join(str(value).split()) for name, value in block.items()}
    return found
