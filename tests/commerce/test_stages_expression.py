"""Conditions over the conversation: what they can say, and what is a mistake before anybody talks."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.stages.conditions import holds
from commerce.stages.expression import read
from commerce.stages.judge import judge
from commerce.stages.names import CHOICES
from commerce.stages.tokens import ExpressionError

SITUATION: dict[str, Any] = {
    "returning": True,
    "turn": 3,
    "score": 72,
    "temperature": "hot",
    "page": "https://x.example/es/Precios",
    "intents": ["price", "book"],
    "profile": {"city": "Bogotá", "email": "ana@x.co"},
    "pending": None,
}


@pytest.mark.parametrize(
    "condition",
    [
        "hot",
        "score >= 70 and temperature == 'hot'",
        "score == 72",
        "not (score < 70 or turn > 5)",
        "'price' in intents",
        "'quote' not in intents",
        "'phone' not in profile and 'email' in profile",
        "profile.city == 'bogota'",
        "profile.phone == none",
        "pending == none",
        "'precios' in page",
        "temperature in ['warm', 'hot']",
        "returning and not new_user",
        "not not returning",
        "has_need or wants_appointment",
        "urgency > 0.5 or score > -1",
    ],
)
def test_a_condition_holds_of_what_it_says(condition: str) -> None:
    judge(read(condition), frozenset())
    assert holds(condition, SITUATION)
    assert not holds(f"not ({condition})", SITUATION)


@pytest.mark.parametrize("condition", ["urgency > 0.5", "urgency <= 0.5", "'x' in origin", "score < urgency"])
def test_what_is_not_known_makes_no_comparison_hold(condition: str) -> None:
    assert not holds(condition, {"score": 1, "temperature": "cold"} if "score" not in condition else {"urgency": 1})


def test_and_binds_closer_than_or() -> None:
    assert holds("returning or hot and new_user", SITUATION)
    assert not holds("(returning or hot) and new_user", SITUATION)


def test_a_condition_of_the_pack_s_own_is_used_like_any_other() -> None:
    own = {"ripe": "score >= 70", "ready": "ripe and 'email' in profile"}
    assert holds("ready and not new_user", SITUATION, own)
    assert not holds("ready", {"score": 71}, own)


@pytest.mark.parametrize(
    ("condition", "found", "expected"),
    [
        ("wants_tobuy", "'wants_tobuy'", "wants_to_buy"),
        ("hot and profil.email == 'x'", "'profil.email'", "profile.FIELD"),
        ("profile.shoe_size == 'x'", "'profile.shoe_size'", "profile.FIELD"),
        ("score == 'hot'", "score == 'hot'", "two of a kind"),
        ("temperature > 3", "temperature > 3.0", "two numbers"),
        ("temperature == 'boiling'", "'boiling' beside temperature", "cold, hot, warm"),
        ("score", "score, which is no yes or no", "compared"),
        ("3 in intents", "3.0 in intents", "a text in a list"),
        ("hot and", "its end", "a name"),
        ("hot or or warm", "'or' at character 8", "a name"),
        ("(hot", "its end", "the closing parenthesis"),
        ("hot warm", "'warm' at character 5", "its end"),
        ("score >= 70; drop", "';' at character 12", "a name"),
        ("__import__('os')", "'(' at character 11", "its end"),
        ("owner.__class__ == 'x'", "'owner.__class__'", "one of"),
        ("temperature in ['hot', warm]", "'warm' at character 24", "a number or a 'text'"),
        ("hot not warm", "'warm' at character 9", "'in' after 'not'"),
        ("(" * 30 + "hot" + ")" * 30, "more than 20", "names of their own"),
        ("hot and " * 60 + "hot", "483 characters", "at most 400"),
    ],
)
def test_what_cannot_be_read_or_can_never_hold_is_told_with_its_place(
    condition: str, found: str, expected: str
) -> None:
    with pytest.raises(ExpressionError) as told:
        judge(read(condition), frozenset(), CHOICES)
    assert found in told.value.found
    assert expected in told.value.expected


@given(st.text(max_size=420))
def test_any_text_is_read_or_refused_and_never_run(text: str) -> None:
    try:
        judge(read(text), frozenset())
    except ExpressionError:
        return
    holds(text, SITUATION)
