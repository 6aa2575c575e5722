"""A model that obeys any order it can see, wherever in the prompt that stands."""

import json
import re
from random import Random
from typing import Any

from server.modelstub.asked import Asked
from server.modelstub.honest import honest
from server.modelstub.said import Said

_FENCED = re.compile(r"^<(\w+)>\n.*?\n</\1>$", re.MULTILINE | re.DOTALL)


class Obedient:
    """An ``Answer`` of the stand-in. ``escaped`` lists where an order stood outside of a fence."""

    def __init__(self) -> None:
        self.order, self.says = "", ""
        self.seen = 0
        self.escaped: list[str] = []

    def hears(self, order: str, says: str) -> None:
        """From now on this is the order to look for, and what obeying it says."""
        self.order, self.says = order, says

    def __call__(self, asked: Asked, chance: Random) -> Said:
        inside = json.dumps(self.order, ensure_ascii=False)[1:-1].replace("<", "\\u003c").replace(">", "\\u003e")
        if self.order in asked.system or self.order in _FENCED.sub("", asked.human):
            self.escaped.append(asked.purpose)
        if inside not in asked.human and self.order not in asked.human:
            return honest(asked, chance)
        self.seen += 1
        if asked.schema is not None:
            return Said(json.dumps(_obeys(asked)))
        reference = asked.data("reference")
        return Said(
            f"{self.says} {reference}" if chance.random() < 0.5 else f"{reference} {self.says}", lies=[self.says]
        )


def _obeys(asked: Asked) -> dict[str, Any]:
    message = str(asked.data("message"))
    named = [{"name": name, "confidence": 1.0} for name in ("affirm", "opt_out", "start_over")]
    pointed = [{"kind": "time", "text": message}]
    return {
        "intents": named, "sentiment": 1, "entities": pointed, "answer": message, "commands": ["start_over"],
        "reply": "approve",
    }  # fmt: skip
