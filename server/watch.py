"""What is counted while serving: turns, their time, who answered."""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from graphs.inbox import Answer

SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


class Watch:
    """The process's own registry, so that two applications in one process do not count together."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turns = Counter("parley_turns", "Turns answered", ["tenant", "verdict"], registry=self.registry)
        self._seconds = Histogram(
            "parley_turn_seconds",
            "Time of a turn, without the commit",
            ["tenant"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._silent = Counter(
            "parley_messages_without_turn", "Messages kept for a person", ["tenant"], registry=self.registry
        )

    def turn(self, tenant: str, answer: Answer) -> None:
        if answer.done is None:
            self._silent.labels(tenant).inc()
            return
        reply = answer.done.state.get("reply")
        self._turns.labels(tenant, reply["verdict"] if reply else "none").inc()
        self._seconds.labels(tenant).observe(answer.done.ms / 1000)

    def text(self) -> bytes:
        return generate_latest(self.registry)
