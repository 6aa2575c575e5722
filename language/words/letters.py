"""Characters as readers see them: no invisible ones, one form for each letter, look-alikes made Latin."""

import re
import unicodedata
from functools import lru_cache

_SAME = {
    "\u2018": "'", "\u2019": "'", "\u2032": "'", "\u00b4": "'", "`": "'", "\u201c": '"', "\u201d": '"', "\u2033": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\t": " ", "\r": "\n",
}  # fmt: skip
_CYRILLIC = dict(zip("асԁеһіјкорԛѕуԝхАВСЕНІЈКМОРЅТУХ", "acdehijkopqsywxABCEHIJKMOPSTYX", strict=True))
_GREEK = dict(zip("αεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeikvoptuxABEZHIKMNOPTYX", strict=True))
_LOOKALIKES = str.maketrans(_CYRILLIC | _GREEK)
_MIXED = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_HIDDEN = frozenset({"Cf", "Mn", "Me", "Cs", "Co", "Cn"})


@lru_cache(maxsize=4096)
def shown(char: str) -> str:
    """Nothing for marks and invisible characters, plain letters for styled ones; may be longer than one character."""
    if char in _SAME:
        return _SAME[char]
    if "\U0001f3fb" <= char <= "\U0001f3ff":
        return ""
    kind = unicodedata.category(char)
    if kind in _HIDDEN or (kind == "Cc" and char != "\n"):
        return ""
    if kind.startswith("Z"):
        return " "
    wide = unicodedata.normalize("NFKC", char)
    return "".join(part for part in wide if not unicodedata.combining(part)) if len(wide) > 1 else wide


@lru_cache(maxsize=4096)
def bare(char: str) -> str:
    """One character in lower case, without its accent."""
    return unicodedata.normalize("NFKD", char.lower())[0]


def latin(text: str) -> str:
    """Of the same length: words that mix Latin letters with look-alikes of them are made Latin throughout."""
    if not _OTHER_SCRIPT.search(text):
        return text
    return _MIXED.sub(lambda found: _latin_word(found.group()), text)


def _latin_word(word: str) -> str:
    """A word of another script stays, as does one that has letters of it with no Latin likeness."""
    if not any("a" <= char.lower() <= "z" for char in word):
        return word
    put = word.translate(_LOOKALIKES)
    return word if _OTHER_SCRIPT.search(put) else put
