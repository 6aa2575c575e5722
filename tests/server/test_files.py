"""What customers send along: allowed by the pack, told by its bytes, given back to its own conversation alone."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from commerce.attachments.keep import plain_name
from commerce.attachments.kinds import kind_of
from commerce.packs.channels import Uploads
from commerce.packs.load import load
from kit.settings import ROOT
from tests.houses import house_of
from tests.server.sessions import BASE, authorized, begin, client_of, problem, say

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
async def client(database_url: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(lambda: house_of(database_url, tmp_path)) as (client, _):
        yield client


async def send(
    client: httpx.AsyncClient, session: dict[str, Any], content: bytes, name: str = "a.png"
) -> httpx.Response:
    address = f"{BASE}/session/{session['session_id']}/files"
    return await client.post(address, params={"name": name}, content=content, headers=authorized(session))


async def talking(client: httpx.AsyncClient) -> dict[str, Any]:
    session = await begin(client)
    await say(client, session, "hola", "m0")
    return session


async def test_a_file_comes_with_a_message_and_can_be_had_back(client: httpx.AsyncClient) -> None:
    session = await talking(client)
    stored = await send(client, session, PNG, "techo roto.png")
    assert stored.status_code == 201
    file = stored.json()
    assert (file["name"], file["content_type"], file["size"]) == ("techo roto.png", "image/png", len(PNG))
    assert (await say(client, session, "", "m1", files=[file["id"]])).status_code == 200
    seen = (await client.get(f"{BASE}/session/{session['session_id']}", headers=authorized(session))).json()
    shown = [message for message in seen["messages"] if message["files"]]
    assert [(message["text"], message["files"]) for message in shown] == [("", [file])]
    back = await client.get(f"{BASE}/session/{session['session_id']}/files/{file['id']}", headers=authorized(session))
    assert back.content == PNG
    assert back.headers["content-disposition"].startswith("attachment")
    assert back.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "content",
    [b"<svg onload=alert(1)>", b"MZ\x90", b"GIF89a", b"<html>", b"\xff\xd8", b"    WEBPxxxx", PNG[1:], b" %PDF-1.7"],
)
async def test_a_file_that_is_not_what_is_allowed_is_refused_whatever_its_name(
    client: httpx.AsyncClient, content: bytes
) -> None:
    assert "Expected one of" in problem(await send(client, await talking(client), content, "photo.png"), 422)


async def test_an_empty_file_and_one_that_is_too_large_are_refused(client: httpx.AsyncClient) -> None:
    session = await talking(client)
    assert "empty" in problem(await send(client, session, b""), 422)
    problem(await send(client, session, PNG + b"\0" * (5 * 1024 * 1024)), 413)


async def test_no_file_comes_before_the_first_answer(client: httpx.AsyncClient) -> None:
    assert "write a message first" in problem(await send(client, await begin(client), PNG), 409)


async def test_a_conversation_takes_so_many_files_and_no_more(client: httpx.AsyncClient) -> None:
    session = await talking(client)
    codes = [(await send(client, session, PDF, f"{place}.pdf")).status_code for place in range(21)]
    assert codes == [201] * 20 + [403]


async def test_a_file_of_another_conversation_is_not_there(client: httpx.AsyncClient) -> None:
    mine, other = await talking(client), await talking(client)
    file = (await send(client, mine, PNG)).json()["id"]
    problem(await client.get(f"{BASE}/session/{other['session_id']}/files/{file}", headers=authorized(other)), 404)
    problem(await client.get(f"{BASE}/session/{mine['session_id']}/files/{file}", headers=authorized(other)), 403)
    problem(await say(client, other, "mire", "m1", files=[file]), 404)


async def test_a_business_that_takes_no_files_says_so(database_url: str, tmp_path: Path) -> None:
    pack = load(ROOT / "packs", "colombiatic", tmp_path / "cache")
    web = pack.file.channels.web.model_copy(update={"uploads": None})
    channels = pack.file.channels.model_copy(update={"web": web})
    altered = pack.model_copy(update={"file": pack.file.model_copy(update={"channels": channels})})
    async with client_of(lambda: house_of(database_url, tmp_path, pack=altered)) as (client, _):
        answer = await send(client, await talking(client), PNG)
        assert answer.status_code in {403, 413}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fotos\\techo.png", "techo.png"),
        ('x"; filename="evil.html', "x__ filename__evil.html"),
        ("<img src=x>.png", "_img src_x_.png"),
        ("...", "file"),
        ("ñandú.png", "ñandú.png"),
    ],
)
def test_a_name_keeps_nothing_that_could_be_read_as_more(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_kinds_are_told_by_the_first_bytes() -> None:
    allowed = Uploads(kinds=["image/png"])
    assert [kind_of(content) for content in (PNG, PDF, b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBPVP8 ")] == [
        "image/png", "application/pdf", "image/jpeg", "image/webp",
    ]  # fmt: skip
    assert kind_of(b"") is None
    assert allowed.megabytes == 5
