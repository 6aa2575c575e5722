"""Whether something is offered at all: the catalogue knows that better than the pages do."""

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.price import tell_price
from agents.responder.follow import question_of
from agents.state import State
from agents.stocked import without_sold_out
from commerce.packs.items import Item
from knowledge.words import terms_of
from language.embedded import data
from language.port import Entity

SURE = 0.7
TOLD = 2
_ASKED_WITH = frozenset(
    term for language in ("es", "en") for term in terms_of(" ".join(data.words("offering")), language)
)


async def tell_what_is_offered(outcome: Outcome, state: State, context: Context) -> bool:
    """ "Do you build chatbots for WhatsApp?" is answered by the things of that name; False for other questions."""
    items = [item for item in _named(state, context) if _left(state) <= _ASKED_WITH | _told_of(item, state)]
    for item in await without_sold_out(outcome, state, context, items[:TOLD]):
        tell_price(outcome, state, context, item)
    return bool(items)


def _named(state: State, context: Context) -> list[Item]:
    known = dict.fromkeys(str(each["value"]) for each in _products(state))
    return [context.desk.catalogue.item(item) for item in known if context.desk.catalogue.knows(item)]


def _products(state: State) -> list[Entity]:
    return [each for each in state["reading"]["entities"] if each["kind"] == "product" and each["confidence"] >= SURE]


def _left(state: State) -> set[str]:
    """What the message says beside the names, in the form in which content is searched: small words are none."""
    text = question_of(state)
    for each in _products(state):
        text = text.replace(each["text"], " ")
    return set(terms_of(text, state["reading"]["language"]))


def _told_of(item: Item, state: State) -> set[str]:
    """The words that the catalogue has of it."""
    texts = [item.name, item.description, *item.benefits]
    return set(terms_of(" ".join(words(text, state) for text in texts), state["language"]))
