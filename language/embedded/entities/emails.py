"""E-mail addresses, written, spelt out ("arroba", "at … dot com"), or corrected by a piece ("es .com.co")."""

import re
from collections.abc import Iterator, Sequence

from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_WRITTEN = re.compile(r"[a-z0-9][a-z0-9._%+'-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}")
_DOT = r"\s?(?:\.|\spunto\s|\sdot\s|\(punto\)|\(dot\)|\[dot\])\s?"
_UNDER = r"\s(?:guion bajo|underscore)\s"
_LINE = rf"(?:{_UNDER}|\s(?:guion medio|guion|dash|hyphen)\s)"
_SPELT = re.compile(
    rf"\b(?P<user>[a-z0-9][a-z0-9_+-]{{0,40}}(?:(?:{_DOT}|{_LINE})[a-z0-9_+-]{{1,40}}){{0,3}})"
    rf"\s?(?:@|\(at\)|\[at\]|\sarroba\s|\(arroba\)|\sat\s)\s?"
    rf"(?P<host>[a-z0-9-]{{2,40}}(?:{_DOT}[a-z0-9-]{{2,20}}){{1,4}})(?![^\W_])"
)
_MAIL = re.compile(r"\b(?:correo|e-?mail|mail)\b")
_PIECE = re.compile(
    r"(?:\b(?:correo|email|e-mail|mail|termina|ends|es|is|con|with|it's)\b[^@\n]{0,24}?"
    r"|^\W*(?:(?:no|perdon|sorry|ups|oops|digo|mejor|rather|i mean)\b\W*)*)(?<![\w.])"
    r"(?P<piece>@?(?:[a-z0-9-]{2,40})?(?:\.[a-z]{2,12}){1,3})(?![\w@])"
)


def find(text: Text, world: World) -> Iterator[Entity]:
    for found in _WRITTEN.finditer(text.plain):
        yield from _checked(text, found.start(), found.end(), found.group(), 0.99)
    for found in _SPELT.finditer(text.plain):
        if _is_spelt(text, found):
            yield from _checked(
                text, found.start(), found.end(), f"{_joined(found['user'])}@{_joined(found['host'])}", 0.9
            )
    yield from _corrected(text, world.recent)


def _is_spelt(text: Text, found: re.Match[str]) -> bool:
    """ "meet at example.com" is no address: "at" needs a spelt dot, or a word of mail nearby."""
    said = found.group()
    if "@" in said:
        return re.search(r"\s@|@\s", said) is not None
    return not (" at " in said and " dot " not in said) or _MAIL.search(text.plain) is not None


def _joined(spelt: str) -> str:
    return re.sub(r"\s", "", re.sub(_LINE, "-", re.sub(_UNDER, "_", re.sub(_DOT, ".", spelt))))


def _checked(text: Text, start: int, end: int, address: str, confidence: float) -> Iterator[Entity]:
    normal = valid_address(address.rstrip(".-"))
    if normal:
        yield entity("email", text, start, end - (len(address) - len(address.rstrip(".-"))), normal, confidence)


def valid_address(address: str) -> str | None:
    """The address in its normal form, in lower case, None where it breaks the rules of addresses. Asks no server."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        return None


def _corrected(text: Text, recent: Sequence[str]) -> Iterator[Entity]:
    """A new ending for the address that was said last."""
    if "@" in text.plain and _WRITTEN.search(text.plain):
        return
    found = _PIECE.search(text.plain)
    said = [each.group() for message in recent for each in _WRITTEN.finditer(message.lower())]
    if not found or not said:
        return
    address = _with_piece(said[-1].rstrip("."), found["piece"])
    if address and address != said[-1]:
        yield from _checked(text, found.start("piece"), found.end("piece"), address, 0.85)


def _with_piece(address: str, piece: str) -> str | None:
    """``@gmail.com`` and ``gmail.com`` take the place of the host, ``.com.co`` that of all after the host's name."""
    user, host = address.split("@")
    if piece.startswith("."):
        return f"{user}@{host.split('.')[0]}{piece}"
    return f"{user}@{piece.lstrip('@')}"
