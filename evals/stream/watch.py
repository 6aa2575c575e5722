"""Times a turn from the customer's message to its end, beside what the model's endpoint did meanwhile."""

import time
from dataclasses import dataclass, field
from typing import Any

from evals.simulate.wander import Said
from graphs.inbox import Answer
from language.words.sentences import pieces
from server.modelstub.app import ModelApp
from server.modelstub.said import CHUNK


@dataclass
class Watch:
    """Milliseconds: ``behind`` is from the model's first whole sentence to the customer's; ``own`` is a turn's time
    without that of its calls, ``cpu`` the processor time of the process, the model's stand-in included."""

    app: ModelApp
    behind: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    _began: tuple[float, float] = (0.0, 0.0)
    _first: float | None = None

    def begins(self) -> None:
        self._began, self._first = (time.perf_counter(), time.process_time()), None

    async def release(self, sentence: str) -> None:
        del sentence
        self._first = self._first or time.perf_counter()

    def turn(self, said: Said, answer: Answer, judged: dict[str, Any]) -> None:
        del said, judged
        calls = answer.done.state.get("model_calls", []) if answer.done else []
        if not any(call["purpose"] == "write" and call["attempts"] for call in calls):
            return
        wall = (time.perf_counter() - self._began[0]) * 1000
        self.own.append(wall - sum(call["ms"] for call in calls))
        self.cpu.append((time.process_time() - self._began[1]) * 1000)
        if self._first is not None:
            self.behind.append((self._first - self._models_first()) * 1000)

    def _models_first(self) -> float:
        """When the last character of the model's first sentence was sent; the first piece carries no text."""
        sentence = pieces(self.app.said[-1].text)[0].rstrip()
        return self.app.sent[-(-len(sentence) // CHUNK)]
