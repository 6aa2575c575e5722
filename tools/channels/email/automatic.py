"""Mail that no person wrote is never answered: told by its headers (RFC 3834), since two programs would never end."""

from email.message import EmailMessage, Message

_NOBODY = ("mailer-daemon", "postmaster", "noreply", "no-reply", "no_reply", "donotreply", "bounce", "bounces")
_MARKS = ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Loop", "Feedback-ID")
_MANY = {"bulk", "junk", "list", "auto_reply"}


def automatic(message: EmailMessage, sender: str, own: set[str]) -> str | None:
    """Why it is taken for a program's; None for a person's."""
    submitted = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    if submitted not in {"", "no"}:
        return f"Auto-Submitted: {submitted}"
    if str(message.get("Precedence", "")).strip().lower() in _MANY:
        return f"Precedence: {message['Precedence']}"
    if mark := next((name for name in _MARKS if name in message), None):
        return mark
    if any(part.get_content_type() == "text/calendar" and _is_reply(part) for part in message.walk()):
        return "a calendar's answer to an invitation"
    if message.get_content_type() == "multipart/report":
        return "multipart/report"
    if str(message.get("Return-Path", "")).strip() == "<>":
        return "Return-Path: <>"
    if sender in own:
        return "it is from this business"
    local = sender.partition("@")[0].partition("+")[0]
    return f"from {local}" if local in _NOBODY else None


def _is_reply(part: Message) -> bool:
    """What a calendar sends by itself when somebody accepts or declines (RFC 6047)."""
    return str(part.get_param("method", "")).upper() == "REPLY"
