"""A simulated customer: keeps an agenda, answers what it is asked, wanders, changes its mind, and says yes only itself.

It understands what the bot did (acts, the open question, what waits for a yes) and not its words: what is tested is
the conversation, not the customer's reading.
"""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from evals.simulate.goal import PENDING, Goal, moment_words
from evals.simulate.persona import Persona
from evals.simulate.speak import say
from language.port import Question

_ORDINALS = {
    "es": ["primera", "segunda", "tercera"],
    "en": ["first", "second", "third"],
}
_ASIDES = ("ask.hours", "ask.where", "ask.payment", "ask.warranty", "ask.bot", "ask.price", "small.talk", "repeat")
_YES_NO = {"offer": "quote", "buy": "order", "next_step": "book"}
"""The goal that a yes to each offer serves."""
MOST_ASIDES = 3


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


@dataclass(frozen=True)
class Said:
    """Messages that go out together, and what they meant."""

    texts: list[str]
    meant: str
    gave: list[str] = field(default_factory=list)
    """Fields that this told the bot."""


class Customer:
    def __init__(self, goal: Goal, persona: Persona, zone: str, chance: Random) -> None:
        self.goal = goal
        self.persona = persona
        self.done = False
        self._zone = ZoneInfo(zone)
        self._chance = chance
        self._facts = dict(persona.facts)
        self._asides = 0
        self._amended = False
        self._wish_told = False
        self._need_told = False

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
        if self.goal.write in seen.writes or (self.goal.kind == "person" and seen.owner != "bot"):
            self.done = True
        if self.done:
            return None
        if seen.refused and not self.goal.reachable:
            return None
        if self._asides < MOST_ASIDES and self._chance.random() < self.persona.wanders:
            self._asides += 1
            kind = self._chance.choice([k for k in _ASIDES if self.goal.item or k != "ask.price"])
            return Said([self._say(kind, item=self.goal.named)], "repeat" if kind == "repeat" else "aside")
        if seen.pending:
            return self._settles(seen.pending)
        if seen.question:
            return self._replies(seen.question, seen.offered)
        return self._insists()

    def thanks(self) -> Said:
        return Said([self._say("thanks")], "thanks")

    def _settles(self, pending: dict[str, Any]) -> Said:
        """The yes to what was wanted, sometimes after one change of mind; a no to anything else."""
        if PENDING.get(self.goal.kind) != pending["kind"]:
            return Said([self._say("reject")], "reject")
        if not self._amended and self._chance.random() < 0.2 and (change := self._change(pending)):
            self._amended = True
            return change
        if self.goal.kind == "order" and (fixed := self._put_right(pending)):
            return fixed
        return Said([self._say("approve")], "approve")

    def _change(self, pending: dict[str, Any]) -> Said | None:
        details = pending["args"].get("details", {})
        if "email" in details:
            name, host = self._facts["email"].split("@")
            self._facts["email"] = f"{name}@{host}.co" if not host.endswith(".co") else f"{name}1@{host}"
            return Said([self._say("amend.email", value=self._facts["email"])], "amend", ["email"])
        return None

    def _put_right(self, pending: dict[str, Any]) -> Said | None:
        """A customer reads what it is asked to confirm: another number of things is corrected."""
        lines = pending["args"].get("lines", [])
        wanted = self.goal.item.id if self.goal.item else ""
        line = next((entry for entry in lines if entry["item"] == wanted), None)
        if line is None:
            return Said([self._say("reject")], "reject")
        if line["quantity"] != self.goal.quantity:
            return Said([self._say("amend.quantity", value=str(self.goal.quantity))], "amend", ["quantity"])
        return None

    def _replies(self, question: Question, offered: list[str]) -> Said:
        slot = question["slot"]
        if slot == "slot":
            return self._picks(offered)
        if slot in _YES_NO:
            return Said([self._say("affirm")], "affirm") if _YES_NO[slot] == self.goal.kind else self._insists()
        if slot == "product":
            return self._names(question["choices"])
        if slot == "contact":
            values = {"name": self._facts["customer_name"], "email": self._facts["email"]}
            return Said([self._say("give.contact", **values)], "give", ["customer_name", "email"])
        if slot == "vehicle" and self.goal.vehicle:
            return Said([self._say("give.vehicle", value=self.goal.vehicle)], "give", ["vehicle"])
        if slot == "person":
            return self._insists()
        if slot == "quantity":
            return Said([self._say("give.quantity", value=str(self.goal.quantity))], "give", ["quantity"])
        if slot == "need" and (self.goal.kind != "book" or self._need_told):
            return self._insists()
        if slot not in self._facts:
            return Said([self._say("dont_know")], "dont_know", [slot])
        self._need_told = self._need_told or slot == "need"
        values = {"value": self._facts[slot], "need": self._facts["need"]}
        return Said([self._say(f"give.{slot}", **values)], "give", [slot])

    def _picks(self, offered: list[str]) -> Said:
        """One of the offered times, by its place or its words; or the time that the customer has in mind."""
        if self.goal.when and not self._wish_told:
            self._wish_told = True
            return Said([self._say("pick.moment", moment=self.goal.when)], "pick")
        if not offered:
            return self._insists()
        place = self._chance.randrange(len(offered))
        if self._chance.random() < 0.4:
            return Said([self._say("pick.place", ordinal=_ORDINALS[self.persona.language][place])], "pick")
        moment = datetime.fromisoformat(offered[place]).astimezone(self._zone)
        return Said([self._say("pick.moment", moment=self._moment(moment))], "pick")

    def _moment(self, moment: datetime) -> str:
        words = moment_words(moment, self.persona.language)
        return words if moment.minute == 0 else words.replace(f" {moment:%-I}", f" {moment:%-I:%M}", 1)

    def _names(self, choices: list[str]) -> Said:
        mine = next((c for c in choices if c.lower() == self.goal.named.lower()), None)
        if mine and self._chance.random() < 0.5 and choices.index(mine) < 3:
            ordinal = _ORDINALS[self.persona.language][choices.index(mine)]
            return Said([self._say("pick.place", ordinal=ordinal)], "pick", ["product"])
        return Said([self._say("pick.name", value=self._item())], "pick", ["product"])

    def _insists(self) -> Said:
        return Said([self._say(f"again.{self.goal.kind}", **self._wants())], "goal")

    def _opening(self) -> str:
        if self.goal.when and self._chance.random() < 0.6:
            self._wish_told = True
            return self._say("open.book.when", **self._wants())
        return self._say(f"open.{self.goal.kind}", **self._wants())

    def _wants(self) -> dict[str, str]:
        return {"kind": self.goal.named, "when": self.goal.when, "item": self._item()}

    def _item(self) -> str:
        """What is wanted, with how many and for which car."""
        counted = f"{self.goal.quantity} {self.goal.named}" if self.goal.quantity > 1 else self.goal.named
        joint = {"es": "para", "en": "for a"}[self.persona.language]
        return f"{counted} {joint} {self.goal.vehicle}" if self.goal.vehicle else counted

    def _say(self, kind: str, /, **values: str) -> str:
        return say(kind, self.persona.language, self.persona.style, self._chance, **values)
