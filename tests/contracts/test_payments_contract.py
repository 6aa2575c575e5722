"""What every payment service does, whoever runs it."""

from datetime import timedelta

import pytest

from kit.money import Money
from tests.contracts.tenants import NOW
from tools.payments.memory import MemoryPayments
from tools.payments.port import (
    EventError,
    EventKind,
    LinkClosedError,
    LinkNotFoundError,
    PaymentRequest,
    SignatureError,
)
from tools.payments.signature import sign

TONIGHT = NOW + timedelta(hours=9)
ORDER = PaymentRequest("AP-20418", Money(138_900, "MXN"), "1 juego de balatas BD-4471", TONIGHT)


@pytest.fixture(params=["memory"])
def payments() -> MemoryPayments:
    """With ``happen``, by which a test plays the customer who pays."""
    return MemoryPayments("https://pay.example/l/", "whsec", lambda: NOW)


async def test_a_customer_gets_a_link_until_it_expires(payments: MemoryPayments) -> None:
    link = await payments.link(ORDER, "a")
    assert link.url.startswith("https://")
    assert link.id in link.url
    assert link.expires_at == TONIGHT


async def test_the_same_key_twice_is_one_link(payments: MemoryPayments) -> None:
    first = await payments.link(ORDER, "a")
    assert await payments.link(ORDER, "a") == first
    assert await payments.link(ORDER, "b") != first


async def test_a_call_without_an_answer_can_be_looked_up(payments: MemoryPayments) -> None:
    assert await payments.find("a") is None
    link = await payments.link(ORDER, "a")
    assert await payments.find("a") == link


@pytest.mark.parametrize(
    "path", [["paid"], ["failed"], ["expired"], ["failed", "paid"], ["pending", "paid"], ["paid", "refunded"]]
)
async def test_an_event_says_what_happened_to_which_order_and_amount(
    payments: MemoryPayments, path: list[EventKind]
) -> None:
    link = await payments.link(ORDER, "a")
    for kind in path:
        event = payments.read_event(*payments.happen(link.id, kind, NOW), NOW)
        assert (event.kind, event.link, event.reference) == (kind, link.id, "AP-20418")
        assert (event.amount, event.at) == (Money(138_900, "MXN"), NOW)


async def test_an_event_sent_again_has_the_same_id_and_another_event_has_another(
    payments: MemoryPayments,
) -> None:
    link = await payments.link(ORDER, "a")
    first, second = (payments.happen(link.id, "failed", NOW) for _ in range(2))
    ids = [payments.read_event(*sent, NOW).id for sent in (first, first, second)]
    assert ids[0] == ids[1] != ids[2]


async def test_headers_may_be_written_in_any_case(payments: MemoryPayments) -> None:
    link = await payments.link(ORDER, "a")
    body, headers = payments.happen(link.id, "paid", NOW)
    assert payments.read_event(body, {name.title(): value for name, value in headers.items()}, NOW).kind == "paid"


async def test_an_event_with_another_amount_is_not_believed(payments: MemoryPayments) -> None:
    link = await payments.link(ORDER, "a")
    body, headers = payments.happen(link.id, "paid", NOW)
    with pytest.raises(SignatureError):
        payments.read_event(body.replace(b"138900", b"1"), headers, NOW)


async def test_an_event_without_a_signature_or_with_a_strangers_is_not_believed(
    payments: MemoryPayments,
) -> None:
    link = await payments.link(ORDER, "a")
    body, headers = payments.happen(link.id, "paid", NOW)
    (name,) = headers
    for signature in ("", "t=,v1=", "t=x,v1=y", "nonsense", "t=1763906400,v1=ñ", sign(body, "other", NOW)):
        with pytest.raises(SignatureError):
            payments.read_event(body, {name: signature}, NOW)
    with pytest.raises(SignatureError):
        payments.read_event(body, {}, NOW)


async def test_an_old_event_played_again_is_not_believed(payments: MemoryPayments) -> None:
    link = await payments.link(ORDER, "a")
    body, headers = payments.happen(link.id, "paid", NOW)
    with pytest.raises(SignatureError, match="five minutes"):
        payments.read_event(body, headers, NOW + timedelta(minutes=6))


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"id": 1, "amount": {}}', b"\xff", b'"paid"'])
async def test_a_signed_body_that_is_no_event_is_refused_in_one_sentence(payments: MemoryPayments, body: bytes) -> None:
    headers = {"parley-signature": sign(body, "whsec", NOW)}
    with pytest.raises(EventError):
        payments.read_event(body, headers, NOW)


async def test_nothing_is_refunded_that_was_not_paid_and_nothing_paid_twice(payments: MemoryPayments) -> None:
    link = await payments.link(ORDER, "a")
    with pytest.raises(LinkClosedError, match="is open"):
        payments.happen(link.id, "refunded", NOW)
    payments.happen(link.id, "paid", NOW)
    with pytest.raises(LinkClosedError, match="is paid"):
        payments.happen(link.id, "paid", NOW)


async def test_an_unknown_link_is_named(payments: MemoryPayments) -> None:
    with pytest.raises(LinkNotFoundError, match="PAY-UNKNOWN"):
        payments.happen("PAY-UNKNOWN", "paid", NOW)


async def test_a_part_is_given_back_and_then_the_rest_but_never_more(payments: MemoryPayments) -> None:
    link = await payments.link(ORDER, "a")
    payments.happen(link.id, "paid", NOW)
    part = payments.read_event(*payments.happen(link.id, "refunded", NOW, Money(8_900, "MXN")), NOW)
    assert part.amount == Money(8_900, "MXN")
    with pytest.raises(LinkClosedError, match="130000 are left"):
        payments.happen(link.id, "refunded", NOW, Money(130_001, "MXN"))
    rest = payments.read_event(*payments.happen(link.id, "refunded", NOW), NOW)
    assert rest.amount == Money(130_000, "MXN")
    assert part.id != rest.id


async def test_a_refund_asked_for_twice_under_one_key_is_one(payments: MemoryPayments) -> None:
    link = await payments.link(ORDER, "a")
    payments.happen(link.id, "paid", NOW)
    first = await payments.refund(link.id, Money(138_900, "MXN"), "r")
    assert await payments.refund(link.id, Money(138_900, "MXN"), "r") == first
    with pytest.raises(LinkClosedError):
        await payments.refund(link.id, Money(1, "MXN"), "other")


async def test_a_link_whose_hour_has_passed_can_only_expire(payments: MemoryPayments) -> None:
    link = await payments.link(PaymentRequest("AP-1", Money(1, "MXN"), "", NOW), "a")
    assert payments.may(link.id) == {"expired"}
