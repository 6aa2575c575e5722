"""Judges a played conversation turn by turn: false words, false approvals, loops, questions asked twice."""

from dataclasses import dataclass, field
from typing import Any

ASIDES = frozenset({"aside", "repeat", "wait", "back", "over"})
"""What the customer means when it leaves a question standing."""
SAME_QUESTION = 4
"""How often one question may be put before it counts as a loop."""
NEEDS_A_YES = frozenset(
    {"appointment.book", "appointment.reschedule", "appointment.cancel", "order.place", "quote.accept"}
)


@dataclass
class Verdict:
    """What was wrong in one conversation; every entry names its turn."""

    false_words: list[str] = field(default_factory=list)
    false_approvals: list[str] = field(default_factory=list)
    loops: list[str] = field(default_factory=list)
    asked_again: list[str] = field(default_factory=list)
    two_questions: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        named = {
            "false": self.false_words,
            "approved": self.false_approvals,
            "loop": self.loops,
            "again": self.asked_again,
            "two": self.two_questions,
            "failed": self.failures,
        }
        return [f"{kind}: {line}" for kind, lines in named.items() for line in lines]


class Judge:
    """Watches one conversation."""

    def __init__(self) -> None:
        self.verdict = Verdict()
        self._told: set[str] = set()
        self._put: dict[str, int] = {}
        self._last = ""

    def watch(self, turn: int, meant: str, gave: list[str], seen: dict[str, Any]) -> None:
        """``seen`` holds reply, unproven, writes, failed, question (the slot that was asked for, or None)."""
        if seen["failed"]:
            self.verdict.failures.append(f"turn {turn}: an apology instead of a reply")
        if seen["unproven"]:
            self.verdict.false_words.append(f"turn {turn}: {', '.join(seen['unproven'])}")
        for write in seen["writes"]:
            if write in NEEDS_A_YES and meant != "approve":
                self.verdict.false_approvals.append(f"turn {turn}: {write} after the customer meant {meant}")
        if NEEDS_A_YES & set(seen["writes"]):
            self._put.clear()  # another appointment or order may ask for its own day
        self._told |= set(gave)
        self._question(turn, meant, seen["question"])
        if _questions_in(seen["reply"]) > 1:
            self.verdict.two_questions.append(f"turn {turn}: more than one question")
        if seen["reply"] and seen["reply"] == self._last and meant != "repeat":
            self.verdict.loops.append(f"turn {turn}: the same words twice")
        self._last = seen["reply"]

    def _question(self, turn: int, meant: str, slot: str | None) -> None:
        if slot is None:
            return
        parts = {"customer_name", "email"} if slot == "contact" else {slot}
        if meant not in ASIDES and parts <= self._told:
            self.verdict.asked_again.append(f"turn {turn}: {slot}")
        self._put[slot] = self._put.get(slot, 0) + (meant not in ASIDES)
        if self._put[slot] == SAME_QUESTION:
            self.verdict.loops.append(f"turn {turn}: {slot} asked {SAME_QUESTION} times")


def _questions_in(reply: str) -> int:
    """Marks that end a question; those inside an address are none."""
    return sum(word.rstrip(')"»').endswith("?") for word in reply.split())
