"""Links to quotes: made here, read here, and nowhere else."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.quotes.link import KEPT, QuoteLinks
from commerce.quotes.model import UnknownQuoteError
from tests.commerce.rooms import NOW

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
