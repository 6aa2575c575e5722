"""Links to quotes: made here, read here, and nowhere else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.quotes.link import KEPT, QuoteLinks
from commerce.quotes.model import UnknownQuoteError
from tests.commerce.rooms import NOW
from tools.payments.pay_links import NoSuchPageError, PayLinks

LINKS = QuoteLinks("https://chat.example.com/", "a key")
QUOTE = UUID(int=7)
UNTIL = NOW + timedelta(days=7)


def test_a_link_names_its_tenant_and_its_quote() -> None:
    url = LINKS.url("autoparts", QUOTE, UNTIL)
    assert url.startswith("https://chat.example.com/q/autoparts.")
    assert LINKS.read(url.rpartition("/")[2], NOW) == ("autoparts", QUOTE)


def test_the_same_quote_has_the_same_link_and_another_key_another() -> None:
    assert LINKS.token("autoparts", QUOTE, UNTIL) == LINKS.token("autoparts", QUOTE, UNTIL)
    assert QuoteLinks("", "another").token("autoparts", QUOTE, UNTIL) != LINKS.token("autoparts", QUOTE, UNTIL)


def test_a_link_outlives_its_quote_and_then_ends() -> None:
    token = LINKS.url("autoparts", QUOTE, UNTIL).rpartition("/")[2]
    assert LINKS.read(token, UNTIL + KEPT - timedelta(seconds=1)) == ("autoparts", QUOTE)
    with pytest.raises(UnknownQuoteError, match="no longer valid"):
        LINKS.read(token, UNTIL + KEPT)


@given(place=st.integers(0, 10_000), letter=st.sampled_from("ABCxyz019-_.=% ñ"))
def test_no_letter_of_a_link_can_be_changed(place: int, letter: str) -> None:
    token = LINKS.token("autoparts", QUOTE, UNTIL)
    at = place % len(token)
    spoilt = token[:at] + letter + token[at + 1 :]
    if spoilt != token:
        with pytest.raises(UnknownQuoteError):
            LINKS.read(spoilt, NOW)


@given(text=st.text(max_size=80))
def test_any_other_text_is_no_link(text: str) -> None:
    with pytest.raises(UnknownQuoteError):
        LINKS.read(text, NOW)


def test_links_that_customers_have_in_their_hands_stay_the_same() -> None:
    quote, until = UUID("11111111-2222-3333-4444-555555555555"), datetime(2027, 1, 2, tzinfo=UTC)
    token = "shop.ERERESIiMzNERFVVVVVVVWs4PgDlptU7ndIhqC54R8gVuJay"
    assert QuoteLinks("", "a key").token("shop", quote, until) == token
    pay = PayLinks("https://pay.example", "shop", "a secret")
    assert pay.pay("AP-1") == "https://pay.example/pay/shop.AP-1.de3a68a3c0c23bf3dd66"
    assert pay.number(pay.token("AP-1")) == "AP-1"


@pytest.mark.parametrize(
    "spoil",
    [str.upper, lambda token: token[:-1], lambda token: f"{token} ", lambda _: "shop.AP-1.", lambda _: "shop.AP-1.zz"],
)
def test_a_changed_link_to_pay_leads_nowhere(spoil: Callable[[str], str]) -> None:
    pay = PayLinks("https://pay.example", "shop", "a secret")
    with pytest.raises(NoSuchPageError):
        pay.number(spoil(pay.token("AP-1")))
