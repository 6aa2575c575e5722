"""Asking for all of it once more, and taking all of what was shown."""

import pytest

from language.words.both import takes_all
from language.words.summaries import asks_for_summary


@pytest.mark.parametrize(
    "said",
    ["can I get a summary of all this", "can you recap?", "me das un resumen?", "resúmeme todo", "sum it up please"],
)
def test_a_summary_is_asked_for(said: str) -> None:
    assert asks_for_summary(said)


@pytest.mark.parametrize("said", ["quiero los dos", "both please", "ambas", "all of them"])
def test_all_of_it_is_taken(said: str) -> None:
    assert takes_all(said)
    assert not asks_for_summary(said)


@pytest.mark.parametrize(
    "said", ["¿cuál de los dos?", "what's the difference between both", "no quiero los dos", "uno"]
)
def test_which_of_them_is_asked_or_none_is_taken(said: str) -> None:
    assert not takes_all(said)
