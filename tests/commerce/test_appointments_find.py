"""Free slots: hours, holidays, buffers, notice, clocks that change."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from commerce.appointments.find import free_slots, is_possible
from commerce.appointments.model import Recurring, Refusal, Slot, Wish, kind_of
from commerce.appointments.windows import working_windows
from commerce.packs.model import Pack
from kit.errors import InvalidInputError
from tests.commerce.packs import BOGOTA, american_pack, small_pack
from tests.commerce.rooms import NOW

PACK = small_pack()
ZONE = ZoneInfo(BOGOTA)
TUESDAY = date(2026, 11, 24)


def at(text: str, zone: str = BOGOTA) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def slots(wish: Wish, *, pack: Pack = PACK, kind: str = "demo", now: datetime = NOW, **rest: Any) -> list[Slot]:
    zone = rest.get("zone", ZoneInfo(pack.file.timezone))
    return free_slots(pack, kind_of(pack, kind), rest.get("busy", {}), now, wish, zone)


def starts(found: list[Slot]) -> list[str]:
    return [slot.starts_at.strftime("%d %H:%M") for slot in found]


def why(when: datetime, **rest: Any) -> str:
    answer = is_possible(PACK, kind_of(PACK, rest.pop("kind", "demo")), rest.pop("busy", {}), NOW, when, **rest)
    return answer.reason if isinstance(answer, Refusal) else "free"


def test_three_slots_are_offered_spread_over_two_days() -> None:
    assert starts(slots(Wish())) == ["23 10:00", "23 11:30", "24 08:00"]


def test_the_notice_that_the_business_needs_is_kept() -> None:
    assert all(slot.starts_at >= NOW + timedelta(minutes=60) for slot in slots(Wish(day=NOW.date())))


def test_an_afternoon_stays_in_the_afternoon() -> None:
    found = slots(Wish(day=TUESDAY, part="afternoon"))
    assert starts(found) == ["24 12:00", "24 12:30", "24 13:30"]


def test_a_taken_hour_is_answered_with_the_nearest_ones() -> None:
    wished = at("2026-11-24T15:00")
    busy = {"ana": [(wished, wished + timedelta(minutes=40))]}
    assert starts(slots(Wish(exact=wished), busy=busy)) == ["24 13:30", "24 14:00", "24 16:00"]


def test_a_range_that_is_full_is_answered_with_what_is_near_it() -> None:
    busy = {"ana": [(at("2026-11-24T00:00"), at("2026-11-25T00:00"))]}
    found = slots(Wish(earliest=at("2026-11-24T09:00"), latest=at("2026-11-24T12:00")), busy=busy)
    assert found
    assert all(slot.starts_at.date() in {date(2026, 11, 23), date(2026, 11, 25)} for slot in found)


def test_what_meets_the_wish_comes_before_what_is_only_near() -> None:
    tight = slots(Wish(earliest=at("2026-11-24T10:00"), latest=at("2026-11-24T11:00")))
    assert {"24 10:00", "24 10:30"} <= set(starts(tight))


def test_only_the_person_who_is_asked_for_is_offered() -> None:
    found = slots(Wish(person="luis"))
    assert {slot.person_id for slot in found} == {"luis"}
    assert all(slot.starts_at.strftime("%a") in {"Mon", "Wed"} for slot in found)


def test_the_less_busy_of_two_people_gets_the_appointment() -> None:
    busy = {"ana": [(at("2026-11-23T14:00"), at("2026-11-23T15:00"))]}
    taken = {slot.starts_at.hour: slot.person_id for slot in slots(Wish(exact=at("2026-11-23T10:00")), busy=busy)}
    assert taken[10] == "luis"


def test_nobody_who_takes_the_kind_means_no_slots() -> None:
    assert slots(Wish(person="sara"), kind="demo") == []


def test_a_buffer_keeps_the_next_appointment_away() -> None:
    booked = (at("2026-11-24T10:00"), at("2026-11-24T10:40"))
    assert why(at("2026-11-24T10:30"), busy={"ana": [booked]}) == "taken"
    assert why(at("2026-11-24T10:40"), busy={"ana": [booked]}) == "free"
    assert why(at("2026-11-24T09:30"), busy={"ana": [booked]}) == "taken"
    assert why(at("2026-11-24T09:20"), busy={"ana": [booked]}) == "free"


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        ("2026-11-23T08:59", "past"),
        ("2026-11-23T09:30", "too_soon"),
        ("2026-12-07T10:00", "free"),
        ("2026-12-09T10:00", "too_far"),
        ("2026-11-24T07:30", "outside_hours"),
        ("2026-11-24T16:45", "outside_hours"),
        ("2026-11-24T16:30", "free"),
        ("2026-11-28T10:00", "outside_hours"),
    ],
)
def test_a_time_that_cannot_be_had_is_refused_with_its_reason(when: str, reason: str) -> None:
    assert why(at(when)) == reason


def test_a_refusal_says_what_to_ask_for_instead() -> None:
    answer = is_possible(PACK, kind_of(PACK, "demo"), {}, NOW, at("2026-12-20T10:00"))
    assert isinstance(answer, Refusal)
    assert "2026-12-07" in answer.detail


def test_one_named_person_can_be_asked_for() -> None:
    assert why(at("2026-11-23T10:30"), person="luis") == "free"
    assert why(at("2026-11-23T15:00"), person="luis") == "outside_hours"


def test_a_public_holiday_is_closed() -> None:
    immaculate = date(2026, 12, 8)
    assert working_windows(PACK, PACK.file.people[0], immaculate) == []
    assert working_windows(PACK, PACK.file.people[0], immaculate + timedelta(days=1))


def test_a_person_works_their_own_hours_else_the_branch_s_else_the_company_s() -> None:
    ana, luis, sara = PACK.file.people
    monday, saturday = date(2026, 11, 23), date(2026, 11, 28)
    assert [span[0].hour for span in working_windows(PACK, ana, monday)] == [8]
    assert [span[0].hour for span in working_windows(PACK, luis, monday)] == [10]
    assert working_windows(PACK, sara, monday) == []
    assert [span[1].hour for span in working_windows(PACK, sara, saturday)] == [13]


def test_a_lunch_break_is_not_offered() -> None:
    ana = {
        **PACK.file.people[0].model_dump(),
        "hours": [*_hours("08:00", "12:30"), *_hours("13:30", "18:00")],
    }
    pack = small_pack(people=[ana])
    found = slots(Wish(earliest=at("2026-11-24T12:00"), latest=at("2026-11-24T14:00")), pack=pack)
    assert starts(found)[:2] == ["24 12:00", "24 13:30"]


def test_slots_are_told_in_the_customer_s_zone() -> None:
    madrid = ZoneInfo("Europe/Madrid")
    found = slots(Wish(day=TUESDAY, part="afternoon"), zone=madrid)
    assert all(slot.starts_at.tzinfo is madrid for slot in found)
    assert found[0].starts_at.hour >= 14


def test_an_hour_in_the_middle_of_the_customer_s_night_is_not_proposed_first() -> None:
    found = slots(Wish(), zone=ZoneInfo("Australia/Sydney"))
    assert [slot.starts_at.hour for slot in found] == [7, 8, 7]


def test_no_slot_is_offered_twice_or_lost_when_the_clocks_go_back() -> None:
    night = [{"days": ["sun"], "open": "00:00", "close": "04:00"}]
    pack = american_pack(hours=night)
    now = datetime(2026, 10, 30, 12, tzinfo=UTC)
    sunday = Wish(earliest=at("2026-11-01T00:00", "America/Detroit"), latest=at("2026-11-01T23:00", "America/Detroit"))
    everything = working_windows(pack, pack.file.people[0], date(2026, 11, 1))
    assert everything[0][1].astimezone(UTC) - everything[0][0].astimezone(UTC) == timedelta(hours=5)
    found = slots(sunday, pack=pack, now=now)
    instants = [slot.starts_at.astimezone(UTC) for slot in found]
    assert len(set(instants)) == len(instants) == 3
    assert all(
        (slot.ends_at.astimezone(UTC) - slot.starts_at.astimezone(UTC)) == timedelta(minutes=30) for slot in found
    )


def test_an_hour_that_the_clocks_skip_does_not_break_the_day() -> None:
    pack = american_pack(hours=[{"days": ["sun"], "open": "01:00", "close": "04:00"}])
    now = datetime(2027, 3, 12, 12, tzinfo=UTC)
    day = date(2027, 3, 14)
    (window,) = working_windows(pack, pack.file.people[0], day)
    assert window[1].astimezone(UTC) - window[0].astimezone(UTC) == timedelta(hours=2)
    found = slots(Wish(day=day), pack=pack, now=now)
    assert found
    assert all(slot.starts_at.astimezone(ZoneInfo("America/Detroit")).hour != 2 for slot in found)


def test_a_kind_that_the_pack_does_not_have_is_named() -> None:
    with pytest.raises(InvalidInputError, match="'surgery'"):
        kind_of(PACK, "surgery")


def _hours(opens: str, closes: str) -> list[dict[str, Any]]:
    return [{"days": ["mon", "tue", "wed", "thu", "fri"], "open": opens, "close": closes}]


WEEKDAYS_BUT_TUESDAY = frozenset({0, 2, 3, 4})


def test_days_that_are_left_out_are_never_offered() -> None:
    found = slots(Wish(recurring=Recurring(WEEKDAYS_BUT_TUESDAY, opens=time(15))))
    assert found
    assert all(slot.starts_at.weekday() in WEEKDAYS_BUT_TUESDAY and slot.starts_at.hour >= 15 for slot in found)


def test_an_hour_that_comes_again_is_offered_on_its_days() -> None:
    found = slots(Wish(recurring=Recurring(frozenset({1}), time(10), time(10))))
    assert "24 10:00" in starts(found)
    assert all(slot.starts_at.weekday() == 1 for slot in found)


def test_days_that_come_again_can_hold_for_one_week() -> None:
    week = Recurring(frozenset(range(7)), first=date(2026, 11, 30), last=date(2026, 12, 6))
    assert all(date(2026, 11, 30) <= slot.starts_at.date() <= date(2026, 12, 6) for slot in slots(Wish(recurring=week)))


def test_either_of_two_hours_is_offered_before_what_is_only_near() -> None:
    ten, afternoon = at("2026-11-24T10:00"), at("2026-11-25T15:00")
    found = slots(Wish(exact=ten, others=(Wish(exact=afternoon),)))
    assert {ten, afternoon} <= {slot.starts_at for slot in found}
