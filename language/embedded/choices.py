"""Which of the choices that were shown a message picks: by place, by name, or by the time in it."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from language.embedded.data import words
from language.embedded.entities.terms import stem
from language.embedded.entities.world import World
from language.embedded.text import Text, plain_of
from language.port import Entity, Json
from language.words.days import names_a_day

_PLACES = (
    "primer primera primero first 1st 1ra 1ro 1era 1er", "segunda segundo second 2nd 2da 2do",
    "tercer tercera tercero third 3rd 3ra 3ro", "cuarta cuarto fourth 4th 4ta 4to", "quinta quinto fifth 5th 5ta 5to",
    "sexta sexto sixth 6th", "septima septimo seventh 7th", "octava octavo eighth 8th",
)  # fmt: skip
_BY_WORD = {word: place for place, words in enumerate(_PLACES) for word in words.split()}
_LAST = frozenset({"ultima", "ultimo", "last"})
_ANY = frozenset({"cualquiera", "any", "either", "whichever", "anyone"})
_NUMBERS = {
    "uno": 0,
    "una": 0,
    "one": 0,
    "dos": 1,
    "two": 1,
    "tres": 2,
    "three": 2,
    "cuatro": 3,
    "four": 3,
    "cinco": 4,
    "five": 4,
}
_BARE = re.compile(
    r"^\W*(?:(?:si|yes|ok|dale|quiero|prefiero|i want|i'll take|me quedo con|mejor|pues|entonces)[ ,]+)*"
    r"(?:la|el|the|opcion|option|number|numero|no\.?|#)?(?: (?:opcion|option|numero|number|#))?\s?#?"
    r"(?P<number>\d{1,2}|uno|una|one|dos|two|tres|three|cuatro|four|cinco|five)(?:\.|\))?"
    r"(?:[ ,]+(?:por favor|porfa|please|gracias|thanks|esta bien|is fine|works))?\W*$"
)
_WORDS = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")
_EMPTY = frozenset(words("choice_empty"))
_FEW_WORDS = 6


def pick(text: Text, choices: Sequence[str], times: Sequence[Entity], world: World) -> int | None:
    """The place of the choice, None where the message names none, or more than one alike."""
    if not choices:
        return None
    by_time = _by_time(times, choices, world)
    if times and by_time is None:
        # another time than those that were shown is an answer of its own, however alike its figures look
        return _by_order(text, choices)
    for found in (_by_bare_number(text, choices), by_time, _by_name(text, choices), _by_order(text, choices)):
        if found is not None:
            return found
    return None


def _by_bare_number(text: Text, choices: Sequence[str]) -> int | None:
    bare = _BARE.match(text.plain)
    if not bare:
        return None
    same = [place for place, choice in enumerate(choices) if plain_of(choice).strip() == bare["number"]]
    if same:
        return same[0]
    number = bare["number"]
    place = int(number) - 1 if number.isdigit() else _NUMBERS[number]
    return place if 0 <= place < len(choices) else None


def _by_order(text: Text, choices: Sequence[str]) -> int | None:
    """ "La segunda", "the last one", "cualquiera", in a message of few words."""
    words = text.words()
    if len(words) > _FEW_WORDS + 2:
        return None
    named = [_BY_WORD[word] for word in words if word in _BY_WORD]
    if not named and _LAST & set(words):
        return len(choices) - 1
    if not named and _ANY & set(words) and len(words) <= _FEW_WORDS:
        return 0
    return named[0] if len(set(named)) == 1 and named[0] < len(choices) else None


def _by_name(text: Text, choices: Sequence[str]) -> int | None:
    """By the words that only some of the choices have."""
    said = _stems(text.plain)
    of_each = [_stems(plain_of(choice)) for choice in choices]
    shared = set.intersection(*of_each) if len(of_each) > 1 else set()
    scores = [len((words - shared) & said) for words in of_each]
    best = max(scores)
    if not best:
        scores = [_slips(words - shared, said) for words in of_each]
        best = max(scores)
    return scores.index(best) if best and scores.count(best) == 1 else None


def _stems(plain: str) -> set[str]:
    return {stem(word) for word in _WORDS.findall(plain) if word not in _EMPTY}


def _slips(words: set[str], said: set[str]) -> int:
    from rapidfuzz import fuzz

    long = [word for word in said if len(word) > 4 and word.isalpha()]
    return sum(any(fuzz.ratio(word, each) >= 85 for each in long) for word in words if len(word) > 4)


def _by_time(times: Sequence[Entity], choices: Sequence[str], world: World) -> int | None:
    """By the instant: "mañana temprano" is the choice that lies in it."""
    from language.embedded.times import find_times

    if len(times) != 1:
        return None
    starts: list[datetime | None] = []
    for choice in choices:
        found = find_times(choice, world.spoken, world.now, world.zone, world.region)
        first = found[0]["value"]["start"] if found else None
        starts.append(datetime.fromisoformat(first) if first else None)
    bare = not names_a_day(times[0]["text"])
    fitting = [place for place, start in enumerate(starts) if start and _fits(start, times[0]["value"], bare=bare)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(start: datetime, said: Json, *, bare: bool) -> bool:
    """A bare hour fits a choice of that hour on whatever day."""
    opening = datetime.fromisoformat(said["start"]) if said["start"] else None
    closing = datetime.fromisoformat(said["end"]) if said["end"] else None
    if said["type"] == "interval":
        return all(before <= after for before, after in pairwise(each for each in (opening, start, closing) if each))
    if opening is None:
        return False
    if said["grain"] in {"minute", "hour", "second"}:
        return opening == start or (bare and (opening.hour, opening.minute) == (start.hour, start.minute))
    return said["grain"] == "day" and opening.date() == start.date()
