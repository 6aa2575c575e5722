"""One value of a YAML text changes; all the rest of it stays, to the byte."""

import pytest
import yaml

from commerce.packs.edit import has, put_value
from kit.errors import InvalidInputError

TEXT = """\
# how we work
hours:
  - {days: [mon], open: "08:00", close: "18:00"}  # all day

# where we are
places: {north: {phone: "1"}}
told:
  es: >-
    Abrimos
    siempre.
  en: "Always."
"""


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("hours",), [{"days": ["tue"], "open": "07:30"}]),
        (("hours", 0, "open"), "07:00"),
        (("told", "es"), "Con: dos puntos, # almohadilla\ny otra línea"),
        (("told", "en"), "no"),
        (("told", "pt"), ["um", "dois: 2"]),
        (("places", "north", "phone"), "2"),
        (("places", "north", "hours"), [{"days": ["sat"]}]),
        (("places", "south"), {"phone": "3"}),
    ],
)
def test_only_the_value_changes(path: tuple[str | int, ...], value: object) -> None:
    text = put_value(TEXT, path, value)
    found, rest = yaml.safe_load(text), yaml.safe_load(TEXT)
    *before, last = path
    for step in before:
        found, rest = found[step], rest[step]
    assert found[last] == value
    rest[last] = value
    assert found == rest
    assert has(text, path)
    kept = [line for line in TEXT.splitlines() if line.startswith("#")]
    assert [line for line in text.splitlines() if line.startswith("#")] == kept


def test_a_place_in_nothing_is_refused() -> None:
    assert not has(TEXT, ("nowhere", "x"))
    with pytest.raises(InvalidInputError, match=r"nowhere\.x"):
        put_value(TEXT, ("nowhere", "x"), 1)
