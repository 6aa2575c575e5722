"""A quote before it is written."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from commerce.catalogue.model import UnknownItemError
from commerce.orders.number import number_of as order_number
from commerce.packs.prices import Pricing
from commerce.pricing.asked import Asked
from commerce.pricing.discounts import Discount
from commerce.quotes.draft import draft
from commerce.quotes.model import QuoteClosedError, QuoteExpiredError
from commerce.quotes.number import number_of
from commerce.quotes.status import is_expired, is_open, refuse_unless_open
from kit.errors import InvalidInputError
from kit.money import Money
from tests.commerce.packs import small_pack
from tests.commerce.rooms import NOW

PACK = small_pack()
CONVERSATION = UUID(int=7)


def quote(status: str, days: int = 1) -> dict[str, Any]:
    return {"proposal_number": "TU-X", "status": status, "expires_at": NOW + timedelta(days=days)}


def test_lines_are_priced_from_the_catalogue() -> None:
    made = draft([{"item": "pads-ceramic", "quantity": 2}, {"item": "training", "quantity": 1}], PACK)
    assert [line["gross"] for line in made.lines] == [30702000, 5000000]
    assert made.totals.total == Money.parse("357020", "COP")
    assert made.lines[0]["name"] == {"es": "Balatas delanteras cerámicas", "en": "Ceramic front brake pads"}


def test_a_roof_comes_with_what_it_would_cost_in_the_other_materials() -> None:
    made = draft([{"item": "timberline", "quantity": 1000}], small_pack(currency="USD"))
    assert [(option["item"], option["chosen"]) for option in made.options] == [
        ("three-tab", False), ("timberline", True), ("slate", False),
    ]  # fmt: skip
    assert made.options[1]["total"] == made.totals.total.minor


def test_parts_come_without_other_options() -> None:
    assert draft([{"item": "pads-ceramic", "quantity": 1}], PACK).options == []


def test_what_is_not_sold_cannot_be_quoted() -> None:
    with pytest.raises(UnknownItemError, match="'rocket'"):
        draft([{"item": "rocket", "quantity": 1}], PACK)


@pytest.mark.parametrize("quantity", [0, -3, 1.5, "2", True, 10_000_000])
def test_a_quantity_must_be_a_whole_number_within_reason(quantity: Any) -> None:
    with pytest.raises(InvalidInputError, match="quantity"):
        draft([{"item": "training", "quantity": quantity}], PACK)


def test_a_quote_has_lines_and_not_too_many() -> None:
    with pytest.raises(InvalidInputError, match="0 lines"):
        draft([], PACK)
    with pytest.raises(InvalidInputError, match="51 lines"):
        draft([{"item": "training", "quantity": 1}] * 51, PACK)


def test_the_same_turn_always_has_the_same_number() -> None:
    assert number_of(PACK, CONVERSATION, 3) == number_of(PACK, str(CONVERSATION), 3)
    assert number_of(PACK, CONVERSATION, 3) != number_of(PACK, CONVERSATION, 4)
    assert number_of(PACK, CONVERSATION, 3).startswith("TU-")


def test_a_quote_and_an_order_of_one_turn_cannot_be_confused() -> None:
    assert number_of(PACK, CONVERSATION, 3) != order_number(PACK, CONVERSATION, 3)


def test_a_sent_quote_is_open_until_its_last_moment() -> None:
    assert is_open(quote("sent"), NOW)
    assert is_expired(quote("viewed", days=0), NOW)
    assert not is_expired(quote("accepted", days=-3), NOW)


def test_a_closed_quote_is_refused_with_its_reason() -> None:
    with pytest.raises(QuoteExpiredError, match="valid until 2026-11-22"):
        refuse_unless_open(quote("sent", days=-1), NOW)
    with pytest.raises(QuoteClosedError, match="is rejected already"):
        refuse_unless_open(quote("rejected"), NOW)


def test_a_discount_that_a_person_agreed_to_is_for_the_chosen_material_alone() -> None:
    pack = small_pack(currency="USD")
    catalogue = pack.catalogue.model_copy(update={"pricing": Pricing(limits={"supervisor": 1000})})
    pack = pack.model_copy(update={"catalogue": catalogue})
    lines = [{"item": "timberline", "quantity": 1000}]
    plain = draft(lines, pack)
    granted = draft(lines, pack, Asked(discount=Discount("bot", 1000, approved_by="supervisor")))
    assert granted.totals.total < plain.totals.total
    others = [(option["item"], option["total"]) for option in granted.options if not option["chosen"]]
    assert others == [(option["item"], option["total"]) for option in plain.options if not option["chosen"]]
    assert granted.options[1]["total"] == granted.totals.total.minor
