"""Numbers that are written in several ways, windows, statuses in any order, and words that end or resume messages."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.consents.words import wish_in
from commerce.sends.status import final
from commerce.threads.variants import telephone, variants
from commerce.threads.window import closes, is_open

HEARD = datetime.fromisoformat("2026-11-23T15:00:00+00:00")


@pytest.mark.parametrize(
    "ways",
    [("524425550100", "5214425550100"), ("551187654321", "5511987654321"), ("541145678901", "5491145678901")],
)
def test_a_number_is_known_however_it_is_written(ways: tuple[str, str]) -> None:
    for way in ways:
        assert variants(way)[0] == way
        assert set(variants(way)) == set(ways)


@pytest.mark.parametrize("id", ["573105550118", "15550783881", "MX.1349120865", "52442555", "551140028922", ""])
def test_other_numbers_and_ids_have_one_way(id: str) -> None:
    assert variants(id) == (id,)


@pytest.mark.parametrize(
    ("id", "number"),
    [
        ("5214425550100", "+524425550100"),
        ("573105550118", "+573105550118"),
        ("MX.1349", None),
        ("12", None),
        ("", None),
    ],
)
def test_who_writes_from_a_number_can_be_called_there(id: str, number: str | None) -> None:
    assert telephone(id) == number


@given(st.text(alphabet="0123456789", max_size=15))
def test_any_two_ways_of_a_number_find_each_other(number: str) -> None:
    assert all(number in variants(way) for way in variants(number))


def test_the_window_is_counted_by_the_channels_clock_with_a_margin() -> None:
    assert closes(HEARD, None) == HEARD + timedelta(hours=23, minutes=55)
    assert is_open(HEARD, None, HEARD + timedelta(hours=23, minutes=54))
    assert not is_open(HEARD, None, HEARD + timedelta(hours=23, minutes=59))
    assert not is_open(None, None, HEARD)


def test_a_window_that_the_channel_closed_opens_with_the_next_message() -> None:
    closed = HEARD + timedelta(hours=1)
    assert not is_open(HEARD, closed, closed)
    assert is_open(closed + timedelta(seconds=1), closed, closed + timedelta(minutes=1))


@pytest.mark.parametrize("told", list(permutations(["sent", "delivered", "read"])))
def test_statuses_in_any_order_end_in_the_furthest(told: tuple[str, ...]) -> None:
    assert final(told) == "read"
    assert final([*told, *told]) == "read"


@pytest.mark.parametrize(
    ("told", "status"),
    [([], None), (["sent"], "sent"), (["failed", "sent"], "failed"), (["failed", "read"], "read"), (["warning"], None),
     (["played", "read"], "played")],
)  # fmt: skip
def test_a_failure_stands_unless_the_message_arrived(told: list[str], status: str | None) -> None:
    assert final(told) == status


@pytest.mark.parametrize("text", ["STOP", "stop.", " Baja ", "BAJA!", "darme de baja", "unsubscribe"])
def test_a_word_alone_ends_what_is_sent(text: str) -> None:
    assert wish_in(text) == "stop"


@pytest.mark.parametrize("text", ["la presión baja", "¿baja el precio?", "non stop", "", "hola"])
def test_the_same_word_among_others_does_not(text: str) -> None:
    assert wish_in(text) is None


def test_a_word_alone_resumes_it() -> None:
    assert wish_in("ALTA") == wish_in("start") == "start"
