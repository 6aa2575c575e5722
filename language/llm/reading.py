"""Asking the model to read: what it is shown, and the shape in which it answers."""

from collections.abc import Iterable
from types import GenericAlias
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, WithJsonSchema, create_model

from language.llm.fence import fence
from language.llm.means import Asking
from language.llm.prompts import Prompt
from language.port import LanguagePack, ReadContext, Reply

NONE = "none_of_these"
"""What the model names when the message is about nothing that the pack knows."""

EXAMPLES = 3
"""Examples of each intent and language that the prompt shows."""

Command = Literal["cancel", "skip", "repeat", "start_over", "human"]
Named = Literal[
    "customer_name", "email", "phone", "company", "company_size", "industry", "role", "budget", "quantity", "area",
    "time", "product", "vehicle", "address", "postal_code", "city",
]  # fmt: skip
"""Kinds of entities that a model may point at."""


class HeardIntent(BaseModel):
    """One thing that the customer says or wants."""

    name: str
    confidence: Annotated[float, Field(allow_inf_nan=False, description="0 to 1")]


class HeardEntity(BaseModel):
    """Where something is named."""

    kind: Named
    text: str = Field(description="The words of the message, letter by letter")


class Heard(BaseModel):
    """What the model heard in one message."""

    intents: list[HeardIntent] = Field(description="Best first, one for each part of the message")
    sentiment: Annotated[float, Field(allow_inf_nan=False, description="-1 angry, 0 neutral, 1 delighted")]
    entities: list[HeardEntity] = Field(description="What is named in the message; empty when nothing is")
    answer: str | None = Field(description="The words that answer the open question; null when none do")
    commands: list[Command] = Field(description="What the message tells us to do with the conversation itself")
    reply: Reply | None = Field(description="What the message says to the pending action; null when none is pending")


def shape_of(pack: LanguagePack) -> type[Heard]:
    """``Heard`` with the pack's names in its schema. Any other name still parses, to be dropped alone."""
    intent = create_model("HeardIntent", __base__=HeardIntent, name=(_one_of([*pack.intents, NONE]), ...))
    intents: Any = GenericAlias(list, (intent,))
    return create_model("Heard", __base__=Heard, intents=(intents, Heard.model_fields["intents"]))


def instructions(prompt: str, pack: LanguagePack) -> str:
    """The prompt and the pack's intents with a few examples of each, the same for every message."""
    lines = [f"- {name}: {' | '.join(_examples(pack, name))}" for name in pack.intents]
    return "\n".join([prompt, "", "# The intents", "", *lines, f"- {NONE}: the message is about none of the above"])


def asking(prompt: Prompt, message: str, context: ReadContext) -> Asking:
    """Everything that comes from outside is data in a fence: the message, what was said before, what was shown."""
    known = {
        "now": context["now"],
        "language": context["language"],
        "question": context["question"],
        "pending": context["pending"],
        "recent": context["recent"],
    }
    return Asking("read", prompt, f"{fence('conversation', known)}\n{fence('message', message)}")


def _one_of(names: Iterable[str]) -> Any:
    return Annotated[str, WithJsonSchema({"type": "string", "enum": list(names)})]


def _examples(pack: LanguagePack, name: str) -> list[str]:
    by_language = pack.intents[name].examples
    return [example for language in pack.languages for example in list(by_language.get(language, ()))[:EXAMPLES]]
