"""Takes a customer's file in, or says what is wrong with it."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from commerce.attachments import repository
from commerce.attachments.bare import bare
from commerce.attachments.kinds import kind_of
from commerce.packs.channels import Uploads
from kit.errors import ConflictError, InvalidInputError, NotAllowedError
from store.unit import Row, Unit

PER_CONVERSATION = 20
NAME_LENGTH = 120
_NOT_IN_NAMES = re.compile(r"[^\w.\- ]")


class WrongFileError(InvalidInputError):
    title = "This file cannot be taken"


class TooEarlyError(ConflictError):
    title = "Files can be sent once the conversation has begun"


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it came."""

    name: str
    content: bytes


def require_begun(conversation: Row) -> None:
    """A stranger's page may not fill the database: files come after the first answer. Raises TooEarlyError."""
    if conversation["turn_seq"] == 0:
        raise TooEarlyError("Nothing was answered yet: write a message first, then send the file.")


async def keep(unit: Unit, id: UUID, conversation: UUID, given: Given, allowed: Uploads | None, now: datetime) -> Row:
    """The file's row without its content. Raises an error that says what was expected."""
    kind = _checked(given, allowed)
    if await repository.count(unit, conversation) >= PER_CONVERSATION:
        raise NotAllowedError(f"This conversation has {PER_CONVERSATION} files already, which is the most it takes.")
    content = bare(kind, given.content)
    digest = hashlib.sha256(content).hexdigest()
    await repository.add(unit, id, conversation, plain_name(given.name), kind, content, digest, now)
    return await repository.get(unit, conversation, id)


def plain_name(name: str) -> str:
    """The last part of a name, with nothing in it that a file system or a header would read as more than a name."""
    plain = _NOT_IN_NAMES.sub("_", re.split(r"[/\\]", name)[-1]).strip(" .")
    return plain[-NAME_LENGTH:] or "file"


def _checked(given: Given, allowed: Uploads | None) -> str:
    if allowed is None:
        raise NotAllowedError("This business takes no files here.")
    if not given.content:
        raise WrongFileError("The file is empty.")
    if len(given.content) > allowed.megabytes * 1024 * 1024:
        raise WrongFileError(f"The file is larger than {allowed.megabytes} MB.")
    kind = kind_of(given.content)
    if kind is None or kind not in allowed.kinds:
        raise WrongFileError(f"Expected one of {', '.join(allowed.kinds)}; the bytes of this file are of no such kind.")
    return kind
