"""``stages.yaml``, ``strategies.yaml`` and ``objections.yaml``: how a sale moves."""

from typing import Literal

from pydantic import ConfigDict, Field

from commerce.packs.fields import Slug, Text
from commerce.packs.part import Part


class OnTimeout(Part):
    """What happens when the customer has been silent for the stage's ``timeout_seconds``."""

    to: Slug | None = None
    """The stage that the conversation falls back to."""
    say: str | None = None
    """A template that is said before the question that stands open, when one does; nothing else is said."""


class Stage(Part):
    next_stages: list[Slug] = Field(default=[])
    timeout_seconds: int | None = Field(default=None, ge=10, le=604_800)
    on_timeout: OnTimeout | None = None
    data_collection: list[str] = Field(default=[])
    strategies: list[str] = Field(default=[])
    prompts: list[str] = Field(default=[])


class Transition(Part):
    from_: Slug = Field(alias="from")
    to: Slug
    conditions: list[str]
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Transitions(Part):
    rules: list[Transition]


class Pipeline(Part):
    initial: Slug
    conditions: dict[Slug, str] = Field(default={})
    """Conditions of the pack's own, by name: each an expression over the state and those that stand before it."""
    stages: dict[Slug, Stage]
    transitions: Transitions


class StagesFile(Part):
    """``stages.yaml``: the seeds' ``sales_pipeline``."""

    sales_pipeline: Pipeline


class Strategy(Part):
    id: Slug
    name: Text
    when: list[str]
    """Names of conditions, all of which must hold; empty: the fallback."""
    ask_before_price: bool = False
    lead_with: Literal["answer", "question", "appointment", "offer"] = "answer"
    offer_appointment: bool = True


class StrategiesFile(Part):
    strategies: list[Strategy]


class Objection(Part):
    kind: Literal["price", "trust", "timing", "competitor", "need"]
    answers: list[Text]
    """True things, with no figure that the catalogue or a policy does not hold."""
    next_step: Literal["appointment", "quote", "information", "handoff"]
    evidence: Text | None = None
    """What the business's pages are asked, to back the first answer with a passage of theirs."""


class ObjectionsFile(Part):
    objections: list[Objection]
