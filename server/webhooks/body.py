"""The bytes of a webhook, up to what its sender may send."""

from fastapi import Request

from kit.errors import InvalidInputError


async def body_up_to(request: Request, largest: int) -> bytes:
    """Raises InvalidInputError as soon as more has come."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > largest:
            raise InvalidInputError(f"The body is larger than {largest} bytes.")
    return bytes(body)
