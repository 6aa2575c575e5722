"""What reaches a conversation without words: a file, and what the business tells of a customer who has signed in."""

from typing import Any

import pytest

from agents.state import State
from tests.agents.talk import Talk, Talks, kinds

PICTURE = {"id": "f1", "name": "techo.jpg", "content_type": "image/jpeg", "size": 2048}


async def send(talk: Talk, text: str = "", message: str = "file") -> tuple[dict[str, Any], State]:
    arrival = await talk.house.inbox.keep(talk.tenant, talk.conversation, message, text, files=[PICTURE])
    answer = await talk.house.inbox.answer(talk.tenant, talk.conversation, arrival)
    assert answer.done is not None
    return answer.replies[0], answer.done.state


async def test_a_file_without_words_is_acknowledged_and_is_no_misunderstanding(talks: Talks) -> None:
    talk = await talks()
    await talk.say("hola")
    for place in range(3):
        reply, state = await send(talk, message=f"file {place}")
        assert "techo.jpg" in reply["text"]
        assert (state.get("misunderstood", 0), state["turn"]["owner"]) == (0, "bot")


async def test_a_file_beside_a_question_does_not_keep_it_from_being_answered(talks: Talks) -> None:
    talk = await talks()
    reply, _ = await send(talk, "¿se integra con Siigo?")
    assert "techo.jpg" in reply["text"]
    assert "Siigo" in reply["text"]


@pytest.mark.parametrize("language", ["es", "en"])
async def test_what_the_business_tells_of_a_customer_is_not_asked_again(talks: Talks, language: str) -> None:
    talk = await talks()
    told = {"event": "identified", "fields": {"customer_name": "Marcela Ríos", "email": "marcela@union.com.co"}}
    answer = await talk.house.inbox.happen(talk.tenant, talk.conversation, "identified:1", told)
    assert answer.replies == []
    line = {"es": "quiero agendar una demo el miércoles a las 3 de la tarde", "en": "book a demo wednesday at 3 pm"}
    turn = await talk.say(line[language])
    assert turn["profile"]["email"] == "marcela@union.com.co"
    assert "confirm_booking" in kinds(turn)
