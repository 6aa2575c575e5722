"""What agents ask to have written, carried out inside the turn's commit: all of it or nothing."""

from commerce.writes.apply import UnknownWriteError, apply
from commerce.writes.scope import Scope

__all__ = ["Scope", "UnknownWriteError", "apply"]
