"""Connections to the public internet alone: a name is resolved once, judged, and connected to as it was judged."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from knowledge.load.page import RefusedError

Resolve = Callable[[str], list[str]]
_CARRY_IPV4 = (ip_network("64:ff9b::/96"), ip_network("::/96"))
"""What a translator between IPv6 and IPv4 turns into an IPv4 address."""


def resolved(host: str) -> list[str]:
    """Every address of a name, as text; raises RefusedError for a name that has none."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RefusedError(f"{host} has no address: {error}") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """False for loopback, private, link-local, shared, reserved and multicast, also where IPv6 wraps them."""
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if any(found in network for network in _CARRY_IPV4):
            inner.append(IPv4Address(int(found) & 0xFFFFFFFF))
        if any(each is not None and not is_public(str(each)) for each in inner):
            return False
        if found.ipv4_mapped is not None:
            return True
    return found.is_global and not found.is_multicast


class PublicTransport(httpx.BaseTransport):
    """Wraps a transport: connects to the address that was judged, so that a name cannot change in between."""

    def __init__(self, inner: httpx.BaseTransport, resolve: Resolve = resolved, *, private: bool = False) -> None:
        self._inner = inner
        self._resolve = resolve
        self._private = private

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        found = self._resolve(host)
        hidden = [] if self._private else [address for address in found if not is_public(address)]
        if hidden or not found:
            raise RefusedError(f"{host} is {', '.join(hidden) or 'nowhere'}: not an address of the public internet")
        pinned = request.url.copy_with(host=found[0])
        extensions = {**request.extensions, "sni_hostname": host}
        return self._inner.handle_request(
            httpx.Request(request.method, pinned, headers=request.headers, stream=request.stream, extensions=extensions)
        )

    def close(self) -> None:
        self._inner.close()
