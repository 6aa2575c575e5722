"""Fetches a customer's file in two steps and believes nothing that is said of it: host, size, kind, hash."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from kit.errors import InvalidInputError, UnavailableError
from tools.channels.loose import a_text
from tools.channels.whatsapp.graph import Graph

MB = 1024 * 1024
LARGEST = {"image": 5 * MB, "audio": 16 * MB, "video": 16 * MB, "document": 100 * MB, "sticker": MB // 2}
HOPS = 4
_GONE = {401, 404, 410}

_MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"WEBP", 8, "image/webp"),
    (b"OggS", 0, "audio/ogg"),
    (b"#!AMR", 0, "audio/amr"),
    (b"ID3", 0, "audio/mpeg"),
    (b"\xff\xfb", 0, "audio/mpeg"),
    (b"\xff\xf1", 0, "audio/aac"),
    (b"ftyp3g", 4, "video/3gpp"),
    (b"ftypM4A", 4, "audio/mp4"),
    (b"ftyp", 4, "video/mp4"),
    (b"%PDF-", 0, "application/pdf"),
    (b"PK\x03\x04", 0, "application/zip"),
    (b"\xd0\xcf\x11\xe0", 0, "application/msword"),
)
_OFFICE = ("application/vnd.", "application/zip", "application/msword")


class MediaRefusedError(InvalidInputError):
    """The file is not taken: another attempt would bring the same."""

    title = "The file was not accepted"


@dataclass(frozen=True, slots=True)
class File:
    body: bytes
    mime: str
    sha256: str
    """In hex."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Where files may come from: domains (with all below them, over HTTPS), and one origin of ours as it is."""

    domains: tuple[str, ...]
    origin: str

    def permits(self, url: str) -> bool:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        if f"{parts.scheme}://{parts.netloc}" == self.origin:
            return True
        if parts.scheme != "https" or parts.username or parts.port not in {None, 443}:
            return False
        return any(host == domain or host.endswith(f".{domain}") for domain in self.domains)


async def fetch(graph: Graph, id: str, line: str, kind: str, sha256: str | None, allowed: Allowed) -> File:
    """The file. Raises MediaRefusedError for good, UnavailableError for now."""
    for attempt in (1, 2):
        told = await graph.media(id, line)
        url = a_text(told.get("url"))
        body = await _download(graph, url, LARGEST.get(kind, MB), allowed)
        if body is not None:
            return _checked(body, kind, a_text(told.get("mime_type")), sha256 or a_text(told.get("sha256")))
        if attempt == 2:
            break
    raise UnavailableError("WhatsApp's address of the file was not valid any more, twice.")


async def _download(graph: Graph, url: str, largest: int, allowed: Allowed) -> bytes | None:
    """The bytes; None where the address has expired."""
    for _ in range(HOPS):
        if not allowed.permits(url):
            raise MediaRefusedError(f"Files are not fetched from {urlsplit(url).hostname or 'there'}.")
        try:
            async with graph.stream(url) as response:
                if response.is_redirect:
                    url = urljoin(url, response.headers.get("Location", ""))
                    continue
                return await _body(response, largest)
        except httpx.HTTPError as error:
            raise UnavailableError(f"The file could not be fetched: {type(error).__name__}.") from error
    raise MediaRefusedError(f"The file was redirected more than {HOPS} times.")


async def _body(response: httpx.Response, largest: int) -> bytes | None:
    if response.status_code in _GONE:
        return None
    if not response.is_success:
        raise UnavailableError(f"The file could not be fetched: HTTP {response.status_code}.")
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > largest:
            raise MediaRefusedError(f"The file is larger than {largest} bytes.")
    return bytes(body)


def _checked(body: bytes, kind: str, said: str, sha256: str | None) -> File:
    digest = hashlib.sha256(body)
    if sha256 and not _same(sha256, digest.digest()):
        raise MediaRefusedError("The file is not the one that was announced: its hash differs.")
    mime = kind_of(body) or ("text/plain" if kind == "document" and _is_text(body) else "")
    if not _suits(kind, mime, said):
        raise MediaRefusedError(f"The file says to be {said or kind}, and is {mime or 'something else'}.")
    return File(body, said.partition(";")[0].strip() if mime in _OFFICE else mime, digest.hexdigest())


def kind_of(body: bytes) -> str:
    """The type by its first bytes; empty where they are of none that is taken."""
    found = (mime for sign, at, mime in _MAGIC if body[at : at + len(sign)] == sign)
    return next(found, "")


def _suits(kind: str, mime: str, said: str) -> bool:
    if kind == "document":
        return bool(mime) and (mime not in _OFFICE[1:] or said.startswith(_OFFICE))
    if kind == "sticker":
        return mime == "image/webp"
    if kind == "audio":
        return mime.startswith("audio/") or mime == "video/mp4"
    return mime.startswith(f"{kind}/") and mime != "image/webp"


def _same(told: str, digest: bytes) -> bool:
    """Meta writes the hash in base64 in webhooks and in hex elsewhere."""
    if told.lower() == digest.hex():
        return True
    try:
        return base64.b64decode(told, validate=True) == digest
    except (binascii.Error, ValueError):
        return False


def _is_text(body: bytes) -> bool:
    try:
        return "\x00" not in body.decode()
    except UnicodeDecodeError:
        return False
