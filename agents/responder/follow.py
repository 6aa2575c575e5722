"""A question that only makes sense after the one before it: "and for two floors?", "¿y eso cuánto demora?"."""

import re
from itertools import pairwise

from agents.context import Context
from agents.phrases import words
from agents.responder.remember import last_question
from agents.state import State
from agents.topic import held_items
from language.embedded.answering.question import asked
from language.embedded.entities.babble import is_babble
from language.embedded.text import text_of
from language.words.fold import fold, plain
from language.words.numerals import tongue
from language.words.terms import stems

SHORT = 8
"""Words from which a message stands on its own, however it begins."""
_GOES_ON = {
    "es": re.compile(r"[¿\s]*(?:y|e|pero|o|tambien|que tal|que hay de|ademas)\b"),
    "en": re.compile(r"\s*(?:and|but|or|also|what about|how about|what if|same for)\b"),
}
_POINTS = {
    "es": re.compile(r"\b(?:eso|esa|ese|esos|esas|esto|este|esta|ello|lo|los|las|le|alli|ahi|el mismo|la misma)\b"),
    "en": re.compile(r"\b(?:it|its|that|those|these|this|them|they|there|one|ones|the same)\b"),
}
_JOINTS = {
    "es": re.compile(r"\b(?:con|para|en|por|desde|hasta|sin|sobre)\b(?= )"),
    "en": re.compile(r"\b(?:with|for|in|on|from|until|without|about|at)\b(?= )"),
}
"""Words before what is compared: with this, and with that?"""
_WORD = re.compile(r"[\w'-]+")


def question_of(state: State) -> str:
    """What the customer wrote in this turn."""
    return " ".join(message["text"] for message in state["turn"]["inbound"] if message["kind"] == "text").strip()


def is_open_question(state: State) -> bool:
    """Whether something is asked about, in a message of which nothing was understood: "are you hiring?"."""
    said, reading = question_of(state), state["reading"]
    understood = reading["intents"] or reading["entities"] or state.get("question") or state.get("pending")
    about = set(stems(said, tongue(state["language"])))
    return "?" in said and bool(about) and not understood and not is_babble(text_of(said))


def question_in_context(state: State, context: Context) -> str:
    """The question with what it leaves out: the words of the last one, or the item that was spoken of."""
    said = question_of(state)
    language = tongue(state["language"])
    if not leans(said, language):
        return said
    before = last_question(state) or _last_item(state, context)
    return completed(said, before, language) if before else said


def leans(said: str, language: str) -> bool:
    """Whether the message is too short to stand alone and goes on from, or points at, what was said before."""
    folded = plain(said)
    if len(folded.split()) > SHORT:
        return False
    goes_on, points = _GOES_ON[language].match(folded), _POINTS[language].search(folded)
    about = len(set(stems(said, language)))
    return bool((goes_on and about <= 3) or (points and about <= 2) or about == 0)


def completed(said: str, before: str, language: str) -> str:
    """The new words first, then those of the earlier question that they do not replace.

    A new question word replaces the old one; "with that" replaces "with this", and a thing that is named again counts
    once.
    """
    new = set(stems(said, language))
    rest = _WORD.findall(_without_phrase(said, before, language))
    if asked(said, language).kind is None:
        left = [word for word in rest if not _is_replaced(word, new, language)]
    else:
        left = [word for word in rest if set(stems(word, language)) - new]
    return f"{said.rstrip(' ?')} {' '.join(left)}?" if left else said


def _without_phrase(said: str, before: str, language: str) -> str:
    """``before`` without what it says after the preposition that ``said`` has too."""
    joints = _JOINTS[language]
    new = joints.search(plain(said))
    if new is None:
        return before
    folded = fold(before)
    places = [0, *(folded.places[match.start()] for match in joints.finditer(folded.text)), len(before)]
    parts = [before[start:end] for start, end in pairwise(places)]
    return " ".join(part for part in parts if not plain(part).startswith(f"{new[0]} "))


def _is_replaced(word: str, new: set[str], language: str) -> bool:
    own = set(stems(word, language))
    return bool(own) and own <= new


def _last_item(state: State, context: Context) -> str:
    return " ".join(words(item.name, state) for item in held_items(state, context)[:1])
