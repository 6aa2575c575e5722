"""An approved text, as the channel's account has it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Template:
    """``components``: ``{"type", "format"?, "text"?, "buttons"?}`` as the channel describes them, upper-case types."""

    name: str
    language: str
    status: str
    category: str
    components: list[dict[str, Any]]
    named: bool = False
    """Whether its places are ``{{customer}}`` and not ``{{1}}``."""
