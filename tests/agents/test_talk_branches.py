"""An appointment at the branch that the customer names."""

import pytest

from tests.agents.talk import Talks


@pytest.mark.parametrize(
    "texts",
    [
        ("quiero agendar la instalación de unas balatas el lunes a las 10 en la sucursal Satélite",),
        ("quiero agendar la instalación de unas balatas", "el lunes a las 10", "en la sucursal satelite"),
    ],
)
async def test_an_installation_is_booked_at_the_branch_that_was_named(texts: tuple[str, ...], talks: Talks) -> None:
    talk = await talks("autoparts")
    turn = await talk.play(*texts, "Luis Ortega, 442 111 2233")
    assert turn["pending"]["kind"] == "appointment.book"
    assert "Satélite" in turn["reply"]


async def test_a_day_without_room_is_said_to_have_none(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play("quiero agendar una demo", "el domingo")
    assert "day_full" in {act["say"] for act in turn["acts"]}
    assert talk.asked == "slot"
