"""One price, said with what it includes."""

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.state import State
from agents.wording import priced_item, tax_words
from commerce.packs.model import Item
from commerce.pricing.price import unit_price
from language.values import money, name, quoted


def tell_price(outcome: Outcome, state: State, context: Context, item: Item) -> None:
    """The item's list price, or that it costs nothing."""
    description = quoted(words(item.description, state))
    source = f"catalogue:{item.id}"
    outcome.write("interaction.save", product=item.id, type="viewed")
    if not item.amount:
        outcome.say("price", "price.free", source, item=name(words(item.name, state)), description=description,
                    amount=money(unit_price(item, context.pack)))  # fmt: skip
        return
    outcome.say("price", "price.one", source, **priced_item(context, state, item),
                tax=tax_words(context, state, [item]), description=description)  # fmt: skip
