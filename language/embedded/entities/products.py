"""What the business sells, by the names and synonyms of the pack."""

from collections.abc import Iterator

from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

MOST = 8


def find(text: Text, world: World) -> Iterator[Entity]:
    """Several where several were named, or where one name stands for several items."""
    for match in world.terms.matches(text)[:MOST]:
        yield entity("product", text, match.start, match.end, match.id, 0.98 * match.share)
