"""What agents ask for, written once however often the turn runs."""

from datetime import timedelta
from typing import Any

import pytest

from commerce.appointments.model import AppointmentGoneError, SlotTakenError
from commerce.appointments.reference import reference_of
from commerce.consents.repository import keep, refused
from commerce.errors import ConflictAtCommit
from commerce.orders.number import number_of as order_number
from commerce.profiles.fields import InvalidFieldError
from commerce.profiles.repository import of_contact
from commerce.quotes.model import QuoteExpiredError
from commerce.quotes.number import number_of
from commerce.stock.model import OutOfStockError
from commerce.writes import UnknownWriteError
from commerce.writes.apply import HANDLERS
from kit.errors import InvalidInputError
from store.unit import Store
from tests.commerce.rooms import NOW, Room, another_conversation, open_room

SLOT = {
    "kind": "demo",
    "person": "ana",
    "starts_at": "2026-11-25T15:00:00-05:00",
    "ends_at": "2026-11-25T15:30:00-05:00",
    "timezone": "America/Bogota",
}
KNOWN = {"customer_name": "Marcela Ríos", "email": "marcela@example.com"}
PADS = [{"item": "pads-ceramic", "quantity": 2}]


def field(value: Any) -> dict[str, Any]:
    return {"value": value, "source": "m1", "confidence": 0.9, "confirmed": False}


def effects(scope: Any) -> dict[str, Any]:
    return {effect.name: effect for effect in scope.effects}


async def booked(room: Room, turn: int = 1) -> str:
    await room.write("appointment.book", turn, **SLOT, details=KNOWN)
    return reference_of(room.pack, room.conversation, turn)


async def test_a_booking_tells_the_calendar_and_invites_the_customer(store: Store) -> None:
    room = await open_room(store, locale="en-US")
    scope = await room.write("appointment.book", **SLOT, details=KNOWN)
    sent = effects(scope)
    assert list(sent) == ["calendar.book", "email.send"]
    assert sent["calendar.book"].payload["person_email"] == "ana@talleres.example"
    assert sent["calendar.book"].payload["summary"] == "Demostración · Talleres Unidos"
    mail = sent["email.send"].payload
    assert (mail["to"], mail["name"], mail["language"]) == ("marcela@example.com", "Marcela Ríos", "en")
    assert mail["template"] == "appointment.invitation"
    assert mail["subject"] == "Demo · Talleres Unidos"
    assert "DTSTART:20261125T200000Z" in mail["attachments"][0]["text"]
    assert mail["attachments"][0]["content_type"].endswith("method=REQUEST")


async def test_without_an_address_only_the_calendar_is_told(store: Store) -> None:
    room = await open_room(store)
    assert list(effects(await room.write("appointment.book", **SLOT))) == ["calendar.book"]


async def test_an_address_that_was_given_before_is_used(store: Store) -> None:
    room = await open_room(store)
    await room.write("profile.save", fields={"email": field("marcela@example.com")})
    scope = await room.write("appointment.book", 2, **SLOT)
    assert effects(scope)["email.send"].payload["to"] == "marcela@example.com"


async def test_a_turn_that_runs_again_books_once_and_repeats_its_keys(store: Store) -> None:
    room = await open_room(store)
    first = await room.write("appointment.book", **SLOT, details=KNOWN)
    second = await room.write("appointment.book", **SLOT, details=KNOWN)
    assert [effect.key for effect in first.effects] == [effect.key for effect in second.effects]
    assert len({effect.key for effect in first.effects}) == 2
    assert len(await room.rows("appointments")) == 1


async def test_a_slot_that_has_gone_makes_the_turn_run_again(store: Store) -> None:
    room = await open_room(store)
    await booked(room)
    with pytest.raises(SlotTakenError) as refused:
        await room.write("appointment.book", 2, **SLOT)
    assert isinstance(refused.value, ConflictAtCommit)


