"""What a message says to the question that stands open: an answer outranks what the words would mean alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from language.embedded.choices import pick
from language.embedded.data import words
from language.embedded.entities.babble import is_babble
from language.embedded.entities.find import find_entities
from language.embedded.entities.world import World, entity
from language.embedded.reply import leaning, reply_to
from language.embedded.text import Text, text_of
from language.port import Entity, Guess, Question
from language.words.sentences import utterances

ANSWER = Guess(name="give_information", confidence=0.95)
YES_NO = "yes_no"

_CLEAR = 0.7
"""Confidence from which an intent stands beside an answer."""
_GUESSED = 0.8
"""Confidence up to which a finder took the whole message for an answer, as it may not be one."""
_QUIET = frozenset(words("answer_quiet"))
"""Intents that words of an answer are easily taken for."""
_TALK = "chitchat"
_COMMANDS = frozenset(words("answer_commands"))
"""Intents that no free text is taken for."""
_LEADS_IN = frozenset({*words("choice_empty"), *words("answer_leads")})
"""Small words before or after the thing that was asked for."""
_LONGEST = 500
_DATA = frozenset({"customer_name", "company", "address", "postal_code", "city", "email", "phone"})
_REACHES = frozenset({"address", "email", "phone"})
_TOWN_WORDS = 2
"""Words beside the data that are still part of an address."""
_BARE_WORDS = 2
_FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """The reading once the open question is taken into account."""

    intents: list[Guess]
    entities: list[Entity]


def answer(text: Text, intents: Sequence[Guess], entities: Sequence[Entity], world: World) -> Answer | None:
    """None where the message does not answer, or nothing was asked."""
    question = world.question
    if question is None or not text.tokens:
        return None
    if YES_NO in {question["slot"], *question["expects"]}:
        answered = _yes_or_no(text, question, intents, entities)
        if answered:
            return answered
    return _chosen(text, question, intents, entities, world) or _given(text, question, intents, entities)


def _yes_or_no(text: Text, question: Question, intents: Sequence[Guess], entities: Sequence[Entity]) -> Answer | None:
    reply = reply_to(text, question["flow"], intents, entities)
    yes = True if reply == "approve" else False if reply == "reject" else leaning(text)
    if yes is None:
        return None
    sure = 0.97 if reply in {"approve", "reject"} else 0.85
    told = Guess(name="affirm" if yes else "deny", confidence=sure)
    token = text.tokens[0]
    marked = entity(question["slot"], text, token.start, token.end, yes, sure)
    beside = [] if reply in {"approve", "reject"} else _beside(intents)
    return Answer([told, *beside], _with(entities, marked))


def _chosen(
    text: Text, question: Question, intents: Sequence[Guess], entities: Sequence[Entity], world: World
) -> Answer | None:
    """The slot's ``value`` is the choice as it was shown; what it stands for is an entity of the expected kind."""
    times = [each for each in entities if each["kind"] == "time"]
    text = text if times else _before_the_question(text)
    place = pick(text, question["choices"], times, world)
    if place is None or (len(text.tokens) > _FEW_WORDS and _is_other(intents, times)) or _is_talk(text, intents):
        return None
    start, end = text.tokens[0].start, text.tokens[-1].end
    choice = question["choices"][place]
    shown = find_entities(text_of(choice), replace(world, language=world.spoken))
    meant = [each for each in shown if each["kind"] in question["expects"]][:1]
    if _names_another(meant, [each for each in entities if each["end"] <= len(text.clean)]):
        return None
    told = [entity(each["kind"], text, start, end, each["value"], 0.95) for each in meant]
    if question["slot"] not in {each["kind"] for each in told}:
        told.append(entity(question["slot"], text, start, end, choice, 0.95))
    return Answer([ANSWER, *_beside(intents)], _with(entities, *told))


def _names_another(meant: Sequence[Entity], entities: Sequence[Entity]) -> bool:
    """ "And brake pads for a Jetta?" picks no battery for one, though that has "Jetta" in its name."""
    things = {each["value"] for each in entities if each["kind"] == "product" and each["confidence"] >= _CLEAR}
    return bool(things) and any(each["kind"] == "product" and each["value"] not in things for each in meant)


def _before_the_question(text: Text) -> Text:
    """What a message that ends in a question tells first: "la segunda. ¿Y qué garantía dan?"."""
    first = next(iter(utterances(text.clean)), "")
    return text_of(first) if "?" in text.plain and "?" not in first else text


