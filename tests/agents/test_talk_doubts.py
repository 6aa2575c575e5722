"""Every doubt is on record with what became of it, and backed by a page where one has something to add."""

from dataclasses import replace
from typing import Any

import pytest

from commerce.objections.repository import by_kind, newest
from commerce.packs.words import Document
from tests.agents.talk import Talk, Talks, kinds, pack_of

CHEAPER = ["cuanto cuesta el chatbot profesional", "me parece muy caro"]


async def _outcomes(talk: Talk) -> list[tuple[str, str]]:
    rows = await talk.rows("SELECT kind, outcome FROM objections ORDER BY raised_turn")
    return [(row["kind"], row["outcome"]) for row in rows]


@pytest.mark.parametrize(
    ("next_words", "outcomes"),
    [
        ([], ["open"]),
        (["sí"], ["overcome"]),
        (["mejor cotícemelo"], ["overcome"]),
        (["sigue siendo carísimo"], ["persists", "open"]),
        (["sigue siendo carísimo", "sí"], ["persists", "overcome"]),
        (["chao, hasta luego"], ["lost"]),
        (["¿a qué hora atienden?"], ["open"]),
    ],
)
async def test_what_the_customer_does_next_settles_the_doubt(
    next_words: list[str], outcomes: list[str], talks: Talks
) -> None:
    talk = await talks()
    await talk.play(*CHEAPER, *next_words)
    assert await _outcomes(talk) == [("price", outcome) for outcome in outcomes]


async def test_who_never_comes_back_was_lost_over_the_doubt(talks: Talks) -> None:
    talk = await talks()
    await talk.play(*CHEAPER)
    await talk.silence(hours=3)
    assert await _outcomes(talk) == [("price", "lost")]


async def test_doubts_are_listed_by_kind_with_the_customers_words(talks: Talks) -> None:
    talk = await talks()
    await talk.play(*CHEAPER, "sí")
    other = await talk.another()
    await other.play(*CHEAPER, "chao, hasta luego")
    async with talk.house.store.unit(talk.tenant) as unit:
        [row] = await by_kind(unit)
        latest = await newest(unit, "price", 5)
        assert await newest(unit, "trust", 5) == []
    assert (row["kind"], row["raised"], row["overcome"], row["lost"], row["open"]) == ("price", 2, 1, 1, 0)
    assert row["share"] == 0.5
    assert {each["words"] for each in latest} == {"me parece muy caro"}


def _knows(talk: Talk, text: str) -> None:
    """The tenant's content is this one passage."""

    class Shelf:
        async def search(self, query: str, language: str, page: str | None = None) -> list[dict[str, Any]]:
            del query, page
            return [
                {
                    "id": "casos#cifras", "title": "Casos de éxito", "heading": "Cifras", "url": "/casos",
                    "text": text, "language": language, "score": 0.9, "share": 0.9,
                }
            ]  # fmt: skip

        async def close(self) -> None:
            """It holds nothing open."""

    tenant = talk.house.tenants[talk.tenant]
    talk.house.tenants[talk.tenant] = replace(tenant, knowledge=Shelf())  # type: ignore[arg-type]


async def test_an_answer_is_backed_by_a_page_and_cites_it(talks: Talks) -> None:
    talk = await talks()
    _knows(talk, "Los clientes recuperan la inversión en cuatro meses, por las ventas que antes se perdían de noche.")
    turn = await talk.play(*CHEAPER)
    assert "handle_objection" in kinds(turn)
    assert "recuperan la inversión en cuatro meses" in turn["reply"]
    [cited] = [block for block in turn["blocks"] if block["kind"] == "citations"]
    assert cited["items"][0]["title"] == "Casos de éxito"
    [row] = await talk.rows("SELECT evidence FROM objections")
    assert row["evidence"] == "casos#cifras"


async def test_every_business_has_a_page_for_each_of_its_evidence_questions() -> None:
    for business in ("colombiatic", "roofing", "autoparts"):
        pack = pack_of(business)
        documents: list[Document] = pack.documents
        for objection in pack.objections:
            assert objection.evidence, (business, objection.kind)
            assert {document.language for document in documents} >= set(objection.evidence)