async def test_a_hold_lasts_as_long_as_the_pack_says(store: Store) -> None:
    room = await open_room(store)
    await room.write("appointment.hold", **SLOT)
    (row,) = await room.rows("appointments")
    assert (row["status"], row["held_until"]) == ("held", NOW + timedelta(minutes=10))
    await booked(room, 2)
    assert [row["status"] for row in await room.rows("appointments")] == ["booked"]


async def test_a_moved_appointment_reaches_the_calendar_as_a_newer_version(store: Store) -> None:
    room = await open_room(store)
    reference = await booked(room)
    moved = {**SLOT, "starts_at": "2026-11-26T09:00:00-05:00", "ends_at": "2026-11-26T09:30:00-05:00"}
    sent = effects(await room.write("appointment.reschedule", 2, reference=reference, **moved))
    assert sent["calendar.reschedule"].payload["sequence"] == 1
    assert "SEQUENCE:1" in sent["email.send"].payload["attachments"][0]["text"]
    (row,) = await room.rows("appointments")
    assert row["starts_at"].isoformat() == "2026-11-26T14:00:00+00:00"


async def test_a_cancelled_appointment_is_withdrawn_from_both_calendars(store: Store) -> None:
    room = await open_room(store)
    reference = await booked(room)
    sent = effects(await room.write("appointment.cancel", 2, reference=reference))
    assert list(sent) == ["calendar.cancel", "email.send"]
    assert "METHOD:CANCEL" in sent["email.send"].payload["attachments"][0]["text"]
    with pytest.raises(AppointmentGoneError):
        await room.write("appointment.cancel", 3, reference=reference)


async def test_a_profile_keeps_where_each_field_came_from(store: Store) -> None:
    room = await open_room(store)
    await room.write(
        "profile.save", fields={"customer_name": field("Marcela Ríos"), "phone": field("+57 300 123 4567")}
    )
    await room.write("profile.save", 2, fields={"email": field("A@b.co"), "customer_name": field("Marcela Ríos M.")})
    async with store.unit(room.tenant) as unit:
        known = await of_contact(unit, room.contact)
    assert known["email"] == {**field("a@b.co")}
    assert known["phone"]["value"] == "+573001234567"
    (row,) = await room.rows("user_profiles")
    assert (row["email"], row["phone"]) == ("a@b.co", "+573001234567")
    (conversation,) = await room.rows("conversations")
    assert (conversation["client_name"], conversation["phone_number"]) == ("Marcela Ríos M.", "+573001234567")
    assert (await room.rows("contacts"))[0]["client_name"] == "Marcela Ríos M."


async def test_a_field_set_to_nothing_is_forgotten(store: Store) -> None:
    room = await open_room(store)
    await room.write("profile.save", fields={"email": field("a@b.co"), "need": field("balatas")})
    await room.write("profile.save", 2, fields={"email": None})
    (row,) = await room.rows("user_profiles")
    assert (list(row["fields"]), row["email"]) == (["need"], None)


async def test_one_wrong_field_writes_nothing_at_all(store: Store) -> None:
    room = await open_room(store)
    with pytest.raises(InvalidFieldError, match="email"):
        await room.write("profile.save", fields={"need": field("balatas"), "email": field("nope")})
    assert await room.rows("user_profiles") == []


async def test_a_lead_is_one_row_that_remembers_when_it_first_was_warm(store: Store) -> None:
    room = await open_room(store, utm={"source": "ads"})
    lead = {
        "score": 10,
        "temperature": "cold",
        "reasons": [],
        "signals": [],
        "intention": "interest",
        "need": "balatas",
    }
    await room.write("lead.save", **lead)
    assert (await room.rows("sales_leads"))[0]["qualified_at"] is None
    warm = {
        **lead,
        "score": 45,
        "temperature": "warm",
        "signals": ["asks_price"],
        "intention": None,
        "company_size": 20,
    }
    await room.later(minutes=5).write("lead.save", 2, **warm)
    await room.later(minutes=9).write("lead.save", 3, **{**warm, "score": 50, "need": None})
    (row,) = await room.rows("sales_leads")
    assert (row["qualification_score"], row["temperature"], row["signals"]) == (50, "warm", ["asks_price"])
    assert (row["intention"], row["need"], row["company_size"]) == ("interest", "balatas", "20")
    assert (row["lead_source"], row["qualified_at"]) == ("ads", NOW + timedelta(minutes=5))


