"""What Parley needs of a reader of pictures: the lines of text in one."""

from dataclasses import dataclass
from typing import Protocol

from kit.errors import NotFoundError


class NothingLegibleError(NotFoundError):
    title = "Nothing in the picture can be read"


@dataclass(frozen=True, slots=True)
class Line:
    """Text as it stands in the picture; ``confidence`` 0 to 1."""

    text: str
    confidence: float


class Vision(Protocol):
    """Reading changes nothing outside, so it takes no key. What comes back is a customer's text."""

    async def read(self, image: bytes) -> list[Line]:
        """From top to bottom. ``image`` is JPEG, PNG or WebP. Raises NothingLegibleError."""
        ...
