"""What makes a lead worth a person's time, and when one is called."""

from pydantic import Field

from commerce.packs.fields import Amount, Slug, Text
from commerce.packs.part import Part


class QualificationRule(Part):
    """Points for what is known: ``field`` present, or equal to one of ``values``, or an expression that holds."""

    criterion: Slug
    """budget, authority, need, timeline, company_size, contact, signal, or one of the pack's own."""
    field: str | None = None
    values: list[str] = Field(default=[])
    when: str | None = None
    """A condition over the conversation, as in ``stages.yaml``, in place of ``field``."""
    why: Text | None = None
    """The reason in words, for people; without it, the field and its value."""
    points: int = Field(ge=-100, le=100)


class Qualification(Part):
    rules: list[QualificationRule]
    hot: int = 70
    warm: int = 40


class HandoffPolicy(Part):
    """When a person sees to it though nobody asked for one."""

    hot_lead_from: int | None = Field(default=None, ge=1, le=100)
    """The score from which a lead with nothing under way is handed over in opening hours."""
    limit: Amount | None = None
    """The total above which a customer's yes to a quote or an order waits for a person."""
