"""An excuse before something else is told from a wish to hear it again."""

import pytest

from language.words.excuses import opens_with_excuse


@pytest.mark.parametrize(
    "said", ["sorry\nDoug Nguyen", "perdón\nes que llueve mucho", "Disculpe. Me hace la cotización?"]
)
def test_an_excuse_before_something_else(said: str) -> None:
    assert opens_with_excuse(said)


@pytest.mark.parametrize(
    "said", ["perdón?", "sorry", "perdón\n¿cómo dijo?", "sorry, what did you say?", "Doug Nguyen", ""]
)
def test_what_asks_to_hear_it_again_or_is_no_excuse(said: str) -> None:
    assert not opens_with_excuse(said)
