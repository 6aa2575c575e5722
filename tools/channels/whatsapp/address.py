"""Whom a message goes to: the number exactly as Meta gave it, or the business-scoped id where there is none."""

from typing import Any

OPAQUE_LIMIT = 512


def addressed(content: dict[str, Any], phone: str | None, user_id: str | None, opaque: str | None) -> dict[str, Any]:
    """The whole request body. Where both ids are known, the number is used, as Meta prefers it.

    ``opaque`` comes back in every status of this message, also in one that arrives before the answer to the request.
    """
    to = {"to": phone} if phone else {"recipient": user_id}
    marked = {"biz_opaque_callback_data": opaque[:OPAQUE_LIMIT]} if opaque else {}
    return {"messaging_product": "whatsapp", "recipient_type": "individual", **to, **content, **marked}


def read_mark(message: str, *, typing: bool) -> dict[str, Any]:
    """Marks a message and those before it as read; ``typing`` also shows that an answer is being written."""
    sign = {"typing_indicator": {"type": "text"}} if typing else {}
    return {"messaging_product": "whatsapp", "status": "read", "message_id": message, **sign}
