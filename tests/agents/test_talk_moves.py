"""A customer who wants to go on elsewhere, and one who has just come over."""

from tests.agents.talk import Talks, kinds


async def test_on_a_page_who_asks_for_whatsapp_gets_the_way_there(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("¿podemos seguir por whatsapp?")
    assert {"kind": "transfer"} in turn["blocks"]
    assert "+57 310 5550118" in turn["reply"]


async def test_on_whatsapp_nobody_is_sent_to_whatsapp(talks: Talks) -> None:
    talk = await talks(channel="whatsapp")
    turn = await talk.say("prefiero que me llamen por teléfono")
    assert "channel" in kinds(turn)
    assert "WhatsApp" not in turn["reply"]
    assert {"kind": "transfer"} not in turn["blocks"]
