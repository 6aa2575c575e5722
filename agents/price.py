"""What things come to for this customer, the one way in which agents price; and one price with what it includes."""

from collections.abc import Mapping, Sequence
from typing import Any

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import phrase, words
from agents.state import State
from agents.terms import terms_of
from agents.wording import priced_item, tax_words
from commerce.packs.items import Item
from commerce.pricing.asked import Asked
from commerce.pricing.basket import Basket
from commerce.pricing.price import price, unit_price
from commerce.quotes.draft import priced_basket
from kit.money import Money
from language.values import money, name, quantity, quoted


def priced(lines: Sequence[Mapping[str, Any]], state: State, context: Context, asked: Asked | None = None) -> Basket:
    """What ``[{"item", "quantity"}]`` come to: lists, breaks, bundles, then what was ``asked`` to come off, then tax.

    Raises what ``commerce.quotes.draft.priced_basket`` raises.
    """
    under = asked or Asked(terms_of(state, context))
    return priced_basket(lines, context.desk.catalogue, context.pack, under)


def spanned(items: Sequence[Item], state: State, context: Context) -> tuple[Money, Money]:
    """The lowest and the highest unit price of them."""
    amounts = [price(item, 1, context.pack, terms_of(state, context)).unit for item in items]
    return min(amounts, key=lambda amount: amount.minor), max(amounts, key=lambda amount: amount.minor)


def tell_estimate(outcome: Outcome, state: State, context: Context, item: Item, area: int) -> None:
    """What so many square feet of it come to."""
    total = price(item, area, context.pack, terms_of(state, context)).line
    outcome.say("price", "price.estimate", f"catalogue:{item.id}", item=name(words(item.name, state)),
                quantity=quantity(area), unit=phrase(context, state, f"units.{item.unit}"),
                total=money(total), tax=tax_words(context, state, [item]))  # fmt: skip
    outcome.write("interaction.save", product=item.id, type="configured")


def tell_count(outcome: Outcome, state: State, context: Context, item: Item, count: int) -> None:
    """What so many of it come to, with the price of one."""
    found = price(item, count, context.pack, terms_of(state, context))
    outcome.write("interaction.save", product=item.id, type="viewed")
    outcome.say("price", "price.count", f"catalogue:{item.id}", item=name(words(item.name, state)),
                count=quantity(count), total=money(found.due), one=money(found.unit),
                tax=tax_words(context, state, [item]))  # fmt: skip


def tell_price(outcome: Outcome, state: State, context: Context, item: Item) -> None:
    """The price of one, or that it costs nothing."""
    description = quoted(words(item.description, state))
    source = f"catalogue:{item.id}"
    outcome.write("interaction.save", product=item.id, type="viewed")
    if not item.amount:
        outcome.say("price", "price.free", source, item=name(words(item.name, state)), description=description,
                    amount=money(unit_price(item, context.pack)))  # fmt: skip
        return
    outcome.say("price", "price.one", source, **priced_item(context, state, item),
                tax=tax_words(context, state, [item]), description=description)  # fmt: skip
