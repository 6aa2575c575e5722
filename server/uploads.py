"""Files that come with a request: read up to a limit, each under a plain name of a known kind."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import HTTP

from fastapi import Request

from kit.errors import InvalidInputError
from knowledge.load.sources import KINDS
from server.body import MB, body_up_to

_NOT_IN_NAMES = re.compile(r"[^\w.\- ]")


@dataclass(frozen=True, slots=True)
class Upload:
    """The plain fields and the files of a form."""

    fields: Mapping[str, str]
    files: Mapping[str, bytes]


async def upload_of(request: Request, megabytes: int) -> Upload:
    """Raises TooLargeError as soon as more than that has come, and InvalidInputError for what is no form of files."""
    body = await body_up_to(request, megabytes * MB)
    kind = request.headers.get("content-type", "")
    return await asyncio.to_thread(parted, kind, body)


def parted(kind: str, body: bytes) -> Upload:
    form = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
    if not form.is_multipart():
        raise InvalidInputError("The form cannot be read: expected multipart/form-data with its boundary.")
    fields: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for part in form.iter_parts():
        _add(part, fields, files)
    return Upload(fields, files)


def _add(part: Message, fields: dict[str, str], files: dict[str, bytes]) -> None:
    content = part.get_payload(decode=True)
    body = content if isinstance(content, bytes) else b""
    given = part.get_filename()
    if given is None:
        name = part.get_param("name", header="content-disposition")
        fields[str(name)] = body.decode("utf-8", errors="replace").strip()
        return
    name = _plain(given)
    if name in files:
        raise InvalidInputError(f"Two files are named {name!r}: give each its own name.")
    files[name] = body


def _plain(given: str) -> str:
    """The last part of a name, whatever system it comes from."""
    name = _NOT_IN_NAMES.sub("_", re.split(r"[/\\]", given)[-1]).lstrip(".")[-120:]
    if not name.lower().endswith(KINDS):
        raise InvalidInputError(f"{given!r} is of no kind that is read: expected one of {', '.join(KINDS)}.")
    return name
