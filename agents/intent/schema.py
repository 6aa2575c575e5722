"""What the intent agent adds to the state."""

from typing import TypedDict

from agents.state import Field
from language.port import Reading, Register


class Heard(TypedDict, total=False):
    reading: Reading
    language: str
    register: Register
    profile: dict[str, Field | None]
    signals: list[str]
    corrected: list[str]
    pending: None
    """Set when the pending action has expired."""
