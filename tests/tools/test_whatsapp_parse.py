"""Every webhook that Meta is known to send is understood or kept, and none stops the rest."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.threads.incoming import Mark, Message, Moved, Preference, Status, TemplateChange, Unknown
from tests.conftest import SHARED
from tools.channels.whatsapp.parse import parse

FOLDER = SHARED / "fixtures" / "whatsapp"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the shared webhook bodies are not here")
BODIES = {
    (file.stem, name): body
    for file in sorted(FOLDER.glob("*.json"))
    for name, body in orjson.loads(file.read_bytes()).items()
}
KINDS = {
    "callback_button": Message, "callback_selection": Message, "flow_completion": Message, "message_status": Status,
    "deleted_message": Mark, "edited_message": Mark, "template_status_update": TemplateChange,
    "template_category_update": TemplateChange, "template_quality_update": TemplateChange,
    "user_marketing_preferences": Preference,
}  # fmt: skip


def one(file: str, name: str) -> Any:
    [item] = parse(BODIES[file, name])
    return item


@pytest.mark.parametrize(("file", "name"), list(BODIES), ids=str)
def test_each_known_body_is_understood(file: str, name: str) -> None:
    items = parse(BODIES[file, name])
    assert items
    wanted = KINDS.get(file)
    if wanted and name != "group":
        assert [type(item) for item in items] == [wanted]


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("text", "text", "Body Text"),
        ("chosen_location", "location", None),
        ("order", "order", "3 × HAMBURGER, 2 × FRENCH_FRIES, 2 × SODA"),
        ("interactive_message_with_err", "interactive", ""),
        ("unsupported", "unsupported", ""),
        ("voice", "audio", ""),
    ],
)
def test_a_message_says_its_words(name: str, kind: str, words: str | None) -> None:
    message = one("message", name)
    assert message.kind == kind
    assert message.person.phone == "972987654321"
    if words is not None:
        assert message.text == words


def test_a_press_carries_the_id_of_what_was_pressed() -> None:
    assert one("callback_button", "button").data["choice"] == "callback_data"
    assert one("callback_button", "quick_reply_without_context").data["choice"] == "callback_data"
    assert one("callback_selection", "description").data["choice"]


def test_a_file_is_to_be_fetched_with_its_hash() -> None:
    file = one("message", "image").attached
    assert (file.id, file.kind, file.mime, file.sha256) == ("65463453", "image", "image/jpeg", "4654+8g=")


def test_a_reaction_that_is_taken_back_has_no_value() -> None:
    assert one("message", "reaction").value
    assert one("message", "unreaction_empty").value is None
    assert one("message", "unreaction_no_emoji").value is None


def test_a_changed_number_names_both() -> None:
    moved = one("system", "phone_number_change")
    assert isinstance(moved, Moved)
    assert (moved.before.phone, moved.after.phone) == ("972987654321", "972912345678")


def test_an_advertisement_is_kept_with_its_first_message() -> None:
    assert one("message", "referral").data["referral"]["source_type"]


def test_a_customer_without_a_number_is_known_by_their_scoped_id() -> None:
    value: dict[str, Any] = {
        "metadata": {"phone_number_id": "1"},
        "contacts": [{"profile": {"name": "Ana", "username": "@ana"}, "user_id": "MX.1"}],
        "messages": [{"from_user_id": "MX.1", "id": "w", "timestamp": "1", "type": "text", "text": {"body": "x"}}],
    }
    for sender in ({}, {"from": "MX.1", "from_user_id": None}):
        message = {**value["messages"][0], **sender}
        [item] = parse(_body({**value, "messages": [message]}))
        assert isinstance(item, Message)
        assert (item.person.ids, item.person.name, item.person.username) == (("MX.1",), "Ana", "@ana")


def test_a_message_of_nobody_is_kept_apart() -> None:
    message = {"id": "w", "timestamp": "1", "type": "text", "text": {"body": "x"}}
    [item] = parse(_body({"metadata": {"phone_number_id": "1"}, "messages": [message]}))
    assert isinstance(item, Unknown)


def test_an_id_that_changed_is_told_in_both_ways_that_meta_tells_it() -> None:
    update = {"wa_id": "521", "user_id": {"previous": "MX.1", "current": "MX.2"}, "timestamp": "5"}
    for value in ({"user_id_update": [update]}, update):
        body = _body({"metadata": {"phone_number_id": "1"}, **value}, "user_id_update")
        [moved] = parse(body)
        assert isinstance(moved, Moved)
        assert (moved.before.user_id, moved.after.user_id) == ("MX.1", "MX.2")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PLACES = st.sampled_from(["id", "timestamp", "type", "from", "text", "image", "interactive", "context", "system",
                          "reaction", "contacts", "errors", "order", "location", "group_id"])  # fmt: skip


@given(st.dictionaries(PLACES, JSON), JSON, JSON)
def test_nothing_that_is_of_another_type_stops_the_rest(odd: dict[str, Any], statuses: Any, contacts: Any) -> None:
    good = {"from": "521", "id": "w", "timestamp": "1", "type": "text", "text": {"body": "hola"}}
    value = {
        "metadata": {"phone_number_id": "1"}, "messages": [{**good, **odd}, good], "statuses": statuses,
        "contacts": contacts,
    }  # fmt: skip
    found = [item for item in parse(_body(value)) if isinstance(item, Message) and item.text == "hola"]
    assert found[-1].id == "w"


def _body(value: Any, field: str = "messages") -> dict[str, Any]:
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "9", "changes": [{"field": field, "value": value}]}],
    }
