"""A simulated customer: keeps an agenda, answers what it is asked, wanders, changes its mind, and says yes only itself.

It understands what the bot did (acts, the open question, what waits for a yes) and not its words: what is tested is
the conversation, not the customer's reading.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from evals.simulate.goal import NEEDS_A_BOOKING, WRITES, Goal, moment_words
from evals.simulate.persona import Persona
from evals.simulate.settle import Settling
from evals.simulate.speak import say
from evals.simulate.wander import Said, Wandering
from language.port import Question

_ORDINALS = {
    "es": ["primera", "segunda", "tercera"],
    "en": ["first", "second", "third"],
}
_YES_NO = {"offer": "quote", "buy": "order", "next_step": "book"}
"""The goal that a yes to each offer serves."""
_SERVES = {"answer", "price", "prices", "products", "recommend", "stock"}
"""Kinds of acts that tell who wants to know."""


@dataclass(frozen=True)
class Seen:
    """What a turn showed."""

    kinds: list[str]
    writes: list[str]
    question: Question | None
    pending: dict[str, Any] | None
    offered: list[str]
    """The starts of the slots on offer, ISO 8601."""
    owner: str
    refused: bool
    """Whether what was wanted cannot be had."""
    now: datetime | None = None
    sold_out: bool = False
    """Whether nothing of what was wanted is left: other customers took it."""
    stays: bool = False
    """Whether the appointment already is when it was to be moved to."""


class Customer:
    def __init__(self, goal: Goal, persona: Persona, zone: str, chance: Random) -> None:
        self.goal = goal
        self.persona = persona
        self.done = False
        self._zone = ZoneInfo(zone)
        self._chance = chance
        self._facts = dict(persona.facts)
        self._wish_told = False
        self._need_told = False
        self._later_told = False
        self._at = "book" if goal.kind in NEEDS_A_BOOKING else goal.kind
        self._gave: set[str] = set()
        self._to_ask = list(goal.questions)
        self._now: datetime | None = None
        self._wandering = Wandering(goal, persona, chance)
        self._settling = Settling(goal, persona, self._facts, chance, self._another_moment)

    def opens(self) -> Said:
        """The first words: a greeting, the goal, or both in one breath or two."""
        goal = self._opening()
        form = self._chance.choice(["alone", "alone", "joined", "burst", "hello"])
        hello = self._say("hello")
        if form == "hello":
            return Said([hello], "hello")
        if form == "burst":
            return Said([hello, goal], "goal")
        return Said([f"{hello}, {goal}" if form == "joined" else goal], "goal")

    def answers(self, seen: Seen) -> Said | None:
        """None when the customer leaves."""
        self._now = seen.now
        if self._has_moved_on(seen):
            return None
        if seen.sold_out:
            self.goal = replace(self.goal, reachable=False)
        if seen.refused and not self.goal.reachable:
            return None
        if seen.stays:
            self.goal = replace(self.goal, later=self.goal.later and self.goal.later + timedelta(hours=1))
        if aside := self._wandering.turns_aside():
            self._wish_told = self._wish_told and aside.meant != "over"
            self._later_told = self._later_told and aside.meant != "over"
            return aside
        self._wandering.changes_language()
        if not seen.pending and (fixed := self._settling.corrects(self._gave, self._say)):
            return fixed
        if seen.pending:
            return self._wandering.dresses(self._settling.answers(seen.pending, self._at, self._say))
        if seen.question:
            reply = self._replies(seen.question, seen.offered)
            self._gave |= set(reply.gave)
            return self._wandering.dresses(reply)
        return self._wandering.dresses(self._insists())

    def thanks(self) -> Said:
        return Said([self._say("thanks")], "thanks")

    def _has_moved_on(self, seen: Seen) -> bool:
        """Whether all is done; who has booked and wants another thing goes on to that."""
        if self._at == "know":
            if self._to_ask and _SERVES & set(seen.kinds):
                self._to_ask.pop(0)
            self.done = not self._to_ask
        elif WRITES[self._at] in seen.writes or (self._at == "person" and seen.owner != "bot"):
            self.done = self._at == self.goal.kind
            self._at = self.goal.kind
            self._wandering.has_booked = True
        return self.done

    def _replies(self, question: Question, offered: list[str]) -> Said:
        slot = question["slot"]
        if slot == "slot":
            return self._picks(offered)
        if slot in _YES_NO:
            return Said([self._say("affirm")], "affirm") if _YES_NO[slot] == self._at else self._insists()
        if slot == "product":
            return self._names(question["choices"]) if self.goal.item else self._insists()
        if slot == "contact":
            values = {"name": self._facts["customer_name"], "email": self._facts["email"]}
            return Said([self._say("give.contact", **values)], "give", ["customer_name", "email"])
        if slot == "vehicle" and self.goal.vehicle:
            return Said([self._say("give.vehicle", value=self.goal.vehicle)], "give", ["vehicle"])
        if slot == "person":
            return self._insists()
        if slot == "quantity":
            return Said([self._say("give.quantity", value=str(self.goal.quantity))], "give", ["quantity"])
        if slot == "need" and (self._at != "book" or self._need_told):
            return self._insists()
        if slot not in self._facts:
            return Said([self._say("dont_know")], "dont_know", [slot])
        self._need_told = self._need_told or slot == "need"
        values = {"value": self._facts[slot], "need": self._facts["need"]}
        return Said([self._say(f"give.{slot}", **values)], "give", [slot])

    def _picks(self, offered: list[str]) -> Said:
        """One of the offered times, by its place or its words; or the time that the customer has in mind."""
        if self._at == "reschedule" and not self._later_told:
            self._later_told = True
            return Said([self._say("pick.moment", moment=moment_words(self.goal.later, self._language))], "pick")
        if self.goal.when and not self._wish_told:
            self._wish_told = True
            return Said([self._say("pick.moment", moment=moment_words(self.goal.when, self._language))], "pick")
        if not offered:
            return self._insists()
        place = self._chance.randrange(len(offered))
        if self._chance.random() < 0.4:
            return Said([self._say("pick.place", ordinal=_ORDINALS[self._language][place])], "pick")
        moment = datetime.fromisoformat(offered[place]).astimezone(self._zone)
        return Said([self._say("pick.moment", moment=self._moment(moment))], "pick")

    def _moment(self, moment: datetime) -> str:
        words = moment_words(moment, self._language)
        return words if moment.minute == 0 else words.replace(f" {moment:%-I}", f" {moment:%-I:%M}", 1)

    def _another_moment(self) -> str:
        """A working day soon, in the middle of the day."""
        day = (self._now or datetime.now(self._zone)).astimezone(self._zone) + timedelta(
            days=self._chance.randrange(2, 6)
        )
        while day.weekday() > 4:
            day += timedelta(days=1)
        return moment_words(day.replace(hour=self._chance.randrange(10, 16), minute=0), self._language)

    def _names(self, choices: list[str]) -> Said:
        mine = next((c for c in choices if c.lower() == self.goal.named.lower()), None)
        if mine and self._chance.random() < 0.5 and choices.index(mine) < 3:
            ordinal = _ORDINALS[self._language][choices.index(mine)]
            return Said([self._say("pick.place", ordinal=ordinal)], "pick", ["product"])
        return Said([self._say("pick.name", value=self._item())], "pick", ["product"])

    def _insists(self) -> Said:
        if self._at == "know":
            return Said([self._say(self._to_ask[0], **self._wants())], "goal")
        self._later_told = self._later_told or self._at == "reschedule"
        return Said([self._say(f"again.{self._at}", **self._wants())], "goal")

    def _opening(self) -> str:
        if self._at == "know":
            return self._say(self._to_ask[0], **self._wants())
        if self.goal.when and self._chance.random() < 0.6:
            self._wish_told = True
            return self._say("open.book.when", **self._wants())
        return self._say(f"open.{self._at}", **self._wants())

    def _wants(self) -> dict[str, str]:
        when, later = (moment_words(moment, self._language) for moment in (self.goal.when, self.goal.later))
        return {"kind": self.goal.named, "when": when, "item": self._item(), "later": later}

    def _item(self) -> str:
        """What is wanted, with how many and for which car."""
        counted = f"{self.goal.quantity} {self.goal.named}" if self.goal.quantity > 1 else self.goal.named
        joint = {"es": "para", "en": "for a"}[self._language]
        return f"{counted} {joint} {self.goal.vehicle}" if self.goal.vehicle else counted

    @property
    def _language(self) -> str:
        return self._wandering.language

    def _say(self, kind: str, /, **values: str) -> str:
        return say(kind, self._language, self.persona.style, self._chance, **values)
