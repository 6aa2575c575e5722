"""What an agent returns, gathered while it decides: acts with their facts, questions, proposals, writes."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

import orjson

from agents.choices import beside, yes_or_no
from agents.state import Asking, Fact, Flow, Pending, State, Write
from language.port import Act, Json, Question
from language.values import tagged_in


def digest_of(kind: str, args: dict[str, Json]) -> str:
    """Binds a yes to exactly this kind and these arguments."""
    return hashlib.sha256(orjson.dumps([kind, args], option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def now_of(state: State) -> datetime:
    return datetime.fromisoformat(state["turn"]["now"])


def is_expired(pending: Pending, state: State) -> bool:
    """Whether too much time has passed since it was shown for a yes to be one to it."""
    return datetime.fromisoformat(pending["expires"]) < now_of(state)


class Outcome:
    """One agent's part of a turn. ``update()`` is the partial state that its node returns."""

    def __init__(self, agent: str, state: State) -> None:
        self.agent = agent
        self._state = state
        self._update: dict[str, Any] = {}
        self._facts: list[Fact] = []

    @property
    def leads(self) -> bool:
        """Whether this agent may ask in this turn."""
        return self._state.get("lead") == self.agent

    def say(
        self, kind: str, say: str, source: str, /, *, blocks: list[dict[str, Json]] | None = None, **values: Any
    ) -> Act:
        """An act, and a fact for every tagged value in it. ``source`` says where they come from."""
        act = self._act(kind, say, source, values, blocks)
        self._update.setdefault("acts", []).append(act)
        return act

    def ask(
        self,
        slot: str,
        say: str,
        /,
        *,
        flow: str,
        expects: list[str],
        source: str = "catalogue",
        picks: list[str] | None = None,
        blocks: list[dict[str, Json]] | None = None,
        **values: Any,
    ) -> Asking:
        """A question; the composer puts it when no other stands before it. ``picks`` can be chosen by place or name."""
        question: Question = {"slot": slot, "flow": flow, "expects": expects, "choices": picks or []}
        act = self._act("ask", say, source, values, beside(slot, expects, picks or [], blocks or []))
        asking: Asking = {"question": question, "act": act}
        self._update.setdefault("questions", []).append(asking)
        return asking

    def propose(self, kind: str, flow: str, args: dict[str, Json], act: Act, minutes: int) -> None:
        """Makes ``args`` wait for the customer's yes, for that many minutes, as ``act`` shows them."""
        digest = digest_of(kind, args)
        act["blocks"] = [*act["blocks"], yes_or_no(digest)]
        pending: Pending = {
            "kind": kind,
            "flow": flow,
            "agent": self.agent,
            "args": args,
            "digest": digest,
            "facts": act["facts"],
            "expires": (now_of(self._state) + timedelta(minutes=minutes)).isoformat(),
            "shown": act,
        }
        self._update["pending"] = pending

    def settle(self) -> None:
        """Nothing waits for a yes any longer."""
        self._update["pending"] = None

    def open(self, flow: Flow) -> None:
        self._update.setdefault("flows", {})[flow["name"]] = flow

    def close(self, name: str) -> None:
        self._update.setdefault("flows", {})[name] = None

    def remember(self, **slots: Json) -> None:
        self._update.setdefault("slots", {}).update(slots)

    def write(self, kind: str, /, **args: Any) -> None:
        write: Write = {"kind": kind, "args": args}
        self._update.setdefault("writes", []).append(write)

    def set(self, **keys: Any) -> None:
        """Sets state that this agent alone owns."""
        self._update.update(keys)

    def update(self) -> dict[str, Any]:
        if self._facts:
            self._update["facts"] = self._facts
        return self._update

    def _act(
        self, kind: str, say: str, source: str, values: dict[str, Json], blocks: list[dict[str, Json]] | None
    ) -> Act:
        ids = [self._fact(value, source) for value in tagged_in([values, blocks or []])]
        return {
            "kind": kind,
            "agent": self.agent,
            "say": say,
            "values": values,
            "facts": ids,
            "blocks": blocks or [],
        }

    def _fact(self, value: dict[str, Any], source: str) -> str:
        name = f"{self._state['turn']['seq']}.{self.agent}.{len(self._facts) + 1}"
        expires = (now_of(self._state) + timedelta(hours=24)).isoformat()
        self._facts.append({"id": name, "kind": value["$"], "value": value, "source": source, "expires": expires})
        return name
