"""Presses, pictures, voice notes, reactions, edits and deletions on WhatsApp, with the engine that is shipped."""

import base64
import hashlib
import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from commerce.packs.load import load
from kit.settings import ROOT, Settings
from server.language import engine_for
from tests.server.rigs import ANA, Rig, rig_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
CACHE = Path(tempfile.gettempdir()) / f"parley-tests-{os.getuid()}" / "cache"


@pytest.fixture
async def rig(database_url: str, tmp_path: Path) -> AsyncIterator[Rig]:
    pack = load(ROOT / "packs", "autoparts", CACHE)
    engine = engine_for(pack, Settings(data_dir=CACHE.parent))
    async with rig_of(database_url, tmp_path, pack=pack, engine=engine) as made:
        yield made


async def _press(rig: Rig, place: int) -> dict[str, Any]:
    """The customer presses what stands at that place of the last message."""
    entry = next(each for each in reversed(rig.world.entries) if not each.mine)
    action = entry.payload["interactive"]["action"]
    rows = [button["reply"] for button in action.get("buttons", [])] or action["sections"][0]["rows"]
    await rig.post("press", {"message": entry.id, "id": rows[place]["id"]})
    await rig.work()
    pressed: dict[str, Any] = rows[place]
    return pressed


def _said(rig: Rig) -> str:
    last = rig.shown()[-1]
    return str(last["text"]["body"] if last["type"] == "text" else last["interactive"]["body"]["text"])


async def _booking(rig: Rig) -> None:
    """Until the appointment is shown with what confirms it."""
    await rig.customer("quiero una cita para que me instalen unas balatas")
    await _press(rig, 0)
    for answer in ("Ana Ruiz", "Jetta 2015"):
        if rig.shown()[-1]["type"] == "interactive":
            break
        await rig.customer(answer)


async def test_a_slot_is_picked_by_pressing_it(rig: Rig) -> None:
    await rig.customer("quiero una cita para que me instalen unas balatas")
    assert rig.shown()[-1]["interactive"]["type"] == "list"
    await _press(rig, 1)
    assert "cuál aparto" not in _said(rig)
    row = await rig.one("SELECT content FROM messages WHERE sender_type = 'client' ORDER BY seq DESC LIMIT 1")
    assert "a las" in row["content"]


async def test_a_pressed_yes_books_exactly_what_was_shown(rig: Rig) -> None:
    await _booking(rig)
    pressed = await _press(rig, 0)
    assert pressed["id"].startswith("yes:")
    assert (await rig.one("SELECT status FROM appointments"))["status"] == "booked"


async def test_who_writes_from_a_telephone_is_not_asked_for_its_number(rig: Rig) -> None:
    await _booking(rig)
    assert "número" not in " ".join(str(payload) for payload in rig.shown())


async def test_a_yes_under_an_older_message_books_nothing(rig: Rig) -> None:
    await _booking(rig)
    old = next(each for each in reversed(rig.world.entries) if not each.mine)
    yes = old.payload["interactive"]["action"]["buttons"][0]["reply"]["id"]
    await rig.customer("mejor el martes a las 4 de la tarde")
    await rig.post("press", {"message": old.id, "id": yes})
    await rig.work()
    assert {row["status"] for row in await rig.rows("SELECT status FROM appointments")} == {"held"}


async def test_a_picture_is_fetched_once_and_kept(rig: Rig) -> None:
    photo = base64.b64encode(PNG).decode()
    await rig.customer(None, type="image", base64=photo, mime="image/png")
    row = await rig.one("SELECT state, bytes, mime, sha256 FROM media")
    assert row == {"state": "kept", "bytes": len(PNG), "mime": "image/png", "sha256": hashlib.sha256(PNG).hexdigest()}
    assert len(rig.shown()) == 1


async def test_a_file_that_is_not_what_it_says_is_not_kept(rig: Rig) -> None:
    await rig.customer(None, type="image", base64=base64.b64encode(b"<html>").decode(), mime="image/png")
    row = await rig.one("SELECT state, body, error FROM media")
    assert (row["state"], row["body"]) == ("refused", None)


async def test_a_file_whose_hash_is_another_is_not_kept(rig: Rig) -> None:
    wrong = base64.b64encode(hashlib.sha256(b"another").digest()).decode()
    photo = base64.b64encode(PNG).decode()
    await rig.customer(None, type="image", base64=photo, mime="image/png", content={"sha256": wrong})
    assert "hash" in (await rig.one("SELECT error FROM media"))["error"]


async def test_a_voice_note_is_met_with_a_way_on(rig: Rig) -> None:
    await rig.customer(None, type="audio", base64=base64.b64encode(b"OggS" + b"\x00" * 20).decode(), mime="audio/ogg",
                       content={"voice": True})  # fmt: skip
    assert "escrib" in _said(rig) or "por escrito" in _said(rig)
    assert (await rig.one("SELECT state FROM media"))["state"] == "kept"


async def test_a_reaction_is_kept_and_not_answered(rig: Rig) -> None:
    await rig.customer("hola")
    ours = next(each for each in rig.world.entries if not each.mine)
    await rig.post("react", {"message": ours.id, "id": "👍"})
    await rig.work()
    assert len(rig.shown()) == 1
    row = await rig.one("SELECT metadata FROM messages WHERE sender_type = 'ai'")
    assert row["metadata"]["reaction"] == "👍"


async def test_baja_alone_is_understood_and_answered_once(rig: Rig) -> None:
    await rig.customer("hola")
    await rig.customer("BAJA")
    assert (await rig.one("SELECT allowed FROM consents"))["allowed"] is False
    assert len(rig.shown()) == 2


async def test_a_place_and_a_card_are_read_as_words(rig: Rig) -> None:
    place = {"latitude": 20.59, "longitude": -100.39, "name": "Mi taller", "address": "5 de Mayo 210, Centro"}
    await rig.customer(None, type="location", content=place)
    row = await rig.one("SELECT content, metadata FROM messages WHERE sender_type = 'client'")
    assert row["content"] == "Mi taller, 5 de Mayo 210, Centro"
    assert row["metadata"]["location"]["latitude"] == 20.59
    assert rig.shown(ANA)
