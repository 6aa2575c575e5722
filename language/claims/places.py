"""Street addresses in a message: only an address that a fact holds, word by word, may be given."""

import re
from collections.abc import Iterator

from language.words.fold import plain

_SPANISH = re.compile(
    r"\b(?:calle|cll?|carrera|cra|kra|avenida|av(?:da)?|transversal|diagonal|calzada|blvd|bulevar|boulevard|circular|"
    r"privada|prolongaci[oó]n|callej[oó]n)\.?\s(?:[\w.áéíóúñÁÉÍÓÚÑ]+\s){0,4}?(?:#\s?|n[oº°]\.?\s?|n[uú]m\.?\s?)?\d[\w-]*"
    r"(?:\s?#\s?\d[\w-]*(?:\s?-\s?\d+)?)?|"
    r"(?-i:(?:[A-ZÁÉÍÓÚÑ\d][\wáéíóúñ.]*\s(?:(?:de|del|la|las|los|y)\s){0,2}){1,4})(?:#\s?)?\d+[\w-]*,?\s"
    r"(?:col\.|colonia|fracc\.|fraccionamiento|barrio|c\.\s?p\.)",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"(?<![\w$.,])\d{1,6}\s(?:[NSEW]\.?\s)?(?:[A-Z][a-z]+\s){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Row|Terrace|Circle|"
    r"Highway|Hwy|Parkway|Pkwy|Trail)\b|\bP\.?\s?O\.?\s[Bb]ox\s\d+"
)


def find_places(original: str, language: str) -> Iterator[tuple[str, int, int]]:
    """What it says in folded form, where it starts and ends in the message as written."""
    for found in (_SPANISH if language == "es" else _ENGLISH).finditer(original):
        yield plain(found[0]), found.start(), found.end()
