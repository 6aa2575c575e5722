"""What one unit costs: the price list, then the quantity, then how hard the job is. Each is rounded to the cent."""

from decimal import Decimal

from commerce.packs.items import Item
from commerce.packs.model import Pack
from commerce.packs.prices import PriceList
from commerce.pricing.plain import plain
from commerce.pricing.scope import covers
from commerce.pricing.steps import Steps
from commerce.pricing.terms import ORDINARY, Terms, holds
from kit.errors import ConflictError, InvalidInputError
from kit.money import Money

WHOLE_BP = 10_000


class PriceListClosedError(ConflictError):
    title = "The price list does not hold today"


def unit_price(item: Item, pack: Pack) -> Money:
    """What the item itself says."""
    return Money.parse(item.price, pack.file.currency)


def unit_in(item: Item, quantity: int | Decimal, pack: Pack, terms: Terms = ORDINARY) -> tuple[Money, Steps]:
    """The price of one unit when so many are bought, and what moved it, step by step.

    Raises InvalidInputError for a list or a complexity that does not exist, PriceListClosedError for a list that
    does not hold on that day.
    """
    steps: Steps = []
    amount = _listed(item, pack, terms, steps)
    amount = _broken(item, quantity, amount, pack, steps)
    return _worked(item, amount, pack, terms, steps), steps


def _listed(item: Item, pack: Pack, terms: Terms, steps: Steps) -> Money:
    own = unit_price(item, pack)
    chosen = _named(pack, terms) if terms.price_list else _open_to_all(item, pack, terms)
    if chosen is None:
        return own
    amount = _price_in(chosen, item, own)
    if amount is None:
        raise InvalidInputError(f"{item.id} has no price in {chosen.currency} in the list {chosen.id!r}")
    if amount != own:
        steps.append({"step": "list", "list": chosen.id, "before": plain(own), "amount": plain(amount)})
    return amount


def named_list(pack: Pack, name: str) -> PriceList:
    """Raises InvalidInputError naming those that there are."""
    lists = {entry.id: entry for entry in pack.catalogue.pricing.lists}
    if name not in lists:
        known = ", ".join(sorted(lists)) or "none"
        raise InvalidInputError(f"price list {name!r} is not in pack {pack.id}: expected one of {known}")
    return lists[name]


def _named(pack: Pack, terms: Terms) -> PriceList:
    found = named_list(pack, terms.price_list or "")
    if not holds(found, terms.on):
        raise PriceListClosedError(
            f"Price list {found.id} holds from {found.starts or 'always'} to {found.ends or 'ever'}."
        )
    return found


def _open_to_all(item: Item, pack: Pack, terms: Terms) -> PriceList | None:
    """The first list for everyone that holds that day and moves the price of the item."""
    own = unit_price(item, pack)
    open_lists = (entry for entry in pack.catalogue.pricing.lists if entry.everyone and holds(entry, terms.on))
    return next((entry for entry in open_lists if _price_in(entry, item, own) not in {None, own}), None)


def _price_in(chosen: PriceList, item: Item, own: Money) -> Money | None:
    currency = chosen.currency or own.currency
    named = chosen.prices.get(item.id) or item.prices.get(chosen.id)
    if named is not None:
        return Money.parse(named, currency)
    return own.share(WHOLE_BP - chosen.off_bp) if currency == own.currency else None


def _broken(item: Item, quantity: int | Decimal, amount: Money, pack: Pack, steps: Steps) -> Money:
    reached = [each for each in pack.catalogue.pricing.breaks if covers(each, item) and quantity >= each.at_least]
    best = max(reached, key=lambda each: each.at_least, default=None)
    if best is None:
        return amount
    less = amount.share(WHOLE_BP - best.off_bp)
    steps.append({"step": "break", "at_least": best.at_least, "off_bp": best.off_bp,
                  "before": plain(amount), "amount": plain(less)})  # fmt: skip
    return less


def _worked(item: Item, amount: Money, pack: Pack, terms: Terms, steps: Steps) -> Money:
    if terms.complexity is None:
        return amount
    known = {entry.id: entry for entry in pack.catalogue.pricing.complexity}
    found = known.get(terms.complexity)
    if found is None:
        names = ", ".join(sorted(known)) or "none"
        raise InvalidInputError(f"complexity {terms.complexity!r} is not in pack {pack.id}: expected one of {names}")
    if not covers(found, item) or found.factor_bp == WHOLE_BP:
        return amount
    more = amount.share(found.factor_bp)
    steps.append({"step": "complexity", "complexity": found.id, "factor_bp": found.factor_bp,
                  "before": plain(amount), "amount": plain(more)})  # fmt: skip
    return more
