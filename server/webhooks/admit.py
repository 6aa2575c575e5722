"""Whose a signed body is: the signature counts only for the numbers of the tenant whose secret made it."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from kit.errors import InvalidInputError, NotAllowedError
from tools.channels.whatsapp.credentials import Credentials
from tools.channels.whatsapp.parse import changes, line_of
from tools.channels.whatsapp.signature import is_signed

OwnerOf = Callable[[str], str | None]


def admitted(body: bytes, signature: str | None, keys: Mapping[str, Credentials], owner_of: OwnerOf) -> list[str]:
    """The tenants that the body is for, each of which has signed it.

    Raises NotAllowedError where nobody's secret made the signature, or where the body names a number or an account of a
    tenant whose secret did not: who has a secret of their own must not speak for others' numbers.
    """
    signers = {tenant for tenant, own in keys.items() if is_signed(body, signature, own.secrets)}
    if not signers:
        raise NotAllowedError("The signature does not match the body.")
    named = _named(_parsed(body), keys, owner_of)
    if strangers := named - signers - {None}:
        raise NotAllowedError(f"The signature is not that of {', '.join(sorted(map(str, strangers)))}.")
    known = {tenant for tenant in named if tenant}
    if None in named and len(signers) == 1:
        known |= signers  # a number that no pack has: kept for who signed, so that it is not lost
    return sorted(known)


def _named(body: Any, keys: Mapping[str, Credentials], owner_of: OwnerOf) -> set[str | None]:
    """The owners of the numbers and accounts in the body; None for one that nobody here has."""
    accounts = {own.account: tenant for tenant, own in keys.items() if own.account}
    found: set[str | None] = set()
    for account, change in changes(body):
        line = line_of(change)
        found.add(owner_of(line) if line else accounts.get(account))
    return found or {None}


def _parsed(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InvalidInputError("The body is not JSON.") from error
