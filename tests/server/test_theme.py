"""A brand's colour becomes shades that everybody can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.theme import DARK_PAPERS, LIGHT_PAPERS, READABLE, contrast, filled, shades, sheet

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLORS)
def test_every_colour_can_be_read_in_every_place(color: str) -> None:
    light, dark = shades(color)
    assert contrast(light["accent"], light["on"]) >= READABLE
    assert min(contrast(light["accent-ink"], paper) for paper in LIGHT_PAPERS) >= READABLE
    assert min(contrast(dark["accent-ink"], paper) for paper in DARK_PAPERS) >= READABLE


@pytest.mark.parametrize("color", ["#2457a6", "#0b6b62", "#b3261e"])
def test_a_colour_that_can_be_read_stays_as_it_is(color: str) -> None:
    assert filled(color) == (color, "#ffffff")
    assert shades(color)[0]["accent-ink"] == color


def test_a_bright_colour_carries_dark_text() -> None:
    assert filled("#ffd400") == ("#ffd400", "#17202b")


def test_the_sheet_has_both_papers() -> None:
    assert sheet("#2457a6").count("--accent-ink") == 2
    assert "prefers-color-scheme: dark" in sheet("#2457a6")