def is_nothing_but_data(text: Text, entities: Sequence[Entity]) -> bool:
    """A name, an address and its town, a mailbox: whatever those words ask elsewhere, here they are told."""
    told = [each for each in entities if each["kind"] in _DATA]
    if not {each["kind"] for each in told} & _REACHES or "?" in text.plain:
        return False
    left = [t for t in text.tokens if not any(each["start"] <= t.start < each["end"] for each in told)]
    return len(left) <= _TOWN_WORDS


def _is_talk(text: Text, intents: Sequence[Guess]) -> bool:
    """ "What a hot day today" picks no day."""
    return len(text.tokens) >= _FEW_WORDS and [guess["name"] for guess in intents if guess["confidence"] >= _CLEAR] == [
        _TALK
    ]


def _is_other(intents: Sequence[Guess], times: Sequence[Entity]) -> bool:
    """A sentence that clearly wants something else and only shares a word with a choice."""
    return not times and any(guess["name"] in _COMMANDS and guess["confidence"] >= _CLEAR for guess in intents)


def _given(text: Text, question: Question, intents: Sequence[Guess], entities: Sequence[Entity]) -> Answer | None:
    wanted = {question["slot"], *question["expects"]}
    given = [each for each in entities if each["kind"] in wanted and not _is_said_in_passing(text, each, intents)]
    if given and not (_is_guess(given) and _beside(intents)):
        beside = [] if _is_all_of(text, given) else _beside(intents)
        return Answer([ANSWER, *beside], _for_slot(entities, given, question))
    if "text" in question["expects"] and not _is_no_text(text, intents):
        start, end = text.tokens[0].start, text.tokens[-1].end
        said = entity(question["slot"], text, start, end, (_told(text) or text.clean.strip())[:_LONGEST], 0.8)
        return Answer([ANSWER, *_beside(intents)], _with(entities, said))
    return None


def _is_said_in_passing(text: Text, found: Entity, intents: Sequence[Guess]) -> bool:
    """ "One second please" counts nothing."""
    command = bool(intents) and intents[0]["name"] in _COMMANDS and intents[0]["confidence"] >= _CLEAR
    return command and found["kind"] == "quantity" and text.clean[found["start"] : found["end"]].isalpha()


def _is_all_of(text: Text, given: Sequence[Entity]) -> bool:
    """Whether the message is the thing itself: the town in an address asks nothing about towns."""
    left = [
        token.word for token in text.tokens if not any(each["start"] <= token.start < each["end"] for each in given)
    ]
    return all(word in _LEADS_IN for word in left)


def _is_guess(given: Sequence[Entity]) -> bool:
    return all(each["confidence"] <= _GUESSED for each in given)


def _for_slot(entities: Sequence[Entity], given: Sequence[Entity], question: Question) -> list[Entity]:
    """A slot of another name than its kind gets an entity of its own."""
    if any(each["kind"] == question["slot"] for each in given):
        return list(entities)
    best = max(given, key=lambda each: each["confidence"])
    return _with(entities, _as_slot(best, question["slot"]))


def _as_slot(given: Entity, slot: str) -> Entity:
    """A bare number is an area in square feet: what is asked for is asked in them."""
    measured = slot == "area" and given["kind"] == "quantity"
    value = {"value": given["value"], "unit": "sqft"} if measured else given["value"]
    return Entity(**{**given, "kind": slot, "value": value})


def _with(entities: Sequence[Entity], *added: Entity) -> list[Entity]:
    kinds = {each["kind"] for each in added}
    return [*(each for each in entities if each["kind"] not in kinds), *added]


def _beside(intents: Sequence[Guess]) -> list[Guess]:
    return [guess for guess in intents if guess["confidence"] >= _CLEAR and guess["name"] not in _QUIET]


def _told(text: Text) -> str:
    """The sentences that ask nothing, beside one that does; a greeting is too short to tell anything."""
    told = [each for each in utterances(text.clean) if "?" not in each and len(each.split()) >= _FEW_WORDS]
    return " ".join(told) if "?" in text.plain else ""


def _is_no_text(text: Text, intents: Sequence[Guess]) -> bool:
    """A question, a bare yes or no, a command about the talk itself, or a hand run over the keys, is no free text."""
    top = intents[0] if intents else None
    if top and top["name"] in {"affirm", "deny"} and top["confidence"] >= _CLEAR and len(text.tokens) <= _BARE_WORDS:
        return True
    asks = "?" in text.plain and not _told(text) and (top is None or top["name"] not in _QUIET - {_TALK})
    return asks or is_babble(text) or (top is not None and top["name"] in _COMMANDS)
