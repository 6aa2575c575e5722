"""What a customer does beside its goal: asks about something else, waits, goes silent, goes back, begins anew."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from evals.simulate.goal import Goal
from evals.simulate.persona import Persona
from evals.simulate.speak import say

ASIDES = ("ask.hours", "ask.where", "ask.payment", "ask.warranty", "ask.bot", "ask.price", "small.talk", "objection")
TURNS_AROUND = {"repeat": "repeat", "wait": "wait", "back": "back", "over": "over"}
"""What the customer says to the conversation itself, and what it means by that."""
SILENCES = (timedelta(minutes=20), timedelta(hours=3), timedelta(hours=30), timedelta(days=3))
MOST_ASIDES = 4
_OVER_AT_MOST = 1


@dataclass(frozen=True)
class Said:
    """Messages that go out together, and what they meant."""

    texts: list[str]
    meant: str
    gave: list[str] = field(default_factory=list)
    """Fields that this told the bot."""
    after: timedelta | None = None
    """How long the customer was silent before."""


class Wandering:
    """How often and where one customer turns aside."""

    def __init__(self, goal: Goal, persona: Persona, chance: Random) -> None:
        self.language = persona.language
        self.has_booked = False
        """Then it comes back before the appointment has passed."""
        self._goal = goal
        self._persona = persona
        self._chance = chance
        self._asides = 0
        self._overs = 0
        self._switches = set(persona.speaks) - {persona.language}

    def turns_aside(self) -> Said | None:
        """Something else instead of the answer, or None where the customer goes on."""
        if self._asides >= MOST_ASIDES or self._chance.random() >= self._persona.wanders:
            return None
        self._asides += 1
        kind = self._chance.choice(self._possible())
        self._overs += kind == "over"
        return Said([self._say(kind)], TURNS_AROUND.get(kind, "aside"))

    def changes_language(self) -> None:
        """Goes on in another language, once, in the middle of everything."""
        if self._switches and self._chance.random() < 0.3:
            self.language = self._switches.pop()

    def dresses(self, said: Said) -> Said:
        """The same in the manner of the mood: in two messages, with a question beside it, or after a silence."""
        if said.meant not in {"give", "pick", "goal", "affirm"} or self._persona.mood == "hurried":
            return self._after_silence(said)
        draw = self._chance.random()
        if draw < 0.12 and self._asides < MOST_ASIDES:
            self._asides += 1
            return self._with_question(said)
        if draw < 0.2:
            return Said([self._say("hold"), *said.texts], said.meant, said.gave)
        return self._after_silence(said)

    def _with_question(self, said: Said) -> Said:
        question = self._say(self._chance.choice(["ask.hours", "ask.where", "ask.payment", "ask.warranty"]))
        if self._chance.random() < 0.5:
            return Said([f"{said.texts[-1]}. {question}"], said.meant, said.gave)
        return Said([*said.texts, question], said.meant, said.gave)

    def _after_silence(self, said: Said) -> Said:
        if said.meant == "approve" or self._chance.random() >= 0.04:
            return said
        silences = SILENCES[:2] if self.has_booked else SILENCES
        return Said(said.texts, said.meant, said.gave, self._chance.choice(silences))

    def _possible(self) -> list[str]:
        kinds = [*ASIDES, *TURNS_AROUND]
        if not self._goal.item:
            kinds.remove("ask.price")
        if self._overs >= _OVER_AT_MOST or self._goal.kind == "know":
            kinds.remove("over")
        return kinds

    def _say(self, kind: str) -> str:
        return say(kind, self.language, self._persona.style, self._chance, item=self._goal.named)
