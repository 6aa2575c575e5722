"""One address fetched: within its host, its size and its time, by few redirects, never a private network."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from kit.clock import Clock
from knowledge.load.limits import LARGEST_TEXT, MEGABYTE, megabytes
from knowledge.load.page import RefusedError
from knowledge.load.public import PublicTransport, Resolve, resolved

AGENT = "ParleyBot"
REDIRECTS = 5
SLOWEST_S = 60.0
"""For one address, redirects and body included."""
LARGEST_FILE = 64 * MEGABYTE
_HEADERS = {"User-Agent": f"{AGENT}/1.0", "Accept-Encoding": "gzip", "Accept": "text/html,*/*;q=0.5"}
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_NOT_READ = ("image/", "audio/", "video/", "font/")
_TEXT = ("text/", "application/xhtml", "application/xml")


class UnreachableError(RefusedError):
    """It could not be read this time: the network, or an answer that does not say that it is gone."""


class GoneError(RefusedError):
    """The site says that there is no such page, or no longer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``url`` is where the redirects ended; ``kind`` is the media type without its parameters."""

    url: str
    kind: str
    charset: str | None
    body: bytes


class Fetcher:
    """Fetches addresses of one host. ``allowed`` is asked about each, the ends of redirects included."""

    def __init__(self, clock: Clock, *, private: bool, transport: httpx.BaseTransport | None = None,
                 resolve: Resolve = resolved) -> None:  # fmt: skip
        inner = transport or httpx.HTTPTransport(retries=1)
        guarded = PublicTransport(inner, resolve, private=private)
        self._client = httpx.Client(transport=guarded, headers=_HEADERS, timeout=_TIMEOUT, trust_env=False)
        self._clock = clock

    def close(self) -> None:
        self._client.close()

    def fetch(self, address: str, allowed: Callable[[str], bool] = lambda _address: True) -> Answer:
        """Raises GoneError, UnreachableError or RefusedError with the reason."""
        seen = [address]
        until = self._clock.ticks() + SLOWEST_S * 1000
        while True:
            here = checked(seen[-1])
            if not allowed(here):
                raise RefusedError("robots.txt asks not to read it")
            found = self._once(here, until)
            if isinstance(found, Answer):
                return found
            if found in seen:
                raise RefusedError("its redirects lead in a circle")
            if len(seen) > REDIRECTS:
                raise RefusedError(f"it redirects more than {REDIRECTS} times")
            if not same_host(found, address):
                raise RefusedError(f"it leads to another site, {urlsplit(found).netloc}")
            seen.append(found)

    def _once(self, address: str, until: float) -> Answer | str:
        """The answer, or the address that it redirects to."""
        try:
            with self._client.stream("GET", address) as response:
                if response.has_redirect_location:
                    return urljoin(address, response.headers["location"]).partition("#")[0]
                _check_status(response.status_code)
                kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
                largest = LARGEST_TEXT if kind.startswith(_TEXT) else LARGEST_FILE
                body = b"" if kind.startswith(_NOT_READ) else self._body(response, largest, until)
                return Answer(address, kind, response.charset_encoding, body)
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, ValueError, OSError) as error:
            raise UnreachableError(f"it cannot be reached: {error or type(error).__name__}") from error

    def _body(self, response: httpx.Response, largest: int, until: float) -> bytes:
        told = response.headers.get("content-length", "")
        if told.isdecimal() and int(told) > largest:
            raise RefusedError(f"it has {megabytes(int(told))}: expected at most {megabytes(largest)}")
        body = bytearray()
        for piece in _unpacked(response, largest):
            body += piece
            if len(body) > largest:
                raise RefusedError(f"it has more than {megabytes(largest)}")
            if self._clock.ticks() > until:
                raise UnreachableError(f"it takes more than {SLOWEST_S:.0f} s")
        return bytes(body)


def _check_status(status: int) -> None:
    if status in {404, 410}:
        raise GoneError(f"it is gone ({status})")
    if status != 200:
        raise UnreachableError(f"the site answers {status}")


def _unpacked(response: httpx.Response, largest: int) -> Iterator[bytes]:
    """The body as it was before it was packed, never more at once than is allowed in all."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in {"identity", "", "gzip", "x-gzip", "deflate"}:
        raise RefusedError(f"it is packed as {packed!r}, which was not asked for")
    if packed in {"identity", ""}:
        yield from response.iter_raw()
        return
    unpacker = zlib.decompressobj(wbits=47)
    try:
        for piece in response.iter_raw():
            yield unpacker.decompress(piece, largest + 1)
    except zlib.error as error:
        raise UnreachableError(f"its packing is broken: {error}") from error


def checked(address: str) -> str:
    """Raises RefusedError for what is no plain address of the web."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise RefusedError(f"{address!r} is no address: {error}") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise RefusedError(f"{address!r} is no address such as https://www.shop.example/")
    if parts.username or parts.password:
        raise RefusedError("the address carries a user or a password: give it without")
    return address


def same_host(one: str, other: str) -> bool:
    """Whether two addresses are of one site, with or without www."""
    try:
        names = [urlsplit(each).netloc.lower().removeprefix("www.") for each in (one, other)]
    except ValueError:
        return False
    return names[0] == names[1]
