"""Words by which a message, alone, ends or resumes what is sent. They are the same everywhere, as carriers ask for."""

import re
from typing import Literal

STOP = frozenset({"stop", "stopall", "unsubscribe", "baja", "darme de baja", "dar de baja", "no molestar"})
START = frozenset({"start", "unstop", "alta", "darme de alta"})
_EDGES = re.compile(r"^[\s\W]+|[\s\W]+$")


def wish_in(text: str) -> Literal["stop", "start"] | None:
    """What the whole message asks for; a word among others is the language engine's to understand."""
    said = " ".join(_EDGES.sub("", text).casefold().split())
    return "stop" if said in STOP else "start" if said in START else None
