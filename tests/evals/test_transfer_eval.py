"""Customers move to WhatsApp in the middle of something and go on; one who did not is found out."""

from pathlib import Path
from random import Random

import pytest

from evals.transfer.flows import flow
from evals.transfer.judge import Standing, faults_of
from evals.transfer.play import Customer
from tests.agents.talk import pack_of, spoken_at
from tests.houses import house_of


@pytest.mark.parametrize("number", [0, 1, 2])
async def test_a_customer_who_moves_in_the_middle_goes_on(number: int, database_url: str, tmp_path: Path) -> None:
    case = flow(number, Random(number))
    engine, pack = spoken_at(case.tenant), pack_of(case.tenant)
    async with house_of(database_url, tmp_path, tenant=case.tenant, engine=engine, pack=pack) as house:
        assert await Customer(house, case, number, Random(number)).play() == []


async def test_what_went_wrong_is_told(database_url: str, tmp_path: Path) -> None:
    case = flow(2, Random(2))
    engine, pack = spoken_at(case.tenant), pack_of(case.tenant)
    async with house_of(database_url, tmp_path, tenant=case.tenant, engine=engine, pack=pack) as house:
        await Customer(house, case, 2, Random(2)).play()
        async with house.store.unit(case.tenant) as unit:
            [row] = await unit.rows("UPDATE conversations SET channel = 'web', inbound_seq = 99 RETURNING id")
        before, moved = (Standing(slot, None, (), {}, []) for slot in ("time", None))
        found = await faults_of(house, case, row["id"], before, moved, 7)
    assert "it lost or changed what stood open" in found
    assert "it is not held on WhatsApp" in found
    assert "nothing stood open (cart)" in found
    assert any("messages wait" in fault for fault in found)
    assert any(fault.endswith("of 7 messages are there") for fault in found)
