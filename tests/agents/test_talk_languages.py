"""The reply speaks as the customer does: the language, and how they address the business."""

import pytest

from tests.agents.talk import Talks, at


async def test_an_english_customer_of_a_colombian_business_books_in_english(talks: Talks) -> None:
    talk = await talks()
    languages = [
        (await talk.say(words))["language"]
        for words in ["I'd like to book a demo wednesday at 3pm", "John Smith, john@smith.com", "yes"]
    ]
    assert languages == ["en", "en", "en"]
    assert await talk.booked() == [at("2026-11-25 15:00")]


async def test_a_spanish_customer_of_an_american_business_books_in_spanish(talks: Talks) -> None:
    talk = await talks("roofing")
    turn = await talk.play(
        "hola buenas, hablan español?", "quiero una inspección mañana a las 10 de la mañana",
        "Soy Laura Gómez, 248-555-0143", "1420 Maple St, Farmington", "sí",
    )  # fmt: skip
    assert turn["language"] == "es"
    assert await talk.booked() == [at("2026-11-24 10:00")]


async def test_a_change_of_language_in_the_middle_of_a_booking_loses_nothing(talks: Talks) -> None:
    talk = await talks("roofing")
    first = await talk.say("I'd like an inspection wednesday at 2pm")
    second = await talk.say("me llamo Pedro Sosa, mi teléfono es 248-555-0144")
    assert (first["language"], second["language"]) == ("en", "es")
    assert talk.asked == "address"
    await talk.play("vivo en 99 Oak St, Farmington", "sí")
    assert await talk.booked() == [at("2026-11-25 14:00")]


@pytest.mark.parametrize(
    ("business", "first", "wish", "language", "asked"),
    [
        ("colombiatic", "quiero agendar una demo el miércoles a las 3 pm", "sorry, can we continue in English?", "en",
         "customer_name"),
        ("roofing", "I'd like an inspection wednesday at 2pm", "¿podemos seguir en español?", "es", "customer_name"),
    ],
)  # fmt: skip
async def test_a_wish_for_another_language_is_granted_and_the_question_asked_again(
    business: str, first: str, wish: str, language: str, asked: str, talks: Talks
) -> None:
    talk = await talks(business)
    await talk.say(first)
    turn = await talk.say(wish)
    assert (turn["language"], talk.asked) == (language, asked)


async def test_a_quote_asked_for_in_english_is_accepted_in_spanish(talks: Talks) -> None:
    talk = await talks("roofing")
    turn = await talk.play("I need a quote for architectural shingles", "son 1234 pies cuadrados")
    assert turn["language"] == "es"
    await talk.say("sí, acepto")
    assert [row["status"] for row in await talk.rows("SELECT status FROM quotes")] == ["accepted"]


@pytest.mark.parametrize(
    ("words", "register"),
    [
        ("hola, ¿me puedes decir cuánto cuesta el chatbot profesional?", "tu"),
        ("buenas tardes, ¿usted me podría decir el precio del chatbot profesional?", "usted"),
        ("precio del chatbot profesional", "usted"),
    ],
)
async def test_a_customer_is_addressed_as_they_address_us(words: str, register: str, talks: Talks) -> None:
    talk = await talks()
    await talk.say(words)
    assert talk.register == register


async def test_a_business_that_says_tu_says_it_to_who_does_not_tell(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await talk.say("precio de las bujías")
    assert talk.register == "tu"


async def test_a_way_of_address_is_kept_until_the_customer_changes_it(talks: Talks) -> None:
    talk = await talks()
    await talk.play("hola, ¿me puedes decir cuánto cuesta el chatbot profesional?", "a qué hora atienden")
    assert talk.register == "tu"
    await talk.say("¿usted me podría agendar una demo?")
    assert talk.register == "usted"
