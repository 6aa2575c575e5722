"""Areas: ``2,000 sq ft``, ``180 m2``, ``20 squares``."""

import re
from collections.abc import Iterator

from language.embedded.entities.numbers import numbers_in
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

SQUARE = 100
"""Square feet in a roofer's square."""

_UNITS = re.compile(
    r"\s?-?(?:(?P<sqft>sq\.? ?ft\.?|sqft|sq\.? ?feet|square[ -](?:foot|feet)|ft2|ft\^2|sf|pies? cuadrados?|pies?2|p2)"
    r"|(?P<m2>m2|m\^2|mts2|mt2|mts? cuadrados?|metros? cuadrados?|metros?2|sq\.? ?m|square met(?:er|re)s?)"
    r"|(?P<square>(?:roofing )?squares))(?![^\W_])"
)


def find(text: Text, world: World) -> Iterator[Entity]:
    """``value`` is ``{"value": int, "unit": "sqft" | "m2"}``, rounded to the whole unit."""
    for number in numbers_in(text, world.language):
        unit = _UNITS.match(text.plain, number.end)
        if unit:
            size = round(number.value) * (SQUARE if unit["square"] else 1)
            value = {"value": size, "unit": "m2" if unit["m2"] else "sqft"}
            yield entity("area", text, number.start, unit.end(), value, 0.97)
        elif world.asked("area") and number.whole is not None and 20 <= number.whole <= 100_000:
            value = {"value": number.whole, "unit": "sqft" if world.region == "US" else "m2"}
            yield entity("area", text, number.start, number.end, value, 0.8)
