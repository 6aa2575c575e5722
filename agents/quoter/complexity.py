"""How hard the job is, where that moves the price: read from what the customer says of it, assumed in so many words."""

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.quoter.about import is_quoting, wanted
from agents.quoter.schema import Wanted
from agents.state import State
from commerce.catalogue.words import content_words
from commerce.packs.model import Pack
from commerce.packs.prices import Complexity
from commerce.pricing.scope import covers
from commerce.pricing.unit import WHOLE_BP
from language.values import name


def told_complexity(state: State, pack: Pack) -> str | None:
    """The id of the hardest one that the message tells of; None where it tells of none."""
    said = {word for message in state["turn"]["inbound"] for word in content_words(message["text"])}
    found = [each for each in pack.catalogue.pricing.complexity if _is_told(each, said)]
    return max(found, key=lambda each: each.factor_bp).id if found else None


def tells_of_quote(state: State, pack: Pack) -> bool:
    """Whether the message says how hard the job of the quote under way is."""
    return is_quoting(state) and told_complexity(state, pack) not in {None, wanted(state).get("complexity")}


def with_complexity(held: Wanted, state: State, context: Context) -> Wanted:
    told = told_complexity(state, context.pack)
    return {**held, "complexity": told} if told else held


def say_assumed(outcome: Outcome, state: State, context: Context, held: Wanted) -> None:
    """Once: what the price takes the job for where nobody has said, and what would change it."""
    items = [context.desk.catalogue.item(line["item"]) for line in held["lines"]]
    about = [each for each in context.pack.catalogue.pricing.complexity if any(covers(each, item) for item in items)]
    plain = next((each for each in about if each.factor_bp == WHOLE_BP), None)
    harder = [name(words(each.name, state)) for each in about if each.factor_bp > WHOLE_BP]
    if "complexity" not in held and "number" not in held and plain and harder:
        outcome.say("noted", "quote_assumes", "catalogue", assumed=name(words(plain.name, state)), harder=harder)


def _is_told(each: Complexity, said: set[str]) -> bool:
    return any(set(content_words(text)) <= said for texts in each.words.values() for text in texts)
