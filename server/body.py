"""The bytes of a request, up to what its sender may send."""

from fastapi import Request

from kit.errors import InvalidInputError

MB = 1024 * 1024


class TooLargeError(InvalidInputError):
    status = 413
    title = "The request is too large"


async def body_up_to(request: Request, largest: int) -> bytes:
    """Raises TooLargeError as soon as more bytes than that have come."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > largest:
            raise TooLargeError(f"The request has more than {_size(largest)}: send less at once.")
    return bytes(body)


def _size(largest: int) -> str:
    return f"{largest // MB} MB" if largest % MB == 0 else f"{largest // 1024} KB"
