"""Whether two words are forms of one word: their stems without endings, as far as endings alone tell."""

import re
from functools import lru_cache

_ENDINGS = re.compile(
    # Spanish: of verbs with what hangs on them, then of nouns and qualities
    r"(?:(?:[aei]ndo|yendo|[aei]r|[ae]d?)(?:[mts]e|l[ae]s?|nos)?l[ao]s?|(?:[aei]ndo|yendo|[aei]r)(?:[mts]e|l[aeo]s?|nos)|"
    r"[ae](?:me|nos)|(?:[aei]mos|[aei]?riamos|[aei]remos|i?endo|yendo|ando|[ai]ban?|[aei]?ria[sn]?|[aei]r[ae][sn]?|[ai]d[ao]s?|mente|"
    r"cion(?:es)?|[aei]r|[aei]n|[aeo]s|ia[sn]?|io|[aeo])|"
    # English
    r"ings?|ed|ations?|ly|ers?|es|s)$"
)
_WEAK = re.compile(r"(?<![gq])ue|(?<!q)ie")
_WEAKENED = {"ue": "o", "ie": "e"}
"""Vowels of a Spanish stem that bears the stress, and of the same one that does not: "resuelvo" and "resolver"."""
_LEAST = 4
"""Letters that a stem has at least: shorter ones are shared by strangers."""
_SAME_SOUND = (("qu", "c"), ("gu", "g"), ("z", "c"), ("j", "g"), ("y", "i"))
"""How Spanish writes one stem before different endings: "explique" and "explica"."""


def related(word: str, known: str) -> bool:
    """Whether they are forms of one word: "cotización" and "cotizaciones", "avisando" and "aviso"."""
    if _stem(word) == _stem(known):
        return len(_stem(word)) >= _LEAST
    size = 0
    for one, other in zip(word, known, strict=False):
        if one != other:
            break
        size += 1
    return size >= _LEAST and size >= 0.6 * max(len(word), len(known))


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    stem = _ENDINGS.sub("", word)
    for written, plainly in _SAME_SOUND:
        stem = stem.removesuffix(written) + plainly if stem.endswith(written) else stem
    return _WEAK.sub(lambda match: _WEAKENED[match[0]], stem)
