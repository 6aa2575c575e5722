"""Which of the tenant's languages a message is in; the conversation's own where the words do not tell."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from language.embedded.data import load
from language.embedded.phrasebook import Phrasebook
from language.embedded.text import Text

_PRIOR = 1.6
"""What the conversation so far counts, in log odds."""
_WORD = 1.8
"""What a word counts that only one of the languages has."""
_SURE = 6.0
_OTHERS = re.compile(r"\S*@\S*|https?://\S*|www\.\S*|\S*\d\S*")
_SIGNS = {"es": re.compile("[¿¡ñ]")}


@lru_cache(maxsize=1)
def _book() -> Phrasebook[str]:
    return Phrasebook((entry, language) for language, entries in load("tongues").items() for entry in entries)


def detect(text: Text, languages: Sequence[str], spoken: str) -> str:
    """``spoken`` is the conversation's language so far."""
    home = spoken if spoken in languages else languages[0]
    if len(languages) == 1:
        return home
    words = _OTHERS.sub(" ", text.plain).strip()
    scores = {language: _PRIOR * (language == home) for language in languages}
    for hit in _book().cover(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", words)):
        if hit.told in scores:
            scores[hit.told] += _WORD
    for language, sign in _SIGNS.items():
        if language in scores and sign.search(text.clean):
            scores[language] += _WORD
    if max(scores.values()) - sorted(scores.values())[-2] < _SURE:
        for language, odds in _told(words, tuple(languages)).items():
            scores[language] += odds
    return max(languages, key=lambda language: (scores[language], language == home))


def _told(words: str, languages: tuple[str, ...]) -> dict[str, float]:
    """Log odds of a general identifier, trusted the less the fewer words there are."""
    count = len(words.split())
    if not count:
        return {}
    trust = min(1.0, count / 6)
    ranked = _identifier(languages).rank(words)
    return {language: trust * max(-_SURE, math.log(max(chance, 1e-6))) for language, chance in ranked}


@lru_cache(maxsize=4)
def _identifier(languages: tuple[str, ...]) -> Any:
    """Loaded once a process, on the first message that needs it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(languages))
    return identifier
