"""What the business sells, by the names and synonyms of the pack."""

from collections import Counter
from collections.abc import Iterator

from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

ALIKE = 8
"""Things that one and the same word may name."""
MOST = 32


def find(text: Text, world: World) -> Iterator[Entity]:
    """Several where several were named, or where one name stands for several items."""
    named: Counter[int] = Counter()
    for match in world.terms.matches(text)[:MOST]:
        named[match.start] += 1
        if named[match.start] > ALIKE:
            continue
        yield entity("product", text, match.start, match.end, match.id, 0.98 * match.share)
