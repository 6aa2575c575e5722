"""From bytes to text: by what marks or declares the encoding, else UTF-8, else the usual Western one."""

import codecs
import re

from knowledge.load.page import RefusedError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""")
_WITHIN = 2048
"""Bytes in which a page declares its encoding."""
_STRAY = 500
"""One broken byte in so many characters is dropped; with more, the text was not meant as UTF-8."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_BROKEN = "\ufffd"
_WESTERN = {"latin-1", "iso-8859-1", "iso8859-1", "ascii", "us-ascii"}
"""What is declared so is read as Windows-1252, as browsers do."""


def text_of(data: bytes, where: str, declared: str | None = None) -> str:
    """The text without control characters; raises RefusedError for what is no text in any way."""
    text = _marked(data, where) or _strict(data, declared or _declaration(data)) or _mended(data) or _western(data)
    if text is None or "\x00" in text:
        raise RefusedError(f"{where} is not text: its encoding is broken or it is another kind of file")
    return _CONTROLS.sub("", text)


def _marked(data: bytes, where: str) -> str | None:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(f"{where} says that it is {encoding} and is not: {error.reason}") from error


def _declaration(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_WITHIN])
    return found[1].decode("ascii") if found else None


def _strict(data: bytes, declared: str | None) -> str | None:
    """As declared, or as UTF-8: a wrong declaration is common and UTF-8 is seldom right by chance."""
    for encoding in ("utf-8", *([_known(declared)] if declared else [])):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _known(declared: str) -> str:
    """The codec of a declared name; UTF-8 for a name that means nothing, or that is no encoding of text."""
    if declared.lower() in _WESTERN:
        return "cp1252"
    try:
        b"a".decode(declared, errors="ignore")
    except LookupError:
        return "utf-8"
    name = codecs.lookup(declared).name
    return "utf-8" if name.startswith("utf-") else name


def _mended(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, as where a text was cut in the middle of a letter."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count(_BROKEN)
    whole = any(ord(char) > 127 for char in text if char != _BROKEN)
    return text.replace(_BROKEN, "") if whole and broken * _STRAY <= len(text) else None


def _western(data: bytes) -> str | None:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None
