"""What a conversation left is held against what was expected; each difference is one line."""

from typing import Any

import pytest

from evals.grade import grade
from evals.suite import Expected
from tests.agents.talk import Talk


async def wrong(talk: Talk, **expected: Any) -> list[str]:
    return await grade(talk.house.store, talk.tenant, talk.conversation, Expected(**expected))


async def test_what_is_as_expected_leaves_no_line(booked: Talk) -> None:
    row = {"kind": "demo", "status": "booked", "starts_at": "2026-11-25T15:00:00-05:00", "person_id": "andres-gil"}
    assert await wrong(booked) == []
    assert await wrong(booked, owner="bot", appointments=[row], quotes=[], orders=[], handoffs=[]) == []
    assert await wrong(booked, profile={"email": "ana@ruiz.co", "customer_name": "Ana Ruiz"}, lead_at_least=1) == []


async def test_an_instant_is_the_same_in_every_zone(booked: Talk) -> None:
    assert await wrong(booked, appointments=[{"starts_at": "2026-11-25T20:00:00+00:00"}]) == []
    [line] = await wrong(booked, appointments=[{"starts_at": "2026-11-25T15:00:00+00:00"}])
    assert "starts_at" in line


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        ({"owner": "human"}, "owner: expected human, found bot"),
        ({"appointments": []}, "appointments: expected 0, found 1 ['booked']"),
        ({"appointments": [{"kind": "demo"}, {"kind": "demo"}]}, "appointments: expected 2, found 1 ['booked']"),
        ({"appointments": [{"kind": "visit"}]}, "appointments[0].kind: expected 'visit', found 'demo'"),
        ({"handoffs": [{"reason": "asked"}]}, "handoffs: expected 1, found 0"),
        ({"profile": {"phone": "+573001234567"}}, "profile.phone: expected '+573001234567', found None"),
    ],
)
async def test_a_difference_is_one_readable_line(expected: dict[str, Any], line: str, booked: Talk) -> None:
    assert await wrong(booked, **expected) == [line]


async def test_who_left_nothing_has_no_score_and_no_profile(booked: Talk) -> None:
    stranger = await booked.another()
    assert await wrong(stranger, appointments=[], owner="bot") == []
    assert await wrong(stranger, profile={"email": "ana@ruiz.co"}, lead_at_least=1) == [
        "profile.email: expected 'ana@ruiz.co', found None",
        "lead: expected a score of at least 1, found 0",
    ]


async def test_a_column_that_is_not_there_is_a_difference_and_no_crash(booked: Talk) -> None:
    [line] = await wrong(booked, appointments=[{"colour": "red"}])
    assert "colour" in line
