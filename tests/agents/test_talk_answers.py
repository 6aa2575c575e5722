"""What a customer is told from the business's own pages, and what not."""

from typing import Any

from tests.agents.talk import Talk, Talks, kinds

QUESTION = "¿se integra con Siigo?"
SITE = "https://www.colombiatic.example/"


def blocks(turn: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [item for block in turn["blocks"] if block["kind"] == kind for item in block["items"]]


async def ingest(talk: Talk, document: str, url: str, body: str, language: str = "es") -> None:
    """Puts one page into the tenant's index."""
    from knowledge.index import index_for
    from knowledge.load import Page
    from tests.knowledge.pages import entries_of

    found = talk.house.tenant(talk.tenant)
    index = index_for(talk.house.store, talk.tenant, found.pack.file.sales_agent.vector_database)
    page = Page(document, document.title(), url, language, body)
    await index.put(page, entries_of(page, index.encoder), talk.house.clock.now())


async def test_an_answer_cites_the_passage_that_it_was_taken_from(talks: Talks) -> None:
    turn = await (await talks()).say(QUESTION)
    assert "Siigo" in turn["reply"]
    assert "[1]" in turn["reply"]
    (source,) = blocks(turn, "citations")
    assert source["n"] == 1
    assert source["url"].startswith(SITE)


async def test_every_figure_of_an_answer_is_a_fact_with_the_passage_as_its_source(talks: Talks) -> None:
    talk = await talks()
    body = "El taller de cerámica dura 3 horas y cuesta $120.000. Se reserva en https://taller.example/cupo."
    await ingest(talk, "taller", "https://www.colombiatic.example/taller", body)
    turn = await talk.say("¿cuánto dura el taller de cerámica?")
    facts = [fact for fact in turn["facts"] if fact["source"].startswith("passage:taller")]
    assert [fact["value"]["minor"] for fact in facts if fact["kind"] == "money"] == [12_000_000]
    assert "quantity" in {fact["kind"] for fact in facts}


async def test_a_price_that_contradicts_the_catalogue_is_not_said_and_the_catalogues_is(talks: Talks) -> None:
    talk = await talks()
    body = "# Oferta\n\n## Capibara\n\nCon el programa Capibara el Chatbot Profesional cuesta $5.400.000."
    await ingest(talk, "capibara", "https://www.colombiatic.example/capibara", body)
    turn = await talk.say("¿qué es el programa Capibara?")
    assert "5.400.000" not in turn["reply"]
    assert "5.900.000" in turn["reply"]
    assert {fact["source"] for fact in turn["facts"] if fact["kind"] == "money"} == {"catalogue:chatbot-profesional"}


async def test_whether_something_is_offered_is_answered_by_the_catalogue_where_no_page_says_it(talks: Talks) -> None:
    turn = await (await talks()).say("Do you build chatbots for WhatsApp?")
    assert "Essential Chatbot" in turn["reply"]
    assert "not_found" not in kinds(turn)


async def test_what_the_catalogue_does_not_say_of_a_thing_is_not_answered_by_its_price(talks: Talks) -> None:
    turn = await (await talks()).say("does the professional chatbot understand voice notes?")
    assert "5,900,000" not in turn["reply"]


CONNECTIONS = """
# Integraciones

## Contabilidad

El chatbot se integra con Siigo y con Alegra en diez días.

## CRM

El chatbot se integra con HubSpot y registra cada contacto.

## Calendarios

Se integra con Google Calendar.
"""


async def connected(talks: Talks) -> Talk:
    talk = await talks()
    await ingest(talk, "conexiones", f"{SITE}conexiones", CONNECTIONS)
    return talk


async def test_a_question_of_which_nothing_was_understood_is_not_passed_over_with_a_greeting(talks: Talks) -> None:
    turn = await (await talks()).say("¿la gravilla ornamental florece?")
    assert turn["intents"] == []
    assert "not_found" in kinds(turn)


async def test_what_stands_beside_the_answer_is_offered_once_for_each_page(talks: Talks) -> None:
    talk = await connected(talks)
    first = blocks(await talk.say("¿el chatbot se integra con HubSpot?"), "buttons")
    again = blocks(await talk.say("¿se integra con Google Calendar?"), "buttons")
    assert [button["label"] for button in first] == ["Contabilidad", "Calendarios"]
    assert again == []


async def test_a_follow_up_is_completed_from_the_question_before_it(talks: Talks) -> None:
    talk = await connected(talks)
    await talk.say("¿el chatbot se integra con Siigo?")
    turn = await talk.say("¿y con HubSpot?")
    assert "HubSpot" in turn["reply"]
    assert "answer" in kinds(turn)


async def test_what_the_pages_do_not_tell_is_said_so_with_a_person_and_kept_for_the_business(talks: Talks) -> None:
    talk = await connected(talks)
    turn = await talk.say("¿se integra con Minecraft y Fortnite?")
    assert kinds(turn) >= {"not_found"}
    rows = await talk.rows("SELECT question FROM unanswered WHERE conversation_id = %s", talk.conversation)
    assert [row["question"] for row in rows] == [turn["customer"]]


async def test_small_talk_is_never_answered_with_a_page(talks: Talks) -> None:
    talk = await talks()
    for text in ("jajaja qué calor hace hoy", "ayer ganó mi equipo", "uy qué sueño tengo"):
        assert "answer" not in kinds(await talk.say(text)), text


async def test_on_whatsapp_the_source_is_a_line_of_its_own(talks: Talks) -> None:
    turn = await (await talks("colombiatic", "whatsapp")).say(QUESTION)
    assert "[1]" not in turn["reply"]
    assert any(line.startswith(SITE) for line in turn["reply"].splitlines())
