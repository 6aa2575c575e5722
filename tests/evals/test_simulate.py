"""Customers that are made up: they want, wander and read what they confirm, and what goes wrong with them is seen."""

from datetime import datetime
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from commerce.packs.load import available, load
from commerce.packs.model import Pack
from evals.simulate.customer import Customer, Seen
from evals.simulate.goal import Goal, goal_of, moment_words
from evals.simulate.judge import SAME_QUESTION, Judge
from evals.simulate.persona import Persona, persona_of
from evals.simulate.play import Played, play_many
from evals.simulate.report import as_text, figures, worst
from evals.simulate.speak import Style, say, sayings
from kit.settings import ROOT
from tests.houses import MONDAY, settings_for

PLAIN = Style(lower=False, bare=False, slips=0)
PACKS = ROOT / "packs"


def pack_of(name: str) -> Pack:
    return load(PACKS, name, None)


def customer(goal: Goal, language: str = "es", wanders: float = 0.0) -> Customer:
    facts = {"customer_name": "Marta Peña", "email": "marta@correo.example", "need": "se moja", "phone": "1"}
    return Customer(goal, Persona(language, PLAIN, 20, wanders, facts), "America/Bogota", Random(1))


def seen(**more: Any) -> Seen:
    known: dict[str, Any] = {
        "kinds": [], "writes": [], "question": None, "pending": None, "offered": [], "owner": "bot", "refused": False
    }  # fmt: skip
    return Seen(**(known | more))


def judged(*turns: tuple[str, list[str], dict[str, Any]]) -> Judge:
    judge = Judge()
    for number, (meant, gave, found) in enumerate(turns, 1):
        usual: dict[str, Any] = {"reply": f"r{number}", "unproven": [], "writes": [], "question": None, "failed": False}
        judge.watch(number, meant, gave, usual | found)
    return judge


def test_both_languages_can_say_the_same_things() -> None:
    assert sayings("es").keys() == sayings("en").keys()


def test_what_fills_a_saying_is_written_as_it_is() -> None:
    style = Style(lower=True, bare=True, slips=1.0)
    mail = "Ana.Ruiz@Correo.example"
    for chance in range(20):
        assert mail in say("give.email", "es", style, Random(chance), value=mail)


@pytest.mark.parametrize("name", available(PACKS))
def test_every_pack_has_customers_with_goals_and_the_same_seed_gives_the_same_ones(name: str) -> None:
    pack = pack_of(name)

    def made() -> list[tuple[Persona, Goal]]:
        found = []
        for number in range(60):
            chance = Random(f"{name}:{number}")
            persona = persona_of(pack, chance)
            found.append((persona, goal_of(pack, persona, MONDAY, chance)))
        return found

    assert made() == made()
    assert {goal.kind for _, goal in made()} >= {"book", "quote", "person"}
    assert {persona.language for persona, _ in made()} == {"es", "en"}


def test_a_moment_is_said_with_its_day_and_hour() -> None:
    moment = datetime(2026, 11, 25, 15, tzinfo=ZoneInfo("America/Bogota"))
    assert moment_words(moment, "en") == "Wednesday at 3 PM"
    assert moment_words(moment, "es").startswith("el miércoles a las 3")


def test_a_customer_says_yes_to_what_it_wanted_and_no_to_anything_else() -> None:
    wants_book = customer(Goal("book", named="una cita"))
    other = wants_book.answers(seen(pending={"kind": "quote.accept", "args": {}}))
    assert other is not None
    assert other.meant == "reject"
    meant = {
        answer.meant
        for chance in range(30)
        if (answer := customer(Goal("quote", named="x")).answers(seen(pending={"kind": "quote.accept", "args": {}})))
    }
    assert meant == {"approve"}


def test_a_customer_corrects_an_order_of_another_number_of_things() -> None:
    item = next(item for item in pack_of("autoparts").catalogue.items if item.kind == "product")
    buyer = customer(Goal("order", item, "balatas", quantity=2))
    args = {"lines": [{"item": item.id, "quantity": 1}]}
    fixed = buyer.answers(seen(pending={"kind": "order.place", "args": args}))
    assert fixed is not None
    assert fixed.meant == "amend"
    right = buyer.answers(seen(pending={"kind": "order.place", "args": {"lines": [{"item": item.id, "quantity": 2}]}}))
    assert right is not None
    assert right.meant == "approve"


def test_a_customer_leaves_when_it_has_what_it_wanted() -> None:
    happy = customer(Goal("book", named="una cita"))
    assert happy.answers(seen(writes=["appointment.book"])) is None
    assert happy.done


def test_a_yes_that_nobody_gave_is_a_false_approval() -> None:
    found = judged(("aside", [], {"writes": ["order.place"]}), ("approve", [], {"writes": ["order.place"]}))
    assert len(found.verdict.false_approvals) == 1


def test_a_question_that_was_answered_must_not_be_asked_again() -> None:
    found = judged(("give", ["email"], {"question": "phone"}), ("give", ["phone"], {"question": "email"}))
    assert found.verdict.asked_again == ["turn 2: email"]


def test_an_aside_leaves_the_question_standing_and_that_is_no_fault() -> None:
    found = judged(*[("aside", [], {"question": "email"}) for _ in range(SAME_QUESTION + 1)])
    assert found.verdict.wrong == []


def test_the_same_question_over_and_over_and_the_same_words_twice_are_loops() -> None:
    asked = judged(*[("goal", [], {"question": "need"}) for _ in range(SAME_QUESTION)])
    assert asked.verdict.loops == [f"turn {SAME_QUESTION}: need asked {SAME_QUESTION} times"]
    assert judged(("goal", [], {"reply": "x"}), ("goal", [], {"reply": "x"})).verdict.loops


def test_words_that_no_fact_backs_are_counted() -> None:
    assert judged(("goal", [], {"unproven": ["$5"]})).verdict.false_words == ["turn 1: $5"]


async def test_customers_are_played_to_their_goals_and_the_figures_tell_how_it_went(
    database_url: str, tmp_path: Any
) -> None:
    settings = settings_for(database_url, tmp_path)
    played: list[Played] = [each async for each in play_many(settings, "colombiatic", 6, 3, MONDAY)]
    found = figures(played)
    assert (found["conversations"], found["false_words"], found["false_approvals"]) == (6, 0, 0)
    assert found["goal_reached"]["share"] >= 0.5
    assert played[0].transcript[0][0] == "customer"
    assert as_text(worst(played, 1)[0]).startswith("colombiatic ")
