"""Words as the catalogue compares them: no accents, no case, no endings, no function words."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")
_JOINT = re.compile(r"[,;&+\n]|\b(?:y|e|and|plus|m[aá]s|tambi[eé]n|also)\b", re.IGNORECASE)
_ACCENT = re.compile(r"[\u0300-\u036f]")

_FUNCTION_WORDS = """
    a about al all an and ante any are as at bajo be but by can con contra could cual cuales de del
    desde do does donde e el ella ellas ellos en entre es esa ese eso esta estan este esto for from get
    ha has hasta have hay how i if in into is it its just la las le les like lo los mas me mi mis much
    muy my need no nos not o of on one or otra otro our out pal para pero por porque pues q que se ser
    si sin so sobre some son su sus tambien te than that the their them then there these they this those
    ti to tu tus u ud uds un una unas unos us usted ustedes want was we what when where which who will
    with would y ya yo you your
"""

FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Of Spanish and English; chat spellings too."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without accents: ``"Instalación"`` becomes ``"instalacion"``."""
    plain = text.casefold()
    return plain if plain.isascii() else _ACCENT.sub("", unicodedata.normalize("NFKD", plain))


def words_of(text: str) -> list[str]:
    """Every word, folded, in order."""
    return _WORD.findall(fold(text))


def content_words(text: str) -> list[str]:
    """The stems of the words that carry meaning, each once, in order."""
    kept = (stem(word) for word in words_of(text) if word not in FUNCTION_WORDS)
    return list(dict.fromkeys(kept))


def joints(text: str) -> list[int]:
    """Where the words and marks stand that join one thing to the next."""
    return [joint.start() for joint in _JOINT.finditer(text)]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Without a final s or ing: near enough for Spanish and English; spelling distance bridges the rest."""
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-3] if len(word) > 6 and word.endswith("ing") else word


def squashed(text: str) -> str:
    """A code without its punctuation: ``"BD-4471"`` becomes ``"bd4471"``."""
    return re.sub(r"[^a-z0-9]", "", fold(text))
