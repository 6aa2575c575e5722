"""Twilio's forms, signatures and refusals."""

from datetime import datetime
from uuid import UUID

import httpx
import orjson
import pytest

from commerce.threads.incoming import Failure, Item, Message, Person, Preference, Status, Unknown
from kit.errors import UnavailableError
from tests.conftest import SHARED
from tests.contracts.carriers import ACCOUNT, TOKEN, Twilio
from tools.channels.port import Address, OutcomeUnknownError, RefusedError
from tools.channels.remedy import Remedy
from tools.channels.twilio.channel import TwilioChannel
from tools.channels.twilio.credentials import Credentials
from tools.channels.twilio.parse import parse
from tools.channels.twilio.signature import is_signed, sign

VECTORS = SHARED / "contracts" / "webhook-vectors.json"
AT = datetime.fromisoformat("2026-11-23T15:00:00+00:00")
SAID = {"MessageSid": "SM1", "From": "+52 442 555 0100", "To": "+524425550110", "Body": " hola ", "NumMedia": "0"}


def _parsed(**form: str) -> list[Item]:
    return list(parse(str(httpx.QueryParams(form)).encode(), AT))


@pytest.mark.skipif(not VECTORS.exists(), reason="the vendor's vectors are not here")
def test_a_signature_that_the_vendors_library_takes_is_taken() -> None:
    known = orjson.loads(VECTORS.read_bytes())["twilio"]
    fields = list(known["params"].items())
    assert sign(known["url"], fields, known["secret"]) == known["value"]
    assert is_signed(known["url"], fields[::-1], known["value"], ["another", known["secret"]])


@pytest.mark.parametrize(
    "wrong", ["https://example.test/sms", "https://example.test/sms?foo=2", "http://example.test/sms?foo=1"]
)
def test_a_signature_is_for_one_address_alone(wrong: str) -> None:
    signature = sign("https://example.test/sms?foo=1", [("Body", "hola")], "12345")
    assert not is_signed(wrong, [("Body", "hola")], signature, ["12345"])
    assert not is_signed("https://example.test/sms?foo=1", [("Body", "hola!")], signature, ["12345"])
    assert not is_signed("https://example.test/sms?foo=1", [("Body", "hola")], None, ["12345"])


def test_a_text_is_a_message_of_its_number() -> None:
    assert _parsed(**SAID) == [Message("524425550110", "SM1", AT, Person(phone="524425550100"), "text", "hola")]


def test_a_picture_without_words_is_told_as_one_that_is_left_out() -> None:
    [found] = _parsed(**{**SAID, "Body": "", "NumMedia": "2", "MediaUrl0": "https://api.twilio.com/x"})
    assert isinstance(found, Message)
    assert (found.kind, found.text, found.data) == ("image", "", {"left_out": "2 files"})


def test_a_short_code_writes_under_its_own_name() -> None:
    [found] = _parsed(**{**SAID, "From": "BANCO"})
    assert isinstance(found, Message)
    assert found.person == Person(user_id="BANCO")


@pytest.mark.parametrize(("told", "status"), [("delivered", "delivered"), ("undelivered", "failed"), ("sent", "sent")])
def test_a_status_names_our_own_send(told: str, status: str) -> None:
    form = {"MessageSid": "SM9", "MessageStatus": told, "From": "+1555", "To": "+52442", "ParleySend": "our-id"}
    assert _parsed(**form) == [Status("1555", "SM9", status, AT, "our-id")]


def test_a_status_says_why_it_failed() -> None:
    [found] = _parsed(MessageSid="SM9", MessageStatus="failed", ErrorCode="30005")
    assert isinstance(found, Status)
    assert found.errors == (Failure(30005, "failed", "error 30005"),)


@pytest.mark.parametrize(("wish", "allowed"), [("STOP", False), ("START", True)])
def test_a_wish_that_twilio_has_answered_is_kept_and_not_answered_again(wish: str, allowed: bool) -> None:
    [found] = _parsed(**{**SAID, "OptOutType": wish})
    assert found == Preference("524425550110", AT, Person(phone="524425550100"), allowed, "all")


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"Body": "x"},
        {**SAID, "From": ""},
        {**SAID, "OptOutType": "HELP"},
        {"MessageSid": "SM1", "MessageStatus": "queued"},
    ],
)
def test_what_is_not_understood_is_kept_as_unknown(form: dict[str, str]) -> None:
    [found] = _parsed(**form)
    assert isinstance(found, Unknown)


@pytest.fixture
def twilio() -> Twilio:
    return Twilio()


def _channel(twilio: Twilio, **keys: str) -> TwilioChannel:
    own = Credentials.of({"account_sid": ACCOUNT, "auth_token": TOKEN, **keys})
    return TwilioChannel(twilio.client(), "https://api.twilio.com/", own, "https://shop.example/api/chat/sms/shop")


async def _send(channel: TwilioChannel) -> str:
    content = {"type": "sms", "text": "hola"}
    return (await channel.send(Address("524425550110", phone="524425550100"), content, UUID(int=7))).id


async def test_a_text_leaves_by_the_line_of_its_conversation_and_says_whose_it_is(twilio: Twilio) -> None:
    await _send(_channel(twilio))
    back = f"https://shop.example/api/chat/sms/shop?ParleySend={UUID(int=7)}"
    assert twilio.sent == [{"To": "+524425550100", "Body": "hola", "From": "+524425550110", "StatusCallback": back}]


async def test_a_messaging_service_picks_the_number_where_there_is_one(twilio: Twilio) -> None:
    await _send(_channel(twilio, messaging_service_sid="MG" + "1" * 32))
    assert twilio.sent[0]["MessagingServiceSid"] == "MG" + "1" * 32
    assert "From" not in twilio.sent[0]


@pytest.mark.parametrize(
    ("code", "http", "remedy"),
    [
        (21610, 400, Remedy.OPTED_OUT),
        (20429, 429, Remedy.SLOW_DOWN),
        (20003, 401, Remedy.STOP),
        (21211, 400, Remedy.UNREACHABLE),
        (21617, 400, Remedy.OURS),
        (99999, 503, Remedy.AGAIN),
        (99999, 400, Remedy.OURS),
        (99999, 403, Remedy.STOP),
    ],
)
async def test_an_error_is_read_by_its_code_first(twilio: Twilio, code: int, http: int, remedy: Remedy) -> None:
    twilio.fail = (code, http)
    with pytest.raises(RefusedError) as refused:
        await _send(_channel(twilio))
    assert (refused.value.code, refused.value.remedy) == (code, remedy)


async def test_a_request_that_may_have_arrived_is_told_apart_from_one_that_surely_did_not(twilio: Twilio) -> None:
    twilio.raises = httpx.ReadTimeout("no answer")
    with pytest.raises(OutcomeUnknownError):
        await _send(_channel(twilio))
    twilio.raises = httpx.ConnectError("no route")
    with pytest.raises(UnavailableError) as away:
        await _send(_channel(twilio))
    assert not isinstance(away.value, OutcomeUnknownError)
