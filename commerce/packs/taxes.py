"""The taxes of a business."""

from typing import Literal

from pydantic import Field

from commerce.packs.fields import Slug
from commerce.packs.part import Part
from kit.money import Half


class TaxClass(Part):
    id: Slug
    rate_bp: int = Field(ge=0, le=10_000)
    """Hundredths of a percent: 1900 is 19 %."""
    by_place: bool = False
    """Whether the rate is that of the place, where the ``table`` has one; ``rate_bp`` is that of anywhere else."""


class Tax(Part):
    name: str
    """As it is called here: IVA, sales tax."""
    included: bool
    """Whether the list prices include it."""
    default: Slug
    classes: list[TaxClass]
    table: Literal["us_sales", "mx_border"] | None = None
    """Rates by postal code that Parley ships (``commerce/pricing/rates/``)."""
    rounding: Literal["line", "document"] = "line"
    """Where tax is rounded: on each line, or once for each rate of the whole, which its lines then share."""
    half: Half = "up"
    """Where half a cent of tax goes."""
