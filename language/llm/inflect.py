"""The forms of a word, by the rules of its language. Forms that nobody says are among them: they do no harm."""

import re
from collections.abc import Iterator

_AR = (
    "o", "as", "a", "amos", "an", "e", "es", "emos", "en", "aste", "aron", "aba", "abas", "abamos", "aban", "are",
    "aras", "ara", "aremos", "aran", "aria", "arias", "ariamos", "arian", "ar", "ando", "ado", "ada", "ados", "adas",
    "ase", "asen",
)  # fmt: skip
_ER_OR_IR = (
    "o", "es", "e", "en", "a", "as", "amos", "an", "i", "iste", "io", "ieron", "ia", "ias", "iamos", "ian", "iendo",
    "yendo", "yo", "yeron", "ido", "ida", "idos", "idas", "iera", "ieras", "ieran",
)  # fmt: skip
_ER = ("emos", "er", "ere", "eras", "era", "eremos", "eran", "eria", "erias", "eriamos", "erian")
_IR = ("imos", "ir", "ire", "iras", "ira", "iremos", "iran", "iria", "irias", "iriamos", "irian")
_SHORT = {
    "ir": "ir voy vas va vamos van vaya vayas vayan iba ibas iban ira iras iran iremos iria irias irian yendo ido",
    "ver": "ver veo ves ve vemos ven vea veas vean veamos vi vio vieron veia vera veras veran veria viendo visto",
    "dar": "dar doy das da damos dan de des den demos di dio dieron daba dara daras daran daria dando dado",
    "ser": "ser soy eres es somos son sea seas sean era eran sera seran seria serian siendo sido",
}
"""Verbs that are too short to have a stem."""
_VOWELS = (("e", "ie"), ("e", "i"), ("o", "ue"), ("u", "ue"))
"""What the last vowel of a stem may turn into: "pensar" and "piensa"."""
_SOUNDS = (
    ("c", "qu"), ("g", "gu"), ("z", "c"), ("g", "j"), ("gu", "g"), ("c", "zc"), ("c", "z"), ("u", "uy"), ("qu", "c"),
)  # fmt: skip
"""How the end of a stem is written before other vowels: "indicar" and "indique", "conocer" and "conozca"."""
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgklmnprt]$")


def spanish_verb(infinitive: str) -> Iterator[str]:
    """Every form without what hangs on it; past ones too."""
    if infinitive in _SHORT:
        yield from _SHORT[infinitive].split()
        return
    stem, kind = infinitive[:-2], infinitive[-2:]
    endings = _AR if kind == "ar" else (*_ER_OR_IR, *(_ER if kind == "er" else _IR))
    for each in _stems(stem):
        yield from (each + ending for ending in endings)


def spanish_past(stem: str) -> Iterator[str]:
    """The past of a verb that has a stem of its own for it: of "tuv", "tuvo" and "tuvieran"."""
    soft = stem + ("er" if stem.endswith("j") else "ier")
    yield from (stem + ending for ending in ("e", "o", "iste", "imos"))
    yield from (soft + ending for ending in ("on", "a", "as", "an", "amos"))


def _stems(stem: str) -> Iterator[str]:
    for each in (stem, *_with_other_vowels(stem)):
        yield each
        yield from (each.removesuffix(end) + other for end, other in _SOUNDS if each.endswith(end))


def _with_other_vowels(stem: str) -> Iterator[str]:
    sounded = stem[:-1] if stem.endswith(("gu", "qu")) else stem
    place = max(sounded.rfind(vowel) for vowel in "aeiou")
    for vowel, other in _VOWELS:
        if place >= 0 and stem[place] == vowel:
            yield stem[:place] + other + stem[place + 1 :]


def spanish_quality(word: str) -> Iterator[str]:
    """The four forms of gender and number."""
    stem = word.removesuffix("o")
    yield from (stem + ending for ending in ("o", "a", "os", "as"))


def spanish_noun(word: str) -> Iterator[str]:
    """The word and its plural."""
    yield word
    yield f"{word}s" if word[-1] in "aeiou" else f"{word.removesuffix('z')}{'c' if word[-1] == 'z' else ''}es"


def english_verb(base: str) -> Iterator[str]:
    """Its regular forms; of a short stem the last letter also doubled."""
    stem = base[:-1] if base.endswith("e") else base
    yield from (base, english_plural(base), f"{stem}ing", f"{stem}able")
    yield f"{base[:-1]}ied" if _ends_in_y(base) else f"{stem}ed"
    if _DOUBLED.search(base):
        yield from (f"{base}{base[-1]}ing", f"{base}{base[-1]}ed")


def english_plural(word: str) -> str:
    if _ends_in_y(word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(?:s|x|z|o|ch|sh)$", word) else f"{word}s"


def _ends_in_y(word: str) -> bool:
    return re.search(r"[^aeiou]y$", word) is not None
