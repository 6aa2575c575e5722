"""Ways to reach the business and numbers of its papers: addresses of pages and mail, phones, references."""

import re
from collections.abc import Iterator

from language.claims.claim import Hit, matches

_ENDINGS = r"(?:com|net|org|io|co|mx|us|es|info|biz|shop|store|app|dev|ai|site|online|page|link|me|ly|edu|gov|gob)"
_URL = re.compile(
    rf"(?<![^\W_])(?:https?://|www\.)[^\s<>\"'»)\]}}¦]+|(?<![@\w.-])(?:[a-z0-9-]+\.)+{_ENDINGS}(?:\.[a-z]{{2}})?(?![\w@-])(?:/[^\s<>\"'»)\]}}¦]*)?|"
    r"(?<![@\w.-])(?:[a-z0-9-]{2,}\.)+[a-z]{2,}/[^\s<>\"'»)\]}¦]+"
)
_EMAIL = re.compile(r"[a-z0-9._%+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_SPELT = re.compile(
    r"\b[a-z0-9._-]{2,} (?:arroba|at) [a-z0-9-]{2,} (?:punto|dot) [a-z]{2,}(?: (?:punto|dot) [a-z]{2,})?\b"
)
_PHONE = re.compile(r"(?<![\w$#.,/:-])(?:\+ ?|\()?\d(?:(?:[ .-]|\) ?| ?\(| - )?\d){6,14}(?![\w%]|[.,:/]\d)")
_PHONE_WORD = re.compile(
    r"(?:tel|telefono|cel|celular|movil|whatsapp|linea|llam\w+|marc\w+|call|phone|text|dial|al)[.:]? ?"
    r"(?:us |al |at )?$"
)
_DATE_SHAPE = re.compile(r"(?:19|20)\d\d-\d\d?-\d\d?|\d\d?-\d\d?-(?:19|20)\d\d")
_YEARS = re.compile(r"(?:(?:19|20)\d\d\W{1,3})+(?:19|20)\d\d")
_REFERENCE = re.compile(r"(?<![\w-])[A-Z]{2,5}(?:-[A-Z0-9]{2,})+(?![\w-])")
_NUMBERED = re.compile(
    r"\b(?:pedido|orden|cotizaci[oó]n|factura|gu[ií]a|folio|referencia|reserva|ticket|reclamo|p[oó]liza|licencia|c[oó]digo|"
    r"rastre\w+|order|quote|invoice|tracking|track|reference|booking|claim|policy|licen[cs]e|permit|code)\b"
    r"(?: (?:it|is|es|la|el|lo|no\.?|n[uú]mero|number|under|bajo|con|de|id)|:|,|#| #)*[ #]"
    r"(?P<text>(?=[A-Z0-9-]*\d[A-Z0-9-]*\d[A-Z0-9-]*\d[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{4,})(?![\w-])",
    re.IGNORECASE,
)
"""What the word before it calls the number of a paper: "License 0448172", "tu factura es la F-20931"."""


def find_addresses(text: str) -> Iterator[Hit]:
    """E-mail and web addresses in folded text, without the punctuation that follows them."""
    for match in matches(_EMAIL, text):
        said = match[0].rstrip(".-'")
        yield Hit("email", {"text": said}, match.start(), match.start() + len(said))
    for match in matches(_SPELT, text):
        said = re.sub(r" (?:punto|dot) ", ".", re.sub(r" (?:arroba|at) ", "@", match[0]))
        yield Hit("email", {"text": said}, match.start(), match.end())
    for match in matches(_URL, text):
        said = _address(match[0], text[: match.start()])
        yield Hit("url", {"text": plain_url(said)}, match.start(), match.start() + len(said))


def _address(said: str, before: str) -> str:
    """Without what closes the sentence, and without the marks of emphasis that were opened ``before`` it: an address
    of its own may end in ``_``, as a quote's link does."""
    said = said.rstrip(".,;:!?")
    return said.rstrip(".,;:!?" + "".join(mark for mark in "*_" if mark in before))


def plain_url(url: str) -> str:
    """For comparison: lower case, without scheme, ``www.`` and the last slash."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.strip().lower()).removesuffix("/")


def find_phones(text: str) -> Iterator[Hit]:
    for match in matches(_PHONE, text):
        said = match[0]
        digits = plain_phone(said)
        if _DATE_SHAPE.fullmatch(said) or _YEARS.fullmatch(said):
            continue
        asked = _PHONE_WORD.search(text[max(0, match.start() - 24) : match.start()])
        if len(digits) >= 10 or (said.startswith("+") and len(digits) >= 8) or (asked and len(digits) >= 7):
            yield Hit("phone", {"text": digits}, match.start(), match.end())


def plain_phone(phone: str) -> str:
    return re.sub(r"\D", "", phone)


def same_phone(claimed: str, known: str) -> bool:
    """The same digits, or the same national number where one of them leaves the country out."""
    longer, shorter = sorted((claimed, known), key=len, reverse=True)
    return longer == shorter or (len(shorter) >= 10 and longer.endswith(shorter))


def find_references(original: str) -> Iterator[tuple[str, int, int]]:
    """``AP-20418``, ``QT-7KX2MN`` in the message as written: what it says, where it starts and ends."""
    for match in _REFERENCE.finditer(original):
        tail = match[0].split("-", 1)[1].replace("-", "")
        if len(tail) >= 4 and (re.search(r"\d", tail) or len(tail) == 6):
            yield match[0], match.start(), match.end()
    for match in _NUMBERED.finditer(original):
        yield match["text"].upper(), match.start("text"), match.end("text")
