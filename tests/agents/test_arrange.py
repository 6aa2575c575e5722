"""What is said in which order, and the one question at the end."""

from typing import Any

import pytest

from agents.composer.arrange import FIRST, arrange
from agents.composer.schema import Arranged
from agents.outcome import Outcome
from agents.state import Asking, State
from tests.agents.states import act, context, pending, question, reading, state


def asking(slot: str, agent: str, say: str = "", flow: str = "book") -> Asking:
    return {"question": question(slot, flow, slot), "act": act("ask", say or f"ask.{slot}", agent)}


def arranged(given: State) -> Arranged:
    return arrange(Outcome("composer", given), given, context())


def made(*acts: Any, heard: Any = None, **known: Any) -> State:
    return state("…", heard or reading("hours"), acts=list(acts), **known)


def kinds(found: Arranged) -> list[str]:
    return [each["kind"] for each in found.acts]


def test_what_was_asked_for_comes_before_what_leads_on() -> None:
    found = arranged(made(act("recommend"), act("price"), act("answer"), act("handle_objection")))
    assert kinds(found) == ["answer", "handle_objection", "price", "recommend"]


def test_kinds_that_have_no_place_of_their_own_stay_in_the_order_in_which_they_were_found() -> None:
    found = arranged(made(act("booked"), act("show_quote"), act("answer")))
    assert kinds(found) == ["answer", "booked", "show_quote"]


def test_every_kind_has_one_place() -> None:
    assert len(set(FIRST)) == len(FIRST)


def test_of_several_questions_the_one_of_the_lead_is_put_last() -> None:
    questions = [asking("need", "qualifier"), asking("slot", "scheduler", "offer_slots")]
    found = arranged(made(act("answer"), questions=questions, lead="scheduler"))
    assert kinds(found) == ["answer", "ask"]
    assert found.question is not None
    assert found.question["slot"] == "slot"
    assert found.asking == questions[1]["act"]


def test_where_nobody_leads_nothing_new_is_asked() -> None:
    found = arranged(made(act("answer"), questions=[asking("need", "qualifier")], lead=None))
    assert found.question is None


def test_nothing_is_asked_beside_what_waits_for_a_yes() -> None:
    shown = act("confirm_booking")
    given = made(shown, questions=[asking("need", "qualifier")], lead="qualifier", pending=pending(shown=shown))
    found = arranged(given)
    assert kinds(found) == ["confirm_booking"]
    assert (found.question, found.asking) == (None, None)


def test_after_a_digression_the_open_question_comes_back_as_it_was_put() -> None:
    put = act("ask", "offer_slots")
    found = arranged(made(act("answer"), question=question("slot", "book", "time"), asking=put, lead="responder"))
    assert found.acts[-1] == put
    assert found.question == question("slot", "book", "time")


def test_a_question_that_was_answered_does_not_come_back() -> None:
    put = act("ask", "ask.email")
    given = made(act("noted"), question=question("email", "book", "email"), asking=put, lead="scheduler")
    assert arranged(given).question is None


def test_a_question_that_was_put_three_times_is_left() -> None:
    put = act("ask", "ask.email")
    known: dict[str, Any] = {"question": question("email", "profile", "email"), "asking": put, "lead": "responder"}
    assert arranged(made(act("answer"), asked={"email": 2}, **known)).question is not None
    assert arranged(made(act("answer"), asked={"email": 3}, **known)).question is None


def test_a_question_that_a_booking_cannot_do_without_comes_back_after_every_digression() -> None:
    known: dict[str, Any] = {"question": question("email", "book", "email"), "asking": act("ask", "ask.email")}
    found = arranged(made(act("answer"), asked={"email": 7}, lead="responder", **known))
    assert found.question is not None
    assert found.acts[-1]["say"] == "ask.email"


@pytest.mark.parametrize("kind", ["thanks", "wait", "chitchat", "hand_off", "goodbye", "opt_out", "abuse"])
def test_courtesy_and_last_words_bring_nothing_back(kind: str) -> None:
    put = act("ask", "ask.email")
    given = made(act(kind), question=question("email", "book", "email"), asking=put, lead=None)
    assert kinds(arranged(given)) == [kind]
    assert kinds(arranged(made(act(kind), pending=pending()))) == [kind]


@pytest.mark.parametrize("kind", ["thanks", "wait", "chitchat", "abuse"])
def test_a_question_stands_while_the_customer_waits_or_is_polite(kind: str) -> None:
    put = act("ask", "ask.email")
    given = made(act(kind), question=question("email", "book", "email"), asking=put, lead=None)
    assert arranged(given).question == given["question"]


def test_after_a_digression_what_waits_for_a_yes_comes_back_in_fewer_words_and_twice_at_the_most() -> None:
    shown = act(
        "confirm_booking", slot={"$": "instant", "at": "2026-11-25T15:00:00-05:00", "style": "full"}, mode="video"
    )
    waiting = pending(shown=shown)
    found = arranged(made(act("answer"), pending=waiting))
    assert found.acts[-1]["say"] == "resume.booking"
    assert set(found.acts[-1]["values"]) == {"slot"}
    tired = made(act("answer"), pending=waiting, asked={f"pending.{waiting['digest']}": 2})
    assert kinds(arranged(tired)) == ["answer"]


def test_the_same_question_a_second_time_is_put_in_other_words() -> None:
    known: dict[str, Any] = {"questions": [asking("email", "scheduler")], "lead": "scheduler"}
    known["heard"] = reading("skip")
    again = known | {"question": question("email", "book", "email")}
    assert arranged(made(**known)).acts[-1]["say"] == "ask.email"
    assert arranged(made(**again)).acts[-1]["say"] == "ask_again.email"
    third = arranged(made(**again, unanswered=1))
    assert third.acts[-1]["say"] == "ask_choices"
    assert set(third.acts[-1]["values"]) == {"what", "person"}


def test_who_only_greets_gets_one_greeting_with_its_question() -> None:
    given = made(heard=reading("greeting"), greeted=False, questions=[asking("need", "qualifier")], lead="qualifier")
    found = arranged(given)
    assert [each["say"] for each in found.acts] == ["greeting_new"]
    assert found.question is not None
    assert found.question["slot"] == "need"


def test_who_asks_at_once_gets_a_short_greeting_first() -> None:
    found = arranged(made(act("answer"), greeted=False))
    assert [each["say"] for each in found.acts] == ["greeting_short", "answer"]


def test_what_is_priced_is_not_shown_a_second_time() -> None:
    one, other = ({"item": {"$": "name", "text": name}} for name in ("Chatbot", "Página"))
    told = arranged(made(act("prices", items=[one, other]), act("recommend", items=[one])))
    assert kinds(told) == ["prices"]
    more = arranged(made(act("prices", items=[one]), act("recommend", items=[one, other])))
    assert kinds(more) == ["prices", "recommend"]
