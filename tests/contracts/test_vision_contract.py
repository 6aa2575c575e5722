"""What every reader of pictures does."""

import pytest

from tools.vision.memory import MemoryVision
from tools.vision.port import Line, NothingLegibleError

PLATE = b"\x89PNG plate"


@pytest.fixture(params=[MemoryVision])
def vision(request: pytest.FixtureRequest) -> MemoryVision:
    """With ``show``, by which a test says what a picture holds."""
    made: MemoryVision = request.param()
    return made


async def test_the_lines_of_a_picture_come_from_top_to_bottom(vision: MemoryVision) -> None:
    lines = [Line("HECHO EN MÉXICO", 0.9), Line("3VWFE21C04M000001", 0.97)]
    vision.show(PLATE, lines)
    assert await vision.read(PLATE) == lines


async def test_a_picture_without_text_says_so(vision: MemoryVision) -> None:
    vision.show(PLATE, [])
    for image in (PLATE, b"", b"never seen"):
        with pytest.raises(NothingLegibleError):
            await vision.read(image)
