"""Buttons, rows, times and cards that are pressed: each means exactly what it was shown with."""

from typing import Any

from tests.agents.talk import Talk, Talks, kinds

CUT = 20
"""Characters of a title on a channel that shows little."""


def items(turn: dict[str, Any], *wanted: str) -> list[dict[str, Any]]:
    return [item for block in turn["blocks"] if block["kind"] in wanted for item in block["items"]]


async def press(talk: Talk, item: dict[str, Any], length: int = 200) -> dict[str, Any]:
    return await talk.say(item["label"][:length], item["id"])


async def test_the_second_time_that_was_offered_is_taken_by_a_press_even_with_its_title_cut(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("quiero agendar una demo")
    await press(talk, items(turn, "slots")[1], CUT)
    await talk.say("Ana Ruiz, ana@ruiz.co")
    pending = talk.pending
    assert pending is not None
    assert pending["args"]["starts_at"] == items(turn, "slots")[1]["starts_at"]


async def test_a_press_on_yes_approves_what_was_shown_with_it(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.to_the_confirmation()
    yes, no = items(turn, "buttons")
    assert (yes["id"][:4], no["id"][:3]) == ("yes:", "no:")
    await press(talk, yes)
    assert len(await talk.booked()) == 1


async def test_a_press_on_an_older_yes_approves_nothing_and_shows_what_waits_now(talks: Talks) -> None:
    talk = await talks()
    old, _ = items(await talk.to_the_confirmation(), "buttons")
    changed = await talk.say("mejor el jueves a las 10")
    assert talk.pending is not None
    turn = await press(talk, old)
    assert await talk.booked() == []
    assert turn["pending"] == changed["pending"]
    await press(talk, items(changed, "buttons")[0])
    assert len(await talk.booked()) == 1


async def test_a_press_on_no_drops_what_waited(talks: Talks) -> None:
    talk = await talks()
    _, no = items(await talk.to_the_confirmation(), "buttons")
    await press(talk, no)
    assert (talk.pending, await talk.booked()) == (None, [])


async def test_a_product_is_named_by_its_card_whatever_the_title_sounds_like(talks: Talks) -> None:
    talk = await talks("autoparts")
    turn = await talk.say("tienen balatas delanteras para jetta 2015?")
    cards = items(turn, "products")
    assert len(cards) > 1
    assert all(card["price"] for card in cards)
    await talk.say("el segundo", cards[0]["id"])
    named = [each["value"] for each in talk.state["reading"]["entities"] if each["kind"] == "product"]
    assert [f"product:{value}" for value in named] == [cards[0]["id"]]


async def test_a_quote_comes_with_its_card_and_is_accepted_by_a_press(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("necesito una cotización del Chatbot Profesional")
    (card,) = [block for block in turn["blocks"] if block["kind"] == "quote"]
    assert card["total"] in turn["reply"]
    assert card["lines"][0]["item"] == "Chatbot Profesional"
    assert "quote_accepted" in kinds(await press(talk, items(turn, "buttons")[0]))


async def test_a_yes_to_an_older_question_is_no_answer_to_the_one_that_stands_open(talks: Talks) -> None:
    talk = await talks()
    await talk.say("quiero agendar una demo")
    assert talk.asked == "slot"
    await talk.say("Sí, por favor", "yes:offer")
    assert (talk.asked, talk.pending) == ("slot", None)


async def test_a_choice_nobody_offered_is_read_as_its_words(talks: Talks) -> None:
    talk = await talks()
    for choice in ("yes:", ":", "nonsense", "product:nothing-like-it", "slot:2020-01-01T00:00:00Z", "x:" + "y" * 250):
        turn = await talk.say("¿hasta qué hora atienden?", choice)
        assert turn["reply"]
