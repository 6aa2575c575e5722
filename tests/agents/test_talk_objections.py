"""Doubts are answered with what is true, each time with something else, and then a step is offered."""

from typing import Any

import pytest

from tests.agents.talk import Talk, Talks, kinds, pack_of


def _said(talk: Talk, kind: str) -> str:
    """The text of the pack that the last turn answered the doubt with."""
    [act] = [act for act in talk.state["said"] if act["say"] == f"objection.{kind}"]
    return str(act["values"]["text"]["text"])


def _answers(business: str, kind: str, language: Any) -> list[str]:
    objection = next(entry for entry in pack_of(business).objections if entry.kind == kind)
    return [answer[language] for answer in objection.answers]


@pytest.mark.parametrize(
    ("business", "language", "first", "doubt", "again"),
    [
        ("colombiatic", "es", "cuanto cuesta el chatbot profesional", "me parece muy caro", "sigue siendo carísimo"),
        ("roofing", "en", "how much is a metal roof", "that's too expensive", "still too much money for me"),
    ],
)
async def test_a_doubt_about_the_price_is_answered_and_when_it_stays_otherwise(
    business: str, language: str, first: str, doubt: str, again: str, talks: Talks
) -> None:
    talk = await talks(business)
    turn = await talk.play(first, doubt)
    answers = _answers(business, "price", language)
    assert "handle_objection" in kinds(turn)
    assert (talk.lead, talk.asked, turn["stage"]) == ("seller", "next_step", "objection")
    assert _said(talk, "price") == answers[0]
    await talk.say(again)
    assert _said(talk, "price") == answers[1]


async def test_a_yes_to_the_step_that_follows_a_doubt_leads_to_the_times(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play("cuanto cuesta el chatbot profesional", "me parece muy caro", "sí")
    assert (talk.lead, talk.asked) == ("scheduler", "slot")
    assert turn["pending"] is None


async def test_a_no_to_the_step_that_follows_a_doubt_is_taken_and_nothing_is_pressed(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play("cuanto cuesta el chatbot profesional", "me parece muy caro", "no gracias")
    assert talk.asked is None
    assert turn["pending"] is None


async def test_a_doubt_in_the_middle_of_a_booking_leaves_its_confirmation_waiting(talks: Talks) -> None:
    talk = await talks()
    before = await talk.to_the_confirmation()
    turn = await talk.say("la verdad me parece muy caro")
    assert "handle_objection" in kinds(turn)
    assert turn["pending"] == before["pending"]
