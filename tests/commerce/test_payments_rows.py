"""Payment events as rows: believed for the exact amount, counted once, in whatever order they come."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from commerce.orders.model import Purchase
from commerce.orders.move import cancel, lapse
from commerce.orders.place import place
from commerce.payments.link import Wanted, keep, standing
from commerce.payments.model import Happened, Kind, NotPayableError, Recorded
from commerce.payments.record import record
from commerce.payments.repository import held
from commerce.payments.terms import lapses_at, pay_until
from commerce.reports.sales import sales
from kit.money import Money
from store.unit import Row, Store
from tests.commerce.rooms import NOW, Room, open_room

TOTAL = 30702000
LINES = [{"item": "pads-ceramic", "quantity": 2}]


async def paid_for(store: Store, **rest: Any) -> Room:
    """A room with an order ``N-1`` and a link ``L`` for it."""
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        await place(unit, Purchase(room.conversation, "N-1", "k1", LINES, **rest), room.pack, room.now)
        wanted = await standing(unit, "N-1", room.pack, room.now)
        assert isinstance(wanted, Wanted)
        await keep(unit, wanted, "memory", "L", "https://pay.example/L", room.pack, room.now)
    return room


async def tell(
    room: Room, kind: Kind, id: str = "e1", minor: int = TOTAL, *, link: str = "L", at: datetime = NOW, **rest: Any
) -> Recorded:
    event = Happened(id, kind, link, rest.get("number", "N-1"), Money(minor, rest.get("currency", "COP")), at)
    async with room.store.unit(room.tenant) as unit:
        return await record(unit, "memory", event, b"{}", room.pack, room.now)


async def order(room: Room) -> Row:
    [row] = await room.rows("orders")
    return row


async def states(room: Room) -> tuple[str, str, str]:
    [payment], row = await room.rows("payments"), await order(room)
    return row["status"], row["payment_status"], payment["state"]


async def test_a_paid_event_pays_the_order_and_tells_the_customer(store: Store) -> None:
    room = await paid_for(store)
    found = await tell(room, "paid")
    assert found.outcome == "recorded"
    assert found.told == {
        "event": "payment", "state": "paid", "order": "N-1", "amount": {"minor": TOTAL, "currency": "COP"},
    }  # fmt: skip
    assert await states(room) == ("paid", "paid", "paid")


async def test_the_same_event_twice_is_counted_once(store: Store) -> None:
    room = await paid_for(store)
    await tell(room, "paid")
    again = await tell(room, "paid")
    assert (again.outcome, again.told) == ("repeated", None)
    assert len(await room.rows("payment_events")) == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"minor": 1000}, "paid 1000, the order comes to 30702000 COP"),
        ({"minor": TOTAL + 1}, "paid 30702001"),
        ({"currency": "MXN"}, "paid in MXN, the order is in COP"),
        ({"number": "N-2"}, "the event names N-2, the link belongs to N-1"),
    ],
)
async def test_another_amount_currency_or_order_is_held_for_a_person(
    wrong: dict[str, Any], why: str, store: Store
) -> None:
    room = await paid_for(store)
    found = await tell(room, "paid", **wrong)
    assert found.outcome == "held"
    assert why in found.why
    assert await states(room) == ("placed", "held", "held")
    async with store.unit(room.tenant) as unit:
        assert len(await held(unit)) == 1


async def test_events_in_the_wrong_order_leave_what_is_true(store: Store) -> None:
    room = await paid_for(store)
    await tell(room, "paid", "e2", at=NOW + timedelta(minutes=2))
    late = await tell(room, "pending", "e1", at=NOW + timedelta(minutes=1))
    failed = await tell(room, "failed", "e0", at=NOW)
    assert (late.outcome, failed.outcome) == ("stale", "stale")
    assert await states(room) == ("paid", "paid", "paid")


async def test_a_refund_told_before_its_payment_counts_once_both_are_known(store: Store) -> None:
    room = await paid_for(store)
    assert (await tell(room, "refunded", "e2")).outcome == "early"
    assert (await order(room))["payment_status"] == "pending"
    found = await tell(room, "paid", "e1")
    assert (await order(room))["payment_status"] == "refunded"
    assert found.told is not None
    assert found.told["state"] == "refunded"


async def test_a_failed_attempt_can_be_followed_by_a_pending_one_and_a_paid_one(store: Store) -> None:
    room = await paid_for(store)
    for number, kind in enumerate(("failed", "pending", "paid")):
        await tell(room, kind, f"e{number}", at=NOW + timedelta(minutes=number))  # type: ignore[arg-type]
    assert await states(room) == ("paid", "paid", "paid")


async def test_a_payment_makes_a_placed_order_paid(store: Store) -> None:
    room = await paid_for(store)
    await tell(room, "failed")
    assert await states(room) == ("placed", "failed", "failed")
    await tell(room, "paid", "e2")
    assert await states(room) == ("paid", "paid", "paid")


async def test_refunds_in_parts_add_up_and_never_beyond(store: Store) -> None:
    room = await paid_for(store)
    await tell(room, "paid", "e1")
    await tell(room, "refunded", "e2", 702000)
    assert (await order(room))["payment_status"] == "partly_refunded"
    assert (await tell(room, "refunded", "e3", TOTAL)).outcome == "held"
    await tell(room, "refunded", "e4", 30000000)
    assert (await order(room))["payment_status"] == "refunded"


async def test_money_for_a_cancelled_order_is_held(store: Store) -> None:
    room = await paid_for(store)
    async with store.unit(room.tenant) as unit:
        await cancel(unit, "N-1", NOW)
        with pytest.raises(NotPayableError):
            await standing(unit, "N-1", room.pack, NOW)
    assert (await tell(room, "paid")).outcome == "held"
    assert (await order(room))["status"] == "cancelled"


async def test_an_order_paid_by_two_links_is_paid_once_and_the_rest_held(store: Store) -> None:
    room = await paid_for(store)
    await tell(room, "expired", "e0")
    async with store.unit(room.tenant) as unit:
        await unit.run("UPDATE payments SET expires_at = %s", (NOW - timedelta(hours=1),))
        second = await standing(unit, "N-1", room.pack, NOW)
        assert isinstance(second, Wanted)
        await keep(unit, second, "memory", "L2", "https://pay.example/L2", room.pack, NOW)
    assert (await tell(room, "paid", "e1", link="L2")).outcome == "recorded"
    assert (await tell(room, "paid", "e2", at=NOW + timedelta(minutes=1))).outcome == "held"
    assert (await order(room))["payment_status"] == "paid"


async def test_an_event_about_no_link_of_ours_is_kept_and_tells_nobody(store: Store) -> None:
    room = await paid_for(store)
    found = await tell(room, "paid", link="ELSE")
    assert (found.outcome, found.told) == ("unknown", None)
    assert len(await room.rows("payment_events")) == 1


async def test_a_link_that_stands_is_used_again_and_an_ended_one_is_not(store: Store) -> None:
    room = await paid_for(store)
    async with store.unit(room.tenant) as unit:
        first = await standing(unit, "N-1", room.pack, NOW)
        assert not isinstance(first, Wanted)
        assert first["amount"] == TOTAL
        later = await standing(unit, "N-1", room.pack, NOW + timedelta(hours=25))
    assert isinstance(later, Wanted)
    assert later.amount == Money(TOTAL, "COP")


async def test_an_order_that_nobody_paid_lapses_and_its_pieces_are_back(store: Store) -> None:
    room = await paid_for(store)
    async with store.unit(room.tenant) as unit:
        assert await lapse(unit, NOW + timedelta(hours=47)) == []
        assert [row["number"] for row in await lapse(unit, NOW + timedelta(hours=49))] == ["N-1"]
        assert await lapse(unit, NOW + timedelta(hours=50)) == []
    [stock] = [row for row in await room.rows("stock") if row["item_id"] == "pads-ceramic"]
    assert stock["on_hand"] == 6


async def test_a_paid_order_does_not_lapse(store: Store) -> None:
    room = await paid_for(store)
    await tell(room, "paid")
    async with store.unit(room.tenant) as unit:
        assert await lapse(unit, NOW + timedelta(days=9)) == []


@pytest.mark.parametrize(
    ("placed", "ends"), [("09:00", "2026-11-23T23:00"), ("22:01", "2026-11-24T23:00"), ("22:00", "2026-11-23T23:00")]
)
def test_a_link_ends_at_the_hour_of_the_house_with_an_hour_left_at_least(placed: str, ends: str) -> None:
    from tests.commerce.packs import small_pack

    pack = small_pack()
    orders = pack.file.orders.model_copy(
        update={"payment": pack.file.orders.payment.model_copy(update={"until": "23:00"})}
    )
    ruled = pack.model_copy(update={"file": pack.file.model_copy(update={"orders": orders})})
    at = datetime.fromisoformat(f"2026-11-23T{placed}:00-05:00")
    assert pay_until(ruled, at) == datetime.fromisoformat(f"{ends}:00-05:00")
    assert lapses_at(ruled, at) == pay_until(ruled, at) + timedelta(hours=24)


async def test_who_sold_earns_on_what_was_paid_and_gives_back_with_it(store: Store) -> None:
    bare = await open_room(store)
    rates = bare.pack.file.orders.commissions.model_copy(update={"rate_bp": 1000})
    orders = bare.pack.file.orders.model_copy(update={"commissions": rates})
    pack = bare.pack.model_copy(update={"file": bare.pack.file.model_copy(update={"orders": orders})})
    room = replace(await paid_for(store, sold_by="ana"), pack=pack)
    assert await room.rows("commissions") == []
    await tell(room, "paid", "e1")
    [earned] = await room.rows("commissions")
    assert (earned["person_id"], earned["base"], earned["amount"]) == ("ana", 25800000, 2580000)
    await tell(room, "refunded", "e2", TOTAL // 2)
    [left] = await room.rows("commissions")
    assert (left["base"], left["amount"]) == (12900000, 1290000)
    async with store.unit(room.tenant) as unit:
        report = await sales(unit, room.pack, NOW.date())
    assert (report["orders"], report["total"], report["refunded"], report["commission"]) == (
        1, TOTAL, TOTAL // 2, 1290000,
    )  # fmt: skip
    assert [(row["name"], row["commission"]) for row in report["by_person"]] == [("ana", 1290000)]
    assert [(row["item"], row["units"]) for row in report["items"]] == [("pads-ceramic", "2")]


async def test_a_sale_belongs_to_the_day_of_the_business(store: Store) -> None:
    room = await paid_for(store)
    async with store.unit(room.tenant) as unit:
        await unit.run("UPDATE orders SET created_at = %s", (datetime.fromisoformat("2026-11-24T03:30:00+00:00"),))
        assert (await sales(unit, room.pack, NOW.date()))["orders"] == 1
        assert (await sales(unit, room.pack, NOW.date() + timedelta(days=1)))["orders"] == 0
