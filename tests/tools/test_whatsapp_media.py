"""A customer's file is fetched from Meta alone, and is what it says to be, or it is not kept."""

import base64
import hashlib
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from kit.errors import UnavailableError
from tools.channels.whatsapp.graph import Graph
from tools.channels.whatsapp.media import Allowed, File, MediaRefusedError, fetch

JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 60
META = Allowed(("fbsbx.com", "whatsapp.net"), "https://graph.facebook.com")
HASH = hashlib.sha256(JPEG)
Answer = Callable[[httpx.Request], httpx.Response]


async def _fetch(answer: Answer, *, kind: str = "image", sha256: str | None = None, url: str | None = None) -> File:
    told: dict[str, Any] = {"url": url or "https://lookaside.fbsbx.com/a", "mime_type": "image/jpeg"}

    def handle(request: httpx.Request) -> httpx.Response:
        assert request.headers["Authorization"] == "Bearer token"
        return httpx.Response(200, json=told) if request.url.host == "graph.facebook.com" else answer(request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
        return await fetch(Graph(client, META.origin, "v23.0", "token"), "77", "1", kind, sha256, META)


@pytest.mark.parametrize("sha256", [None, HASH.hexdigest(), base64.b64encode(HASH.digest()).decode()])
async def test_a_picture_is_fetched_with_its_hash_checked(sha256: str | None) -> None:
    file = await _fetch(lambda _: httpx.Response(200, content=JPEG), sha256=sha256)
    assert (file.body, file.mime, file.sha256) == (JPEG, "image/jpeg", HASH.hexdigest())


@pytest.mark.parametrize(
    "url",
    [
        "https://fbsbx.com.evil.example/a", "http://lookaside.fbsbx.com/a", "https://169.254.169.254/latest",
        "https://evil.example/fbsbx.com", "https://user@lookaside.fbsbx.com/a", "https://lookaside.fbsbx.com:8443/a",
        "file:///etc/passwd", "https://localhost/a",
    ],
)  # fmt: skip
async def test_nothing_is_fetched_from_elsewhere(url: str) -> None:
    with pytest.raises(MediaRefusedError, match="not fetched"):
        await _fetch(lambda _: httpx.Response(200, content=JPEG), url=url)
    with pytest.raises(MediaRefusedError, match="not fetched"):
        await _fetch(lambda _: httpx.Response(302, headers={"Location": url}))


async def test_a_redirect_within_meta_is_followed_and_not_for_ever() -> None:
    def once(request: httpx.Request) -> httpx.Response:
        if request.url.host == "lookaside.fbsbx.com":
            return httpx.Response(302, headers={"Location": "https://mmg.whatsapp.net/b"})
        return httpx.Response(200, content=JPEG)

    assert (await _fetch(once)).body == JPEG
    with pytest.raises(MediaRefusedError, match="redirected"):
        await _fetch(lambda request: httpx.Response(302, headers={"Location": str(request.url)}))


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        (JPEG + b"\x00" * (5 * 1024 * 1024), "image", "larger"),
        (b"<script>", "image", "says to be"),
        (b"MZ\x90\x00\x03\x00\xff", "document", "says to be"),
        (JPEG, "audio", "says to be"),
        (JPEG, "sticker", "says to be"),
    ],
)
async def test_what_is_too_large_or_of_another_kind_is_refused(body: bytes, kind: str, says: str) -> None:
    with pytest.raises(MediaRefusedError, match=says):
        await _fetch(lambda _: httpx.Response(200, content=body), kind=kind)


async def test_another_file_than_was_announced_is_refused() -> None:
    with pytest.raises(MediaRefusedError, match="hash"):
        await _fetch(lambda _: httpx.Response(200, content=JPEG), sha256=hashlib.sha256(b"x").hexdigest())


async def test_an_address_that_has_expired_is_asked_for_anew_once() -> None:
    asked: list[int] = []

    def expired(_: httpx.Request) -> httpx.Response:
        asked.append(1)
        return httpx.Response(404) if len(asked) == 1 else httpx.Response(200, content=JPEG)

    assert (await _fetch(expired)).body == JPEG
    with pytest.raises(UnavailableError, match="not valid any more"):
        await _fetch(lambda _: httpx.Response(404))
