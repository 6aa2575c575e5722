"""The code that a customer brings along: twelve letters and digits, 60 bits, however they copy it."""

import hashlib
import hmac
import re
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: nothing that is taken for something else. What is taken for it all the same is mended."""
LENGTH = 12
_GROUP = 4
_MENDED = str.maketrans("ILO", "110")
_SHAPE = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]{4}[\s.·–—-]{0,3}){2}[0-9A-Za-z]{4}(?![0-9A-Za-z])")


def code_of(key: str, transfer: UUID) -> str:
    """Always the same for the transfer, and beyond guessing without the key."""
    number = int.from_bytes(hmac.new(key.encode(), transfer.bytes, hashlib.sha256).digest(), "big")
    letters = []
    for _ in range(LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(letters)


def shown(code: str) -> str:
    """In groups of four, to be read aloud."""
    return "-".join(code[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def digest_of(code: str) -> str:
    """By which a code is found without being kept."""
    return hashlib.sha256(code.encode()).hexdigest()


def codes_in(text: str) -> dict[str, str]:
    """What may be codes in the text, mended, with how each is written there."""
    found = {_mended(match[0]): match[0] for match in _SHAPE.finditer(text)}
    return {code: written for code, written in found.items() if set(code) <= set(ALPHABET)}


def _mended(written: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", written.upper()).translate(_MENDED)