async def test_looking_at_a_product_makes_a_lead_and_is_counted_once_a_turn(store: Store) -> None:
    room = await open_room(store)
    for turn in (1, 1, 2):
        await room.write("interaction.save", turn, product="pads-ceramic", type="viewed")
    assert len(await room.rows("sales_leads")) == 1
    assert len(await room.rows("product_interactions")) == 2


async def test_a_stage_is_kept_with_the_way_to_it(store: Store) -> None:
    room = await open_room(store)
    history = [{"stage": "discovery", "turn": 1, "at": NOW.isoformat()}]
    await room.write("stage.save", current="discovery", history=history, context={"strategy": "direct"})
    await room.write("stage.save", 2, current="quote", history=history * 2)
    (row,) = await room.rows("conversation_states")
    assert (row["current_stage"], len(row["stage_history"]), row["context_data"]) == ("quote", 2, {})
    assert len((await room.rows("conversion_metrics"))[0]["stage_transitions"]) == 2


async def test_a_quote_is_priced_here_and_can_be_accepted(store: Store) -> None:
    room = await open_room(store)
    await room.write("interaction.save", product="pads-ceramic", type="quoted")
    number = number_of(room.pack, room.conversation, 1)
    await room.write("quote.save", number=number, lines=PADS)
    (row,) = await room.rows("quotes")
    assert (row["total"], row["status"], row["expires_at"]) == (30702000, "sent", NOW + timedelta(days=15))
    assert row["lead_id"] == (await room.rows("sales_leads"))[0]["id"]
    await room.write("quote.accept", 2, number=number)
    assert (await room.rows("quotes"))[0]["status"] == "accepted"
    assert (await room.rows("conversion_metrics"))[0]["converted"]


async def test_a_rejected_quote_is_no_conversion(store: Store) -> None:
    room = await open_room(store)
    await room.write("quote.save", number="TU-Q", lines=PADS, expires_at="2026-11-30T00:00:00-05:00")
    await room.write("quote.reject", 2, number="TU-Q")
    assert (await room.rows("quotes"))[0]["status"] == "rejected"
    assert not (await room.rows("conversion_metrics"))[0]["converted"]


async def test_an_expired_quote_makes_the_turn_run_again(store: Store) -> None:
    room = await open_room(store)
    await room.write("quote.save", number="TU-Q", lines=PADS, expires_at=NOW.isoformat())
    with pytest.raises(QuoteExpiredError):
        await room.later(minutes=1).write("quote.accept", 2, number="TU-Q")


async def test_an_order_has_the_number_that_the_customer_was_told(store: Store) -> None:
    room = await open_room(store)
    await room.write("profile.save", fields={"customer_name": field("Beto")})
    number = order_number(room.pack, room.conversation, 2)
    for _ in range(2):
        await room.write("order.place", 2, number=number, lines=PADS, delivery={"mode": "pickup"})
    (row,) = await room.rows("orders")
    assert (row["number"], row["total"]) == (number, 30702000)
    history = (await room.rows("user_profiles"))[0]["purchase_history"]
    assert [entry["number"] for entry in history] == [number]


async def test_a_number_of_another_turn_is_refused(store: Store) -> None:
    room = await open_room(store)
    with pytest.raises(InvalidInputError, match="is not of this turn"):
        await room.write("order.place", number="TU-OTHER", lines=PADS, delivery={})


async def test_an_order_beyond_the_stock_makes_the_turn_run_again(store: Store) -> None:
    room = await open_room(store)
    with pytest.raises(OutOfStockError, match="6 are left"):
        await room.write("order.place", lines=[{"item": "pads-ceramic", "quantity": 7}], delivery={})
    assert not (await room.rows("conversion_metrics"))[0]["converted"]


