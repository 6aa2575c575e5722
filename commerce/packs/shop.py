"""How a business sells: its orders, payments, cancellations, commissions, recommendations, and who counts its stock."""

from typing import Literal

from pydantic import Field

from commerce.packs.company import HourOfDay
from commerce.packs.fields import Slug, Text
from commerce.packs.part import Part
from commerce.packs.prices import Share


class Delivery(Part):
    """What it takes to bring an order to someone. Its price is the catalogue item whose ``use`` is ``delivery``."""

    cities: list[str] = Field(default=[])
    """Where orders are brought; none listed: anywhere."""
    needs: list[str] = Field(default=["phone"])
    """Profile fields that must be known besides the name and the address."""


class Payment(Part):
    """``until``: the hour of the day at which a link ends, the next day's where less than an hour is left.

    Without it a link lives for ``hours``.
    """

    link: bool = True
    """Whether an order is paid by a link; otherwise it is settled with a person."""
    until: HourOfDay | None = None
    hours: int = Field(default=24, ge=1, le=720)
    lapse_hours: int | None = Field(default=24, ge=1, le=2160)
    """An order that nobody paid is cancelled so many hours after its link ended; None: it stays."""


class Cancellation(Part):
    """Up to which state a customer may cancel without a person, and within how many hours of the order."""

    until: Literal["nothing", "placed", "paid", "ready"] = "paid"
    hours: int | None = Field(default=None, ge=1, le=2160)


class Commissions(Part):
    """What whoever sold an order earns on its net amount once it is paid: the person's own share, else that of each
    line's category, else ``rate_bp``."""

    rate_bp: Share = 0
    categories: dict[Slug, Share] = Field(default={})
    people: dict[Slug, Share] = Field(default={})


class Orders(Part):
    reserve_minutes: int = Field(default=30, ge=1, le=1440)
    """For how long what is being ordered is kept back from others."""
    delivery: Delivery = Delivery()
    payment: Payment = Payment()
    cancellation: Cancellation = Cancellation()
    commissions: Commissions = Commissions()


class Selling(Part):
    """A rule of the house: who looks at, or has in the cart, any of ``items`` or ``categories`` is shown ``offer``.

    ``upsell`` offers something better instead, ``cross_sell`` something beside it.
    """

    id: Slug
    kind: Literal["upsell", "cross_sell"]
    items: list[Slug] = Field(default=[])
    categories: list[Slug] = Field(default=[])
    offer: list[Slug] = Field(min_length=1)
    """Items, the first that fits and is there."""
    stages: list[Slug] = Field(default=[])
    """Only in these stages; none: in any."""
    reason: Text
    """Why, as it is told: half a sentence in lower case, with no figure."""
    weight: int = Field(default=10, ge=1, le=100)


class Recommendations(Part):
    most: int = Field(default=3, ge=1, le=5)
    trending_days: int = Field(default=30, ge=1, le=365)
    together_at_least: int = Field(default=3, ge=2, le=1000)
    """Orders that must hold two things together before one is recommended for the other."""
    margin_weight: int = Field(default=10, ge=0, le=100)
    """How much a whole margin (price less cost, of the price) counts, beside the weights of the rules."""
    rules: list[Selling] = Field(default=[])


class StockSystem(Part):
    """Who counts the items whose ``stock_source`` is ``supplier``."""

    provider: Literal["none", "rest", "soap"] = "none"
    address: str | None = None
    """The service's base address (rest) or the address of its WSDL (soap); PARLEY_INVENTORY_BASE_URL goes before it."""
    by: Literal["code", "id"] = "code"
    """By what the system knows an item."""
    fresh_seconds: int = Field(default=300, ge=0, le=86_400)
    """For how long a figure is told again, with its age, before the system is asked anew."""
    timeout_seconds: int = Field(default=4, ge=1, le=30)
