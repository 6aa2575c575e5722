"""A person can be had at any point, once, with the whole story."""

from typing import Any

import pytest

from tests.agents.talk import Talk, Talks, kinds

GIBBERISH = ["asdf qwer zxcv", "lkj poiu mnb", "zzz xxx yyy qqq"]


async def _handoffs(talk: Talk) -> list[dict[str, Any]]:
    return await talk.rows("SELECT reason, status, person_id, package FROM handoffs ORDER BY created_at")


@pytest.mark.parametrize(
    "before",
    [
        [],
        ["hola"],
        ["quiero agendar una demo el miércoles"],
        ["quiero agendar una demo el miércoles a las 3 de la tarde", "Ana Ruiz, ana@ruiz.co"],
        ["me cotiza el chatbot profesional"],
        ["cuanto cuesta el chatbot profesional", "me parece muy caro"],
    ],
    ids=["first words", "greeted", "choosing a time", "at the confirmation", "at the quote", "in doubt"],
)
async def test_a_person_can_be_had_at_any_point(before: list[str], talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play(*before, "quiero hablar con una persona")
    assert (turn["owner"], talk.lead, turn["stage"]) == ("queue", "handoff", "handoff")
    assert "hand_off" in kinds(turn)
    assert talk.asked is None
    assert [row["reason"] for row in await _handoffs(talk)] == ["asked"]
    assert await talk.booked() == []


@pytest.mark.parametrize("words", ["can I just talk to a real person please", "I'd rather talk to a human"])
async def test_a_person_can_be_asked_for_in_english(words: str, talks: Talks) -> None:
    talk = await talks("roofing")
    assert (await talk.play("how much is a metal roof", words))["owner"] == "queue"


async def test_asking_twice_hands_over_once(talks: Talks) -> None:
    talk = await talks()
    await talk.play("quiero hablar con una persona", "quiero hablar con una persona por favor")
    assert "still_waiting" in {act["say"] for act in talk.state["said"]}
    assert len(await _handoffs(talk)) == 1
    [row] = await talk.rows("SELECT owner FROM conversations WHERE id = %s", talk.conversation)
    assert row["owner"] == "queue"


async def test_who_waits_for_a_person_is_still_answered_and_not_questioned(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play("quiero hablar con una persona", "¿a qué hora atienden?")
    assert "answer" in kinds(turn)
    assert (turn["owner"], talk.asked) == ("queue", None)


async def test_the_person_receives_what_is_known_what_waits_and_the_last_words(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.say("mejor páseme con un asesor")
    [row] = await _handoffs(talk)
    package = row["package"]
    assert row["person_id"] == "natalia-cifuentes"
    assert package["profile"]["email"] == "ana@ruiz.co"
    assert package["pending"] == "appointment.book"
    assert package["stage"] == "scheduling"
    assert package["last_words"] == "mejor páseme con un asesor"
    assert "wants_appointment" in package["signals"]
    assert package["summary"]


async def test_the_person_receives_the_question_that_stood_open(talks: Talks) -> None:
    talk = await talks()
    await talk.play("quiero agendar una demo el miércoles", "quiero hablar con una persona")
    [row] = await _handoffs(talk)
    assert (row["package"]["open_question"], row["package"]["pending"]) == ("slot", None)


async def test_a_complaint_goes_to_a_person_with_its_reason(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("esto es pésimo, llevo tres días esperando y nadie me responde, quiero poner una queja")
    assert turn["owner"] == "queue"
    assert [row["reason"] for row in await _handoffs(talk)] == ["complaint"]


async def test_three_misunderstandings_in_a_row_hand_over(talks: Talks) -> None:
    talk = await talks()
    await talk.say("tenemos una ferretería y nos escriben como 200 personas al día")
    owners = [(await talk.say(words))["owner"] for words in GIBBERISH]
    assert owners == ["bot", "bot", "queue"]
    assert [row["reason"] for row in await _handoffs(talk)] == ["misunderstood"]


async def test_being_understood_in_between_starts_the_count_anew(talks: Talks) -> None:
    talk = await talks()
    await talk.say("tenemos una ferretería y nos escriben como 200 personas al día")
    await talk.play(*GIBBERISH[:2], "¿a qué hora atienden?")
    assert talk.state["misunderstood"] == 0
    assert (await talk.say(GIBBERISH[2]))["owner"] == "bot"


async def test_a_message_that_was_served_is_no_misunderstanding(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    turn = await talk.say("bujías tsuru")
    assert "products" in kinds(turn)
    assert talk.state["misunderstood"] == 0


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("esto es una vergüenza, son unos incompetentes, llevo tres horas esperando y nadie responde", True),
        ("bueno, está un poco lento pero no pasa nada", False),
    ],
)
async def test_an_angry_customer_gets_a_person_and_a_mild_grumble_does_not(
    words: str, reason: bool, talks: Talks
) -> None:
    talk = await talks()
    await talk.say(words)
    found = {row["reason"] for row in await _handoffs(talk)}
    assert bool(found & {"negative_sentiment", "complaint"}) == reason
