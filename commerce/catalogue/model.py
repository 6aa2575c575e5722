"""What a search returns, and what it refuses."""

from dataclasses import dataclass

from commerce.packs.items import Item
from kit.errors import NotFoundError


class UnknownItemError(NotFoundError):
    title = "There is no such item"


class UnknownCategoryError(NotFoundError):
    title = "There is no such category"


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that the words found. ``score``: 1 is a full match of a name, above 1 its code."""

    item: Item
    score: float
