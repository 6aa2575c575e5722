"""What a customer says to an action that waits: the yes to what it wanted, after what it changes; a no to all else."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from evals.simulate.goal import WRITES, Goal
from evals.simulate.persona import CHANGES, Persona
from evals.simulate.wander import Said

Say = Callable[..., str]


@dataclass
class Settling:
    """One customer before what it is asked to confirm."""

    goal: Goal
    persona: Persona
    facts: dict[str, str]
    chance: Random
    moment: Callable[[], str]
    """Another time that the customer may wish for, in words."""
    changed: bool = False
    hesitated: bool = False

    def answers(self, pending: dict[str, Any], wanted: str, say: Say) -> Said:
        """``wanted``: the kind of goal that the customer is at."""
        if WRITES.get(wanted) != pending["kind"]:
            return Said([say("reject")], "reject")
        if not self.changed and self.chance.random() < CHANGES[self.persona.mood]:
            self.changed = True
            if change := self._change(pending, say):
                return change
        if wanted == "order" and (fixed := self._put_right(pending, say)):
            return fixed
        if self.persona.mood == "doubtful" and not self.hesitated and self.chance.random() < 0.3:
            self.hesitated = True
            return Said([say("hesitate")], "wait")
        return Said([say("approve")], "approve")

    def corrects(self, gave: set[str], say: Say) -> Said | None:
        """In the middle of everything, what was given before is put right, once and seldom."""
        kinds = sorted(gave & {"email", "customer_name"})
        if self.changed or not kinds or self.chance.random() >= CHANGES[self.persona.mood] / 4:
            return None
        self.changed = True
        return self._other(self.chance.choice(kinds), say)

    def _change(self, pending: dict[str, Any], say: Say) -> Said | None:
        details = pending["args"].get("details", {})
        kinds = [kind for kind in ("email", "customer_name") if kind in details]
        kinds += ["moment"] if pending["kind"] in {"appointment.book", "appointment.reschedule"} else []
        if not kinds:
            return None
        kind = self.chance.choice(kinds)
        if kind == "moment":
            return Said([say("amend.moment", moment=self.moment())], "amend")
        return self._other(kind, say)

    def _other(self, kind: str, say: Say) -> Said:
        """The address with another ending, or a name that was written wrong."""
        if kind == "email":
            name, host = self.facts["email"].split("@")
            self.facts["email"] = f"{name}@{host}.co" if not host.endswith(".co") else f"{name}1@{host}"
        else:
            self.facts["customer_name"] = (
                self.facts["customer_name"].split()[0] + " " + self.chance.choice(_OTHER_NAMES)
            )
        return Said([say(f"amend.{kind}", value=self.facts[kind])], "amend", [kind])

    def _put_right(self, pending: dict[str, Any], say: Say) -> Said | None:
        """A customer reads what it is asked to confirm: another number of things is corrected."""
        lines = pending["args"].get("lines", [])
        wanted = self.goal.item.id if self.goal.item else ""
        line = next((entry for entry in lines if entry["item"] == wanted), None)
        if line is None:
            return Said([say("reject")], "reject")
        if line["quantity"] != self.goal.quantity:
            return Said([say("amend.quantity", value=str(self.goal.quantity))], "amend", ["quantity"])
        return None


_OTHER_NAMES = ("Salcedo", "Prada", "Linares", "Baker", "Fuentes")
