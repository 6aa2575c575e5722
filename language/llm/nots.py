"""A "no" that is left out of words that are otherwise the reference's own: "it can be moved at cost"."""

import re

from language.llm.phrases import EASY, denials
from language.llm.turns import plainly
from language.llm.vocabulary import words
from language.words.fold import plain

NEARLY = 0.85
"""Share of a clause's own words with which a wording says it as it stands."""
_CLAUSES = re.compile(r"[;:.!?¿¡]+(?=\s|$)|\n")


class Nots:
    """The clauses of a reference, and how often each says no; a "no problem" counts too."""

    def __init__(self, reference: str, language: str) -> None:
        self._language = language
        clauses = [plain(text) for text in _CLAUSES.split(reference)]
        self._told = [(self._undenied(text), self._often(text)) for text in clauses if text.strip()]

    def left_out(self, piece: str) -> bool:
        """Whether the sentence says clauses in nearly their own words, and "no" less often than they do."""
        text = plain(piece)
        said = self._undenied(text)
        often = max(self._often(text), self._often(plainly(text, self._language)))
        whole = (known for own, known in self._told if own and len(own & said) >= NEARLY * len(own))
        return often < sum(whole)

    def _undenied(self, text: str) -> frozenset[str]:
        return frozenset(word for word in words(text) if not denials(word, self._language))

    def _often(self, text: str) -> int:
        return denials(text, self._language) + len(EASY.findall(text))
