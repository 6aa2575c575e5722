"""``catalogue.yaml``: what is sold."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from commerce.packs.fields import Amount, Language, Slug, Text
from commerce.packs.part import Part
from commerce.packs.prices import Pricing


class Fit(Part):
    """What a part fits."""

    make: str
    model: str
    from_year: int
    to_year: int
    engines: list[str] = Field(default=[])
    """Empty: any."""


class Item(Part):
    """One product or service of ``catalogue.yaml``."""

    id: Slug
    code: str
    kind: Literal["product", "service"]
    category: Slug
    name: Text
    description: Text
    benefits: list[Text] = Field(default=[])
    synonyms: dict[Language, list[str]] = Field(default={})
    price: Amount
    price_from: bool = False
    """The price is where it starts; the exact figure needs a person's look."""
    unit: Literal["each", "set", "litre", "project", "month", "hour", "sqft", "visit"] = "each"
    tax_class: Slug | None = None
    tier: Slug | None = None
    minutes: int | None = None
    stock: int | None = Field(default=None, ge=0)
    stock_at: dict[Slug, Annotated[int, Field(ge=0)]] = Field(default={})
    """What of ``stock`` lies at which branch, by the branch's id, where that is known."""
    prices: dict[Slug, Amount] = Field(default={})
    """Its price in a list of ``pricing``, by the list's id."""
    cost: Amount | None = None
    """What one unit costs the business; told to nobody."""
    family: Slug | None = None
    """Items of one family are variants of one thing, set apart by their ``options``."""
    options: dict[str, str] = Field(default={})
    images: list[str] = Field(default=[], max_length=10)
    stock_source: Literal["own", "supplier", "uncounted"] = "own"
    """Who counts it: Parley's own records, the tenant's stock system, or nobody."""
    attributes: dict[str, str] = Field(default={})
    fits: list[Fit] = Field(default=[])
    related: list[Slug] = Field(default=[])

    @property
    def amount(self) -> Decimal:
        return Decimal(self.price)


class Tier(Part):
    """A material tier by what the home is worth, as in the automation plan."""

    id: Slug
    name: Text
    min_home_value: Amount


class Category(Part):
    id: Slug
    name: Text


class CatalogueFile(Part):
    """``catalogue.yaml``"""

    categories: list[Category]
    tiers: list[Tier] = Field(default=[])
    items: list[Item]
    pricing: Pricing = Pricing()
