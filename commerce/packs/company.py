"""Who the business is, where it is and who works there."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from commerce.packs.fields import Slug, Text
from commerce.packs.part import Part

HourOfDay = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Brand(Part):
    """How the business's papers and quote pages look."""

    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")] = "#24505f"
    """Of headings and rules; dark enough to be read on white."""
    logo: Annotated[str, StringConstraints(pattern=r"(?s)^\s*<svg\b.*</svg>\s*$")] | None = None
    """The mark as SVG; without one, the first letters of the name."""


class Company(Part):
    name: str
    legal_name: str
    tax_id: str
    tagline: Text
    description: Text
    website: str
    email: str
    phone: str
    """E.164."""
    address: str
    city: str
    country: str
    licence: str | None = None
    benefits: list[Text] = Field(default=[])
    brand: Brand = Brand()


class Hours(Part):
    days: list[Day]
    open: HourOfDay
    close: HourOfDay


class Branch(Part):
    id: Slug
    name: str
    address: str
    phone: str
    hours: list[Hours] = Field(default=[])
    """Empty: the company's."""
    pickup: bool = True
    """Whether orders can be picked up there."""


class Person(Part):
    id: Slug
    name: str
    role: Text
    email: str
    branch: Slug | None = None
    appointments: list[Slug] = Field(default=[])
    """The kinds of appointment this person takes."""
    hours: list[Hours] = Field(default=[])
    """Empty: the company's."""
    receives_handoffs: bool = False
