"""Conversations parked by any released version are taken up by this one; those of the future are left alone."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

from agents.state import STATE_VERSION, TURN_KEYS
from evals.bench.engine import ConstantEngine
from graphs.inbox import Answer, Opening
from graphs.turn import saver
from language.port import Entity, ReadContext, Reading
from server.wiring import House
from store.checkpoints import TurnSaver, UnknownStateVersionError
from tests.houses import house_of

TENANT = "colombiatic"
FILES = sorted(Path(__file__).parent.glob("v*_*.json"))
PENDING = [path for path in FILES if path.stem.endswith("pending_booking")]
OPEN = [path for path in FILES if path.stem.endswith("open_question")]
CONTACT = {"customer_name": "Ana Ruiz", "email": "ana@ruiz.co"}


class Hears(ConstantEngine):
    """Reads every message as the test says."""

    def __init__(self, **heard: Any) -> None:
        self._heard = heard

    async def read(self, message: str, context: ReadContext) -> Reading:
        return cast(Reading, {**await super().read(message, context), **self._heard})


def of(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=[path.stem for path in paths])


def parked(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


async def take_up(house: House, row: dict[str, Any]) -> UUID:
    """A conversation whose newest checkpoint is ``row``."""
    conversation = (await house.inbox.start(TENANT, Opening())).conversation
    async with house.store.unit(TENANT) as unit:
        await unit.run("UPDATE conversations SET turn_seq = %s WHERE id = %s", (row["turn_seq"], conversation))
        await unit.run(
            "INSERT INTO checkpoints (tenant_id, conversation_id, turn_seq, checkpoint_id, version, state, created_at) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s)",
            (
                TENANT, conversation, row["turn_seq"], row["state"]["id"], row["version"], json.dumps(row["state"]),
                house.clock.now(),
            ),
        )  # fmt: skip
    return conversation


async def say(house: House, conversation: UUID, text: str) -> tuple[Answer, dict[str, Any]]:
    """The answer, and what is parked now."""
    answer = await house.inbox.receive(TENANT, conversation, "next", text)
    async with house.store.unit(TENANT) as unit:
        row = await unit.row("SELECT version, state FROM checkpoints ORDER BY turn_seq DESC LIMIT 1")
    assert row is not None
    assert row["version"] == STATE_VERSION
    values: dict[str, Any] = row["state"]["channel_values"]
    return answer, values


def test_every_released_state_version_has_its_parked_conversations() -> None:
    assert {parked(path)["version"] for path in PENDING} == set(range(1, STATE_VERSION + 1))
    assert {parked(path)["version"] for path in OPEN} == set(range(1, STATE_VERSION + 1))


@of(FILES)
def test_a_parked_conversation_is_read_as_this_version_writes_it(path: Path) -> None:
    row = parked(path)
    values = saver().upcast(row["state"], row["version"])["channel_values"]
    assert values["profile"]
    assert values["fact_ledger"]
    assert values["flows"]
    assert not TURN_KEYS & values.keys()


@of(FILES)
async def test_a_customer_who_comes_back_finds_the_conversation_where_it_was(
    path: Path, database_url: str, tmp_path: Path
) -> None:
    row = parked(path)
    before = row["state"]["channel_values"]
    async with house_of(database_url, tmp_path) as house:
        answer, now = await say(house, await take_up(house, row), "¿Hasta qué hora atienden?")
    assert answer.turn == row["turn_seq"] + 1
    assert answer.replies
    assert answer.owner == "bot"
    for kept in ("pending", "profile"):
        assert now.get(kept) == before.get(kept)
    assert before["slots"].items() <= now["slots"].items()
    assert before["fact_ledger"].items() <= now["fact_ledger"].items()


@of(PENDING)
async def test_a_yes_to_what_was_shown_before_books_exactly_that(path: Path, database_url: str, tmp_path: Path) -> None:
    row = parked(path)
    shown = row["state"]["channel_values"]["pending"]["args"]
    yes = Hears(intents=[{"name": "affirm", "confidence": 0.97}], reply="approve")
    async with house_of(database_url, tmp_path, engine=yes) as house:
        _, now = await say(house, await take_up(house, row), "Sí, confirmo")
        async with house.store.unit(TENANT) as unit:
            [booked] = await unit.rows("SELECT kind, person_id, starts_at, ends_at, status FROM appointments")
    assert booked["status"] == "booked"
    assert (booked["kind"], booked["person_id"]) == (shown["kind"], shown["person"])
    for end in ("starts_at", "ends_at"):
        assert booked[end] == datetime.fromisoformat(shown[end])
    assert not now.get("pending")


@of(OPEN)
async def test_an_answer_to_the_question_that_stood_open_goes_on_with_the_booking(
    path: Path, database_url: str, tmp_path: Path
) -> None:
    row = parked(path)
    chosen = row["state"]["channel_values"]["slots"]["book"]["chosen"]
    told = Hears(
        intents=[{"name": "give_information", "confidence": 0.95}],
        entities=[_entity(kind, value) for kind, value in CONTACT.items()],
    )
    async with house_of(database_url, tmp_path, engine=told) as house:
        _, now = await say(house, await take_up(house, row), "Ana Ruiz, ana@ruiz.co")
    assert now["pending"]["kind"] == "appointment.book"
    assert now["pending"]["args"]["starts_at"] == chosen["starts_at"]
    assert now["pending"]["args"]["details"] == CONTACT


async def test_a_conversation_of_a_newer_version_is_left_to_it_and_its_message_is_kept(
    database_url: str, tmp_path: Path
) -> None:
    newer = {**parked(FILES[0]), "version": STATE_VERSION + 1}
    async with house_of(database_url, tmp_path) as house:
        conversation = await take_up(house, newer)
        with pytest.raises(UnknownStateVersionError, match="newer"):
            await house.inbox.receive(TENANT, conversation, "next", "¿Siguen ahí?")
        async with house.store.unit(TENANT) as unit:
            assert await unit.rows("SELECT 1 FROM turns") == []
            [row] = await unit.rows("SELECT inbound_seq - handled_seq AS waiting FROM conversations")
    assert row["waiting"] == 1


def test_a_state_goes_through_every_version_between_its_own_and_this_one_in_order() -> None:
    upcasters = {version: _stamped(version) for version in (1, 2, 3)}
    current = TurnSaver(4, frozenset(), upcasters)
    assert current.upcast({"seen": []}, 1) == {"seen": [1, 2, 3]}
    assert current.upcast({"seen": []}, 3) == {"seen": [3]}
    assert current.upcast({"seen": []}, 4) == {"seen": []}


def test_a_state_of_a_newer_version_is_refused() -> None:
    with pytest.raises(UnknownStateVersionError, match="version 5 is newer than this Parley's 4"):
        TurnSaver(4, frozenset(), {}).upcast({}, 5)


def _stamped(version: int) -> Any:
    return lambda checkpoint: {"seen": [*checkpoint["seen"], version]}


def _entity(kind: str, value: str) -> Entity:
    return Entity(kind=kind, text=value, start=0, end=len(value), value=value, confidence=0.9)
