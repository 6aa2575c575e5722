"""One message often says several things: where it may be cut, and what its parts want together."""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter

from language.embedded.data import cue
from language.embedded.intents.model import Classifier, is_sign
from language.embedded.text import Text, text_of
from language.port import Guess

SURE_AFTER_MARK = 0.5
"""Confidence that a part between sentence marks needs to count as an intent of its own."""
SURE_AFTER_WORD = 0.6
"""The same for a part that is only cut off by "y", "and" or a comma, which join as often as they divide."""
HELD = 0.3
"""Confidence that an intent keeps without the names of products, where it does not rest on them."""
SURE_AROUND = 0.7
"""Confidence that what is said around a name needs to outweigh it."""
WORDS_AROUND = 2
MOST_PARTS = 8
MOST_INTENTS = 4

_MARK = re.compile(r"[.!?;…]+(?=\s|$|[¿¡])|\n+|(?=[¿¡])")
_WORD = re.compile(rf"\s*(?:,|\s[-–—]\s)\s*|\s{cue('part_joints')}\s")
_SOCIAL = frozenset({"greeting", "thanks", "goodbye", "chitchat"})
"""Intents of courtesy: they come last beside one of business."""
_ENDS = frozenset({"goodbye", "thanks"})
SURE_OF_AN_END = 0.8
"""Confidence that they need where something is asked: a question that nothing is known of is seldom a farewell."""


Span = tuple[int, int]
"""Start and end in ``Text.clean``."""


def read_intents(classifier: Classifier, text: Text, named: Sequence[Span] = ()) -> list[Guess]:
    """The intents of a message, best first; those of courtesy after those of business.

    ``named`` is where products are named. Their names sound like what customers ask about ("support", "insurance"): an
    intent that only the name suggests gives way to what is said around it. Where one stands without the name, nothing
    joins it: a rest without its object ("do you make … for WhatsApp?") means something else by itself.
    """
    names = [text.clean[start:end] for start, end in named]
    found: dict[str, float] = {}
    for piece, least in ((text, 0.0), *parts_of(text)):
        guess = _best(classifier, piece, names)
        if guess and guess["confidence"] >= max(least, classifier.threshold, _least_for(guess, piece)):
            found[guess["name"]] = max(found.get(guess["name"], 0.0), guess["confidence"])
    found.pop(classifier.outside or "", None)
    order = sorted(found, key=lambda name: (name in _SOCIAL, -found[name], name))
    return [Guess(name=name, confidence=found[name]) for name in order[:MOST_INTENTS]]


def _least_for(guess: Guess, piece: Text) -> float:
    return SURE_OF_AN_END if guess["name"] in _ENDS and "?" in piece.plain else 0.0


def _best(classifier: Classifier, piece: Text, names: Sequence[str]) -> Guess | None:
    """What one piece of a message wants, whatever the confidence; None where there is no word in it."""
    best = next(iter(classifier.guesses(piece)), None)
    rest = _without(piece, names)
    around = classifier.guesses(rest) if rest and best else []
    if not best or not around or around[0]["confidence"] < SURE_AROUND or around[0]["name"] in _SOCIAL:
        return best
    if best["name"] == around[0]["name"]:
        return max(best, around[0], key=itemgetter("confidence"))
    held = next(guess["confidence"] for guess in around if guess["name"] == best["name"])
    return best if held >= HELD and best["confidence"] >= classifier.threshold else around[0]


def _without(text: Text, names: Sequence[str]) -> Text | None:
    """The text without the names; None where it has none of them, or hardly anything else."""
    kept = text.clean
    for name in sorted(names, key=len, reverse=True):
        kept = kept.replace(name, " ")
    rest = text_of(kept)
    said = len(rest.tokens) >= WORDS_AROUND and not is_sign(rest)
    return rest if kept != text.clean and said else None


def parts_of(text: Text) -> Iterator[tuple[Text, float]]:
    """The parts, each with the confidence that it needs; none where the message is of one piece."""
    sentences = [text_of(each) for each in _cut(_MARK, text) if each][:MOST_PARTS]
    if len(sentences) > 1:
        yield from ((sentence, SURE_AFTER_MARK) for sentence in sentences)
    for sentence in sentences:
        pieces = [each for each in _cut(_WORD, sentence) if each][:MOST_PARTS]
        if len(pieces) > 1:
            yield from ((text_of(piece), SURE_AFTER_WORD) for piece in pieces)


def _cut(pattern: re.Pattern[str], text: Text) -> Iterator[str]:
    """Where the plain form is cut, the clean one is: they have the same length, and an encoder may know accents."""
    start = 0
    for found in pattern.finditer(text.plain):
        yield text.clean[start : found.start()].strip()
        start = found.end()
    yield text.clean[start:].strip()
