"""What an answer carries beside its words."""

from typing import TypedDict


class Citation(TypedDict):
    """One numbered source, exactly a passage that was used."""

    n: int
    title: str
    url: str
