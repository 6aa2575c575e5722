"""What the composer arranges before it words it."""

from dataclasses import dataclass

from language.port import Act, Question


@dataclass(frozen=True)
class Arranged:
    """The acts in the order in which they are said; the last one asks, when anything is asked."""

    acts: list[Act]
    question: Question | None
    asking: Act | None
    """The act that puts the question, to put it again later."""
    told: str | None = None
    """What the acts tell, as a digest."""
    insisted: bool = False
    """Whether it was told already and a person is offered instead."""
