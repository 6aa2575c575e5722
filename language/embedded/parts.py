"""One message often says several things: where it may be cut, and what its parts want together."""

import re
from collections.abc import Iterator

from language.embedded.data import cue
from language.embedded.intents.model import Classifier
from language.embedded.text import Text, text_of
from language.port import Guess

SURE_AFTER_MARK = 0.5
"""Confidence that a part between sentence marks needs to count as an intent of its own."""
SURE_AFTER_WORD = 0.6
"""The same for a part that is only cut off by "y", "and" or a comma, which join as often as they divide."""
MOST_PARTS = 8
MOST_INTENTS = 4

_MARK = re.compile(r"[.!?;…]+(?=\s|$|[¿¡])|\n+|(?=[¿¡])")
_WORD = re.compile(rf"\s*(?:,|\s[-–—]\s)\s*|\s{cue('part_joints')}\s")
_SOCIAL = frozenset({"greeting", "thanks", "goodbye", "chitchat"})
"""Intents of courtesy: they come last beside one of business."""


def read_intents(classifier: Classifier, text: Text) -> list[Guess]:
    """The intents of a message, best first; those of courtesy after those of business."""
    whole = classifier.guesses(text)[:1]
    found = {guess["name"]: guess["confidence"] for guess in whole if guess["confidence"] >= classifier.threshold}
    for part, least in parts_of(text):
        for guess in classifier.guesses(part)[:1]:
            if guess["confidence"] >= max(least, classifier.threshold):
                found[guess["name"]] = max(found.get(guess["name"], 0.0), guess["confidence"])
    found.pop(classifier.outside or "", None)
    order = sorted(found, key=lambda name: (name in _SOCIAL, -found[name], name))
    return [Guess(name=name, confidence=found[name]) for name in order[:MOST_INTENTS]]


def parts_of(text: Text) -> Iterator[tuple[Text, float]]:
    """The parts, each with the confidence that it needs; none where the message is of one piece."""
    sentences = [each for each in _cut(_MARK, text.plain) if each][:MOST_PARTS]
    if len(sentences) > 1:
        yield from ((text_of(sentence), SURE_AFTER_MARK) for sentence in sentences)
    for sentence in sentences:
        pieces = [each for each in _cut(_WORD, sentence) if each][:MOST_PARTS]
        if len(pieces) > 1:
            yield from ((text_of(piece), SURE_AFTER_WORD) for piece in pieces)


def _cut(pattern: re.Pattern[str], plain: str) -> Iterator[str]:
    start = 0
    for found in pattern.finditer(plain):
        yield plain[start : found.start()].strip()
        start = found.end()
    yield plain[start:].strip()
