"""What is asked of a value that is not sure."""

from typing import Any, cast

import pytest

from agents.doubtful import ask_if_doubtful
from agents.outcome import Outcome
from agents.state import State

VALUES = {"phone": "+523515551212", "vin": "1HGCM82633A004352", "customer_name": "Beto Luna"}


def _known(field: str, confidence: float, **more: Any) -> State:
    told = {"value": VALUES[field], "source": "m1", "confidence": confidence, "confirmed": False}
    turn = {"seq": 1, "now": "2026-11-23T10:00:00-05:00"}
    return cast(State, {"turn": turn, "profile": {field: told}, **more})


@pytest.mark.parametrize("field", sorted(VALUES))
def test_a_value_that_is_not_sure_is_asked_about_with_the_value_as_the_choice(field: str) -> None:
    state = _known(field, 0.4)
    outcome = Outcome("seller", state)
    assert ask_if_doubtful(outcome, state, "order")
    (asking,) = outcome.update()["questions"]
    assert (asking["act"]["say"], asking["question"]["choices"]) == (f"confirm.{field}", [VALUES[field]])
    assert asking["question"]["expects"] == ["yes_no", field]


@pytest.mark.parametrize("field", sorted(VALUES))
def test_a_sure_value_and_one_that_was_asked_about_are_taken(field: str) -> None:
    for state in (_known(field, 0.95), _known(field, 0.4, asked={f"{field}_doubt": 1})):
        assert not ask_if_doubtful(Outcome("seller", state), state, "order")
