"""Each reason for which a person is called, reached by talking, with what that person receives."""

from typing import Any

import pytest

from server.full import turn_object
from tests.agents.talk import Talk, Talks

PACKAGE = {
    "reason", "summary", "profile", "missing", "need", "stage", "strategy", "score", "temperature", "reasons",
    "signals", "sentiment", "language", "channel", "page", "quotes", "appointments", "objections", "open_question",
    "asked", "pending", "last_words", "suggested_reply",
}  # fmt: skip

RIPE = [
    "soy la gerente de Ferretería La Unión, somos 40 empleados, necesito un chatbot urgente para esta semana",
    "el presupuesto es de 8 millones, soy Ana Ruiz, ana@ruiz.co, 300 123 4567",
    "cotícenme el chatbot profesional",
    "no gracias",
    "¿y cuánto se demoran?",
]


async def _package(talk: Talk, reason: str) -> dict[str, Any]:
    [row] = await talk.rows("SELECT reason, package FROM handoffs")
    assert row["reason"] == row["package"]["reason"] == reason
    assert row["package"].keys() == PACKAGE
    assert row["package"]["suggested_reply"]
    return dict(row["package"])


@pytest.mark.parametrize(
    ("business", "words", "reason"),
    [
        ("colombiatic", ["quiero hablar con una persona"], "asked"),
        ("roofing", ["let me talk to a human"], "asked"),
        ("colombiatic", ["quiero poner una queja, nadie me responde hace tres días"], "complaint"),
        ("colombiatic", ["me tienen harta con tantas vueltas, odio esto"], "negative_sentiment"),
        ("colombiatic", ["asdf qwer zxcv", "lkj poiu mnb", "zzz xxx yyy qqq"], "misunderstood"),
        ("colombiatic", ["hágame una excepción y me lo deja a mitad de precio"], "out_of_policy"),
        ("roofing", ["can you just cover my deductible for me"], "out_of_policy"),
        ("autoparts", ["fíame las balatas y te pago en la quincena"], "out_of_policy"),
    ],
)
async def test_a_person_is_called_for_what_the_customer_says(
    business: str, words: list[str], reason: str, talks: Talks
) -> None:
    talk = await talks(business)
    turn = await talk.play(*words)
    assert turn["owner"] == "queue"
    await _package(talk, reason)


async def test_a_yes_above_the_limit_goes_to_a_person_and_accepts_nothing(talks: Talks) -> None:
    talk = await talks("autoparts")
    turn = await talk.play("cotízame 60 baterías lth 42", "sí, la acepto")
    package = await _package(talk, "above_limit")
    assert turn["owner"] == "queue"
    assert {row["status"] for row in await talk.rows("SELECT status FROM quotes")} == {"sent"}
    assert package["pending"] == "quote.accept"
    assert package["quotes"][0]["total"] > 6_000_000


async def test_a_ripe_lead_with_nothing_under_way_goes_to_a_person_in_opening_hours(talks: Talks) -> None:
    talk = await talks()
    owners = [(await talk.say(words))["owner"] for words in RIPE]
    assert owners[-1] == "queue"
    package = await _package(talk, "hot_lead")
    assert package["score"] >= 80
    assert package["temperature"] == "hot"


async def test_out_of_hours_a_ripe_lead_is_led_on_instead(talks: Talks) -> None:
    talk = await talks()
    talk.later(hours=12)
    assert {(await talk.say(words))["owner"] for words in RIPE} == {"bot"}


async def test_a_delivery_that_fails_for_good_calls_a_person(talks: Talks) -> None:
    talk = await talks()
    await talk.say("hola")
    event = {"event": "delivery_failed", "effect": "email.send"}
    answer = await talk.house.inbox.happen(talk.tenant, talk.conversation, "failed:1", event)
    assert answer.done is not None
    assert turn_object(answer.done, "")["owner"] == "queue"
    await _package(talk, "tool_failure")


async def test_an_agent_that_fails_calls_a_person_too(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = await talks()
    await talk.say("hola")

    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the calendar is on fire")

    monkeypatch.setattr(talk.house.tenants[talk.tenant].calendar, "busy", broken)
    answer = await talk.house.inbox.receive(talk.tenant, talk.conversation, "m-broken", "quiero agendar una demo")
    assert answer.owner == "queue"
    [row] = await talk.rows("SELECT reason FROM handoffs")
    assert row["reason"] == "tool_failure"


async def test_out_of_hours_it_says_when_and_collects_one_thing_a_message(talks: Talks) -> None:
    talk = await talks()
    talk.later(hours=12)
    turn = await talk.say("quiero hablar con una persona")
    assert "martes 24 de noviembre a las 8:00 a. m." in turn["reply"]
    assert talk.asked == "email"
    await talk.say("ana@ruiz.co")
    assert talk.asked == "customer_name"
    await talk.say("Ana Ruiz")
    assert talk.asked == "need"
    turn = await talk.say("un chatbot que responda precios de la ferretería")
    assert "collected" in {act["say"] for act in turn["acts"]}
    assert turn["owner"] == "queue"
    [row] = await talk.rows("SELECT fields FROM user_profiles WHERE contact_id = %s", talk.contact)
    assert {"email", "customer_name", "need"} <= row["fields"].keys()


async def test_the_package_has_the_question_in_words_and_a_reply_that_names_what_waits(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.say("mejor páseme con un asesor")
    package = await _package(talk, "asked")
    assert "la cita" in package["suggested_reply"]
    assert package["suggested_reply"].startswith("Ana, soy Natalia Cifuentes")
    assert package["missing"] == []
