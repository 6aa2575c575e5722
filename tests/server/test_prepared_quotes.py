"""Quotes that a person prepares: seen by staff alone until they are sent, then the customer's to answer."""

from typing import Any
from uuid import uuid4

import pytest

from tests.server.test_approvals_api import asked  # noqa: F401

PATH = "/api/v5/sales/quotes"
TENANT = {"tenant": "roofing"}
ROOF = {"product_id": "architectural-hdz", "quantity": 1800}


def body(talk: Any, **more: Any) -> dict[str, Any]:
    return {"session_id": str(talk.conversation), "lines": [ROOF], "by": "dana", "language": "en", **more}


async def test_a_prepared_quote_is_changed_sent_as_a_turn_and_accepted_in_words(asked: Any) -> None:  # noqa: F811
    talk, client = asked
    made = (await client.post(PATH, params=TENANT, json=body(talk))).json()
    assert (made["status"], made["subtotal"]) == ("draft", 1170000)
    more = body(talk, lines=[ROOF, {"product_id": "tear-off", "quantity": 1800}], off_bp=1000)
    changed = (await client.put(f"{PATH}/{made['number']}", params=TENANT, json=more)).json()
    assert (changed["number"], changed["version"], len(changed["lines"])) == (made["number"], 1, 2)
    assert [row["number"] for row in (await client.get(PATH, params=TENANT)).json()["quotes"]] == [made["number"]]
    sent = (await client.post(f"{PATH}/{made['number']}/send", params=TENANT, json={"by": "dana"})).json()
    assert (sent["status"], sent["version"], sent["off_bp"]) == ("sent", 1, 1000)
    _, messages = await talk.house.inbox.view("roofing", talk.conversation)
    assert made["number"] in messages[-1]["content"]
    turn = await talk.say("yes, I accept it")
    assert made["number"] in turn["reply"]
    rows = await talk.rows("SELECT status FROM quotes WHERE proposal_number = %s", made["number"])
    assert [row["status"] for row in rows] == ["accepted"]


async def test_a_draft_is_no_page_and_a_sent_one_no_draft(asked: Any) -> None:  # noqa: F811
    talk, client = asked
    made = (await client.post(PATH, params=TENANT, json=body(talk))).json()
    [row] = await talk.rows("SELECT id, expires_at FROM quotes WHERE status = 'draft'")
    address = talk.house.links.url("roofing", row["id"], row["expires_at"])
    assert (await client.get(address)).status_code == 404
    await client.post(f"{PATH}/{made['number']}/send", params=TENANT, json={"by": "dana"})
    again = await client.put(f"{PATH}/{made['number']}", params=TENANT, json=body(talk))
    assert (again.status_code, again.headers["content-type"]) == (409, "application/problem+json")


async def test_a_change_of_a_prepared_quote_loses_the_discount_that_was_for_other_lines(asked: Any) -> None:  # noqa: F811
    talk, client = asked
    made = (await client.post(PATH, params=TENANT, json=body(talk, off_bp=1000))).json()
    await client.post(f"{PATH}/{made['number']}/send", params=TENANT, json={"by": "dana"})
    await talk.say("make it 2,500 sq ft")
    rows = await talk.rows("SELECT subtotal FROM quotes WHERE proposal_number = %s ORDER BY version", made["number"])
    assert [row["subtotal"] for row in rows] == [1053000, 1625000]


async def test_who_has_the_conversation_sends_the_quote_in_their_own_message(asked: Any) -> None:  # noqa: F811
    talk, client = asked
    await talk.house.people.take("roofing", talk.conversation, "dana")
    made = (await client.post(PATH, params=TENANT, json=body(talk))).json()
    sent = (await client.post(f"{PATH}/{made['number']}/send", params=TENANT, json={"by": "dana"})).json()
    assert sent["status"] == "sent"
    _, messages = await talk.house.inbox.view("roofing", talk.conversation)
    assert sent["url"] in messages[-1]["content"]


@pytest.mark.parametrize(
    ("more", "status", "told"),
    [
        ({"lines": [{"product_id": "gold", "quantity": 1}]}, 404, "gold"),
        ({"lines": [{"product_id": "tear-off", "quantity": -3}]}, 422, "-3"),
        ({"lines": []}, 422, "lines"),
        ({"off_bp": 9000}, 403, "90.00 %"),
        ({"coupon": "NONE"}, 404, "NONE"),
        ({"session_id": str(uuid4())}, 404, "not found"),
    ],
)
async def test_what_cannot_be_quoted_is_refused_and_nothing_is_kept(
    more: dict[str, Any],
    status: int,
    told: str,
    asked: Any,  # noqa: F811
) -> None:
    talk, client = asked
    answer = await client.post(PATH, params=TENANT, json=body(talk, **more))
    assert (answer.status_code, told in answer.text) == (status, True), answer.text
    assert await talk.rows("SELECT 1 FROM quotes WHERE status = 'draft'") == []


async def test_a_quote_that_a_person_sent_is_accepted_in_words_once_the_conversation_is_given_back(asked: Any) -> None:  # noqa: F811
    talk, client = asked
    await talk.house.people.take("roofing", talk.conversation, "dana")
    made = (await client.post(PATH, params=TENANT, json=body(talk))).json()
    await client.post(f"{PATH}/{made['number']}/send", params=TENANT, json={"by": "dana"})
    await talk.house.people.give_back("roofing", talk.conversation, "dana")
    turn = await talk.say("yes, I accept it")
    assert made["number"] in turn["reply"]
    rows = await talk.rows("SELECT status FROM quotes WHERE proposal_number = %s", made["number"])
    assert [row["status"] for row in rows] == ["accepted"]