async def test_a_handoff_puts_the_conversation_in_the_queue_once(store: Store) -> None:
    room = await open_room(store)
    for _ in range(2):
        await room.write("conversation.hand_off", reason="asked", person="luis", package={"summary": "…"})
    assert (await room.rows("conversations"))[0]["owner"] == "queue"
    assert len(await room.rows("handoffs")) == 1


async def test_a_customer_who_opts_out_stays_opted_out_everywhere(store: Store) -> None:
    room = await open_room(store)
    await room.write("profile.save", fields={"need": field("balatas")})
    await room.write("consent.opt_out", 2)
    await room.later(days=1).write("consent.opt_out", 3)
    async with store.unit(room.tenant) as unit:
        for channel in ("web", "whatsapp", "email", "sms"):
            assert await refused(unit, room.contact, channel) == {"all"}
    (row,) = await room.rows("consents")
    assert (row["channel"], row["allowed"], row["source"]) == ("*", False, "words")
    (row,) = await room.rows("user_profiles")
    assert row["preferences"] == {}
    assert list(row["fields"]) == ["need"]


async def test_who_leaves_one_channel_is_written_to_on_the_others(store: Store) -> None:
    room = await open_room(store)
    await room.write("consent.opt_out", 2, channel="whatsapp")
    async with store.unit(room.tenant) as unit:
        assert await refused(unit, room.contact, "whatsapp") == {"all"}
        assert await refused(unit, room.contact, "email") == set()


async def test_the_newest_word_counts_whether_it_is_about_one_channel_or_all(store: Store) -> None:
    room = await open_room(store)
    await room.write("consent.opt_out", 2)
    async with store.unit(room.tenant) as unit:
        later = NOW + timedelta(hours=1)
        await keep(unit, room.contact, "whatsapp", "all", allowed=True, source="words", at=later)
        assert await refused(unit, room.contact, "whatsapp") == set()
        assert await refused(unit, room.contact, "email") == {"all"}
        before = NOW - timedelta(hours=1)
        await keep(unit, room.contact, "sms", "all", allowed=True, source="words", at=before)
        assert await refused(unit, room.contact, "sms") == {"all"}


async def test_somebody_who_said_nothing_of_it_has_not_opted_out(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        assert await refused(unit, room.contact, "web") == set()


async def test_an_unanswered_question_is_kept_once_a_turn_and_bounded(store: Store) -> None:
    room = await open_room(store)
    for _ in range(2):
        await room.write("unanswered.save", question="¿y los sábados? " * 200, language="es")
    (row,) = await room.rows("unanswered")
    assert len(row["question"]) == 1000


async def test_an_event_is_noted_once_a_turn(store: Store) -> None:
    room = await open_room(store)
    for turn in (1, 1, 2):
        await room.write("metrics.event", turn, name="price_shown")
    events = (await room.rows("conversion_metrics"))[0]["conversion_events"]
    assert [event["name"] for event in events] == ["started", "price_shown", "price_shown"]


async def test_a_write_that_does_not_exist_is_named_with_those_that_do(store: Store) -> None:
    room = await open_room(store)
    with pytest.raises(UnknownWriteError, match=r"'coffee\.make' .*appointment\.book"):
        await room.write("coffee.make")
    with pytest.raises(UnknownWriteError, match=r"quote\.accept cannot be made with colour"):
        await room.write("quote.accept", colour="blue")


async def test_a_customer_cannot_cancel_what_another_booked(store: Store) -> None:
    room = await open_room(store)
    reference = await booked(room)
    other = await another_conversation(room, "stranger")
    stranger = Room(store, room.pack, other["id"], other["contact_id"])
    with pytest.raises(AppointmentGoneError):
        await stranger.write("appointment.cancel", reference=reference)


def test_every_kind_of_write_is_named_noun_dot_verb() -> None:
    assert all(kind.count(".") == 1 for kind in HANDLERS)
