"""A lead's score: every point has its reason, and what the records hold is what was said."""

import pytest

from tests.agents.talk import Talks


async def test_every_point_of_the_score_is_explained(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play(
        "soy la gerente de Ferretería La Unión, somos 40 empleados",
        "el presupuesto es de 8 millones y es para este mes, ana@ruiz.co",
        "¿cuánto cuesta el chatbot profesional?",
    )
    lead = turn["lead"]
    assert sum(reason["points"] for reason in lead["reasons"]) == lead["score"]
    assert all(reason["why"] for reason in lead["reasons"])
    assert lead["decision_maker"] is True
    assert lead["budget_range"] == "up to 8000000 COP"
    [row] = await talk.rows("SELECT * FROM sales_leads WHERE conversation_id = %s", talk.conversation)
    assert (row["qualification_score"], row["temperature"]) == (lead["score"], lead["temperature"])
    assert (row["decision_maker"], row["budget_range"]) == (True, "up to 8000000 COP")
    assert row["company_size"] == "40"
    assert row["reasons"] == lead["reasons"]


async def test_the_page_that_a_customer_looks_at_is_a_criterion_of_the_pack_s_own(talks: Talks) -> None:
    talk = await talks()
    await talk.change(
        "UPDATE conversations SET page_url = 'https://x.example/es/precios' WHERE id = %s", talk.conversation
    )
    turn = await talk.say("hola, soy Ana Ruiz, ana@ruiz.co")
    assert {"criterion": "page", "points": 5, "why": "mira la página de precios"} in turn["lead"]["reasons"]


async def test_who_looks_for_a_job_is_no_lead(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("hola, quisiera enviar mi hoja de vida para trabajar con ustedes")
    assert turn["lead"]["score"] == 0


async def test_who_booked_is_worth_more_when_the_conversation_ends(talks: Talks) -> None:
    talk = await talks()
    before = (await talk.to_the_confirmation())["lead"]["score"]
    await talk.say("sí, confirmo")
    await talk.silence(hours=3)
    [row] = await talk.rows("SELECT * FROM sales_leads WHERE conversation_id = %s", talk.conversation)
    assert row["qualification_score"] == min(100, before + 40)
    assert "ya agendó, aceptó o pidió" in {reason["why"] for reason in row["reasons"]}


@pytest.mark.parametrize(
    ("said", "decides"),
    [
        ("soy la dueña de una ferretería", True),
        ("yo decido", True),
        ("I own the business, I make the call", True),
        ("lo decide mi socio", False),
        ("I'll have to check with my boss", False),
        ("no soy el dueño, tengo que consultarlo con mi jefe", False),
        ("quiero hablar con el gerente de ustedes", None),
    ],
)
async def test_who_decides_is_taken_from_what_is_said(said: str, decides: bool | None, talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say(said)
    assert turn["lead"]["decision_maker"] is decides
