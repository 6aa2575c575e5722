"""What a file is, by its first bytes. A name or a header can say anything."""

_SIGNS = (
    ("image/png", 0, b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", 0, b"\xff\xd8\xff"),
    ("image/webp", 8, b"WEBP"),
    ("application/pdf", 0, b"%PDF-"),
)
KINDS = tuple(kind for kind, _, _ in _SIGNS)


def kind_of(content: bytes) -> str | None:
    """The content type, None for what is none of ``KINDS``."""
    if content[8:12] == b"WEBP" and not content.startswith(b"RIFF"):
        return None
    return next((kind for kind, place, sign in _SIGNS if content[place : place + len(sign)] == sign), None)
