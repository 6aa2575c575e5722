"""``pack.yaml``: the business itself, and the rules of the house."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from commerce.packs.agent import SalesAgent
from commerce.packs.channels import Channels
from commerce.packs.company import Branch, Company, Hours, Person
from commerce.packs.fields import Currency, Language, Slug, Text
from commerce.packs.leads import HandoffPolicy, Qualification
from commerce.packs.part import Part
from commerce.packs.shop import Orders, Recommendations, StockSystem
from commerce.packs.taxes import Tax


class AppointmentKind(Part):
    id: Slug
    name: Text
    mode: Literal["video", "phone", "visit", "branch"]
    duration_minutes: int = Field(ge=5, le=480)
    buffer_minutes: int = Field(default=0, ge=0, le=240)
    lead_time_minutes: int = Field(default=60, ge=0)
    slot_step_minutes: int = Field(default=30, ge=5, le=240)
    needs: list[str] = Field(default=["customer_name", "email"])
    """Profile fields that must be known before it is confirmed."""


class Voice(Part):
    formality: Literal["tu", "usted", "mirror"] = "mirror"
    default_register: Literal["tu", "usted"] = "usted"


class Turns(Part):
    burst: Literal["merge", "queue"] = "merge"
    ends_after_minutes: int = Field(default=120, ge=1, le=10_080)
    """Minutes of silence after which a conversation counts as over and is summed up; it may still be taken up again."""


class Quotes(Part):
    prefix: str = Field(pattern=r"^[A-Z]{2,4}$")
    valid_days: int = Field(default=15, ge=1, le=365)


class Policy(Part):
    """A rule of the business in its own words: returns, warranty, delivery, privacy, payment."""

    id: Slug
    title: Text
    text: Text


class Cascade(Part):
    """Where the ``cascade`` engine asks a model: below this confidence, and for wording where prose is wanted."""

    threshold: float = Field(default=0.6, ge=0, le=1)
    prose: bool = False


class PackFile(Part):
    """``pack.yaml``"""

    id: Slug
    type: Literal["owner", "customer"] = "customer"
    languages: list[Language] = Field(min_length=1)
    locale: dict[Language, str]
    currency: Currency
    timezone: str
    region: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    company: Company
    hours: list[Hours]
    branches: list[Branch] = Field(default=[])
    people: list[Person]
    appointments: list[AppointmentKind]
    tax: Tax
    voice: Voice = Voice()
    channels: Channels = Channels()
    turns: Turns = Turns()
    cascade: Cascade = Cascade()
    quotes: Quotes
    orders: Orders = Orders()
    recommendations: Recommendations = Recommendations()
    stock_system: StockSystem = StockSystem()
    sales_agent: SalesAgent
    qualification: Qualification
    handoff: HandoffPolicy = HandoffPolicy()
    policies: list[Policy]
