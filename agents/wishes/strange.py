"""A thing that is counted and that the business does not have: "5 unicorns" is no number of anything else."""

import re

from agents.context import Context
from agents.inbound import written
from agents.state import State
from agents.wishes.count import counted
from language.embedded.data import words
from language.words.fold import plain

SURE = 0.85
_TELLS = frozenset({"give_information", "correct"})
_NEXT_WORD = re.compile(r"\s(?P<word>[^\W\d_]{3,}s)\b")
"""What is counted is plural, in Spanish and in English."""
_UNITS = frozenset(words("counting_units"))
"""Ways to count whatever is spoken of."""


def counts_a_stranger(state: State, context: Context) -> bool:
    """Whether the figures of the message count a thing that nobody here sells, and no product is named."""
    if any(entity["kind"] == "product" for entity in state["reading"]["entities"]) or _tells_of_itself(state):
        return False
    text = plain(written(state))
    named = [_NEXT_WORD.match(text, entity["end"]) for entity in counted(state)]
    return bool(named) and all(found and _is_strange(found["word"], state, context) for found in named)


def _is_strange(word: str, state: State, context: Context) -> bool:
    return word not in _UNITS and not context.desk.catalogue.search(word, state["language"], limit=1)


def _tells_of_itself(state: State) -> bool:
    """Whether the customer surely tells of their own, and was asked nothing: "we get 200 messages a day"."""
    guesses = {guess["name"]: guess["confidence"] for guess in state["reading"]["intents"]}
    return state.get("question") is None and set(guesses) <= _TELLS and guesses.get("give_information", 0.0) >= SURE
