"""The ``pricing`` of ``catalogue.yaml``: what moves a price away from the one that the item carries.

Every share is in hundredths of a percent: 1200 is 12 %.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from commerce.packs.fields import Amount, Currency, Language, Slug, Text

Role = Literal["bot", "agent", "supervisor", "admin", "owner"]
ROLES: tuple[Role, ...] = ("bot", "agent", "supervisor", "admin", "owner")
"""From the least to the most that one may decide."""
Share = Annotated[int, Field(ge=0, le=10_000)]
CouponCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{3,24}$")]


class Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Valid(Rule):
    """``starts`` and ``ends`` are the first and the last day, in the business's own zone; none is no bound."""

    starts: date | None = None
    ends: date | None = None


class PriceList(Valid):
    """Prices of some customers, or of everyone for a while.

    An item's price here is the one under ``prices``, else the item's own for this list, else its ordinary price
    less ``off_bp``, where the list is in the pack's currency.
    """

    id: Slug
    name: Text
    currency: Currency | None = None
    """None: the pack's."""
    everyone: bool = False
    """Whether it holds without being asked for, while it is valid."""
    off_bp: Share = 0
    prices: dict[Slug, Amount] = {}


class Scope(Rule):
    """Which items a rule is about; both empty: all of them."""

    items: list[Slug] = []
    categories: list[Slug] = []


class QuantityBreak(Scope):
    """Less a unit from so many units on. The highest one that is reached counts, alone."""

    at_least: int = Field(ge=2, le=1_000_000)
    off_bp: Share


class Complexity(Scope):
    """How hard a job is; ``factor_bp`` 12000 makes a unit cost a fifth more."""

    id: Slug
    name: Text
    factor_bp: int = Field(ge=1, le=100_000)
    words: dict[Language, list[str]] = {}
    """By which customers tell of it."""


class BundlePart(Rule):
    item: Slug
    quantity: int = Field(default=1, ge=1, le=1000)


class Bundle(Valid):
    """Things that cost less together: as one ``price``, or less ``off_bp``."""

    id: Slug
    name: Text
    parts: list[BundlePart] = Field(min_length=1)
    price: Amount | None = None
    off_bp: Share | None = None


class Coupon(Valid, Scope):
    """A code that takes ``off_bp``, or an ``amount`` of list price, off the items it is about."""

    code: CouponCode
    name: Text
    off_bp: Share | None = None
    amount: Amount | None = None
    minimum: Amount | None = None
    """What those items must come to at list price."""


class Financing(Rule):
    """Equal monthly payments. ``rate_bp`` is a year's interest; ``fee_bp`` of what is lent is paid at the start."""

    id: Slug
    name: Text
    payments: int = Field(ge=1, le=120)
    rate_bp: int = Field(default=0, ge=0, le=100_000)
    rate: Literal["nominal", "effective"] = "nominal"
    """Whether a month's interest is a twelfth of the rate, or compounds to it over a year (Colombia's E. A.)."""
    fee_bp: Share = 0
    down_bp: Share = 0
    minimum: Amount | None = None
    maximum: Amount | None = None


class Pricing(Rule):
    lists: list[PriceList] = []
    breaks: list[QuantityBreak] = []
    complexity: list[Complexity] = []
    bundles: list[Bundle] = []
    coupons: list[Coupon] = []
    limits: dict[Role, Share] = {}
    """The greatest discount that each role may give by itself; a role that is not named may give none."""
    financing: list[Financing] = []
