"""Another material in a few words: it is priced for the same roof, or stands in the quote instead."""

from tests.agents.talk import Talks


async def test_another_material_is_told_for_the_same_roof(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.say("how much is a new roof with architectural shingles? 2000 sq ft")
    for said in ("use metal instead", "and standing seam metal, what would it come to"):
        turn = await talk.say(said)
        assert "$24,000" in turn["reply"]


async def test_half_a_name_changes_the_material_of_a_quote(talks: Talks) -> None:
    talk = await talks("roofing")
    turn = await talk.play("quote me a metal roof, 1800 square feet", "use architectural instead")
    assert "Architectural" in turn["reply"]
    assert "Metal" not in turn["reply"]


async def test_one_thing_more_that_is_asked_about_comes_beside_what_is_quoted(talks: Talks) -> None:
    talk = await talks("roofing")
    turn = await talk.play("quote me a metal roof, 1800 square feet", "what about the tear off")
    assert "Metal Roofing" in turn["reply"]
    assert "Tear-off" in turn["reply"]


async def test_what_has_no_price_to_order_at_is_told_of_and_goes_on_to_a_quote(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("quiero una página web")
    assert "Sitio web corporativo" in turn["reply"]
    turn = await talk.say("sí")
    assert turn["pending"]["kind"] == "quote.accept"


async def test_a_line_is_taken_out_by_another_name_of_the_thing(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play("cotíceme el chatbot esencial y una página web", "quite la página")
    assert "Chatbot Esencial" in turn["reply"]
    assert "Sitio" not in turn["reply"]


async def test_a_whole_roof_is_priced_as_a_roof_and_by_its_size(talks: Talks) -> None:
    talk = await talks("roofing")
    turn = await talk.say("cuánto cuesta cambiar todo el techo")
    assert talk.asked == "area"
    assert "$6.50" in turn["reply"]
    turn = await talk.say("1800 sq ft, two stories")
    assert "$11,700" in turn["reply"]


async def test_who_asks_what_to_take_of_two_things_is_told_one(talks: Talks) -> None:
    talk = await talks()
    first = await talk.say("hola, qué planes de chatbot tienen?")
    assert "Chatbot Profesional" in first["reply"]
    turn = await talk.say("y cuál me recomienda para una ferretería?")
    assert "Chatbot Esencial" in turn["reply"]
    assert "Profesional" not in turn["reply"]


async def test_a_part_that_is_needed_is_told_and_what_several_come_to(talks: Talks) -> None:
    talk = await talks("autoparts")
    turn = await talk.say("necesito un filtro de aceite para mi tsuru")
    assert "$95" in turn["reply"]
    assert "$285" in (await talk.say("cuánto es por 3?"))["reply"]
