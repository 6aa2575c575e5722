"""What the model is told. The texts are files beside the agents or in a pack; this is how they arrive."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from language.port import Act


@dataclass(frozen=True, slots=True)
class Prompt:
    """A system prompt, by the agents whose files it is made of and the digest of its text."""

    id: str
    version: str
    text: str


@dataclass(frozen=True, slots=True)
class Prompts:
    """``read``: how to read a message; ``write``: how to word acts; ``by_agent``: what its acts mean."""

    read: str
    write: str
    by_agent: Mapping[str, str]

    def for_acts(self, acts: Sequence[Act]) -> Prompt:
        """How to word exactly these acts: the general text, then that of each agent among them, once."""
        agents = [agent for agent in dict.fromkeys(act["agent"] for act in acts) if agent in self.by_agent]
        text = "\n\n".join([self.write, *(self.by_agent[agent] for agent in agents)])
        return prompt_of("+".join(["composer", *agents]), text)


def prompt_of(id: str, text: str) -> Prompt:
    return Prompt(id, hashlib.sha256(text.encode()).hexdigest()[:8], text)
