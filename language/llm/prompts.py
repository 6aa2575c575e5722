"""What the model is told. The texts are files beside the agents; this is the shape in which they arrive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from language.port import Act


@dataclass(frozen=True, slots=True)
class Prompts:
    """``read``: how to read a message; ``write``: how to word acts; ``by_agent``: what its acts mean."""

    read: str
    write: str
    by_agent: Mapping[str, str]

    def for_acts(self, acts: Sequence[Act]) -> str:
        """How to word exactly these acts: the general text, then that of each agent among them, once."""
        agents = dict.fromkeys(act["agent"] for act in acts)
        return "\n\n".join([self.write, *(self.by_agent[agent] for agent in agents if agent in self.by_agent)])
