"""A reply to a waiting action as what the rules hear in it: its words, what they tell, and what nobody knows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from language.embedded.phrasebook import Hit
from language.embedded.reply_echo import Place
from language.embedded.reply_said import Said, said_in
from language.embedded.reply_senses import hits
from language.embedded.reply_slips import mended
from language.embedded.text import Text

_DRAWN_OUT = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Heard:
    """``words[i]`` is token i of ``text`` with its slips put right; ``echoed`` are those that repeat what was shown."""

    text: Text
    pending: str
    said: Said
    words: Sequence[str]
    hits: Sequence[Hit[str]]
    echoed: frozenset[Place]

    @property
    def cancelling(self) -> bool:
        return "cancel" in self.pending


def heard_in(text: Text, pending: str, echoed: frozenset[Place]) -> Heard:
    words = [mended(_DRAWN_OUT.sub(r"\1", word)) for word in text.words()]
    return Heard(text, pending, said_in(text, pending, echoed), words, hits(words, pending), echoed)
