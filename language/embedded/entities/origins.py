"""What follows a name after "de" or "from": an employer ("Ana de Acme"), a place, or a surname ("Ana de León")."""

from functools import lru_cache

from language.embedded.data import load, words
from language.embedded.entities.cities import is_city
from language.embedded.entities.lexicon import first_names, pattern_of
from language.embedded.intents.concepts import is_ordinary
from language.embedded.text import plain_of

_SURNAMES = frozenset(words("surnames_after_de"))
_DEPARTMENTS = frozenset(words("departments"))
_DEMONYMS = frozenset(words("demonyms"))
_TOWNS = frozenset(words("towns"))
"""Small ones, many of them named after people: they are told apart from employers, and found nowhere else."""


def is_place(plain: str) -> bool:
    """A town, a state or a country by its plain name."""
    return is_city(plain) or plain in _TOWNS or plain in _regions() or plain in _countries()


def is_surname(plain: str) -> bool:
    """A second name or a surname that comes after "de"."""
    return plain in _SURNAMES or plain in first_names()


def is_department(plain: str) -> bool:
    return plain in _DEPARTMENTS


def is_employer(plain: str) -> bool:
    """A word that is none of the others, and no ordinary one: "de Contabilidad", "from Accounting" name no company."""
    known = is_place(plain) or is_surname(plain) or is_department(plain) or plain in _DEMONYMS
    return not (
        known or is_ordinary(plain) or pattern_of("roles").search(plain) or pattern_of("industries").search(plain)
    )


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    """States and departments of the countries whose cities are known."""
    return frozenset(plain_of(name) for names in load("regions").values() for name in names)


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """In Spanish and English, by the Unicode tables."""
    from babel import Locale

    told = [Locale(language).territories for language in ("es", "en")]
    return frozenset(plain_of(name) for table in told for name in table.values())
