"""Who is asked about: the person that comes, and nobody else."""

import pytest

from language.words.people import asks_who_comes


@pytest.mark.parametrize(
    "said",
    ["who's coming?", "Who comes to the visit?", "¿quién me va a atender?", "¿con quién es la cita?", "quién viene"],
)
def test_who_comes_is_asked(said: str) -> None:
    assert asks_who_comes(said)


@pytest.mark.parametrize("said", ["who are you?", "¿con quién hablo?", "who do I pay?", "¿quién va a pagar el envío?"])
def test_somebody_else_is_asked_about(said: str) -> None:
    assert not asks_who_comes(said)
