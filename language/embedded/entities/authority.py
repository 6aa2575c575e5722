"""Whether the customer decides alone: "yo soy la dueña", "lo decide mi socio", "I'll have to check with my boss"."""

import re
from collections.abc import Iterator

from language.embedded.data import cue
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_OTHERS = re.compile(rf"\b{cue('decided_by_others')}")
_OWN = re.compile(rf"\b{cue('decides_alone')}")
_SURE = 0.85


def find(text: Text, _world: World) -> Iterator[Entity]:
    """At most one, true or false; who names somebody else who decides does not decide, whatever else is said."""
    for pattern, decides in ((_OTHERS, False), (_OWN, True)):
        if found := pattern.search(text.plain):
            yield entity("decision_maker", text, *found.span(), decides, _SURE)
            return
