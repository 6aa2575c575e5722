"""Takes an amount off several lines, each its part, so that nothing is lost or made by rounding."""

from collections.abc import Sequence
from typing import Any

from commerce.packs.model import Pack
from commerce.pricing.plain import plain
from commerce.pricing.price import Priced, less
from kit.money import Money


def reduce(
    lines: Sequence[Priced], off: Money, weights: Sequence[int], step: dict[str, Any], pack: Pack
) -> list[Priced]:
    """``off`` is at most what the lines with weights are due, so that none falls below nothing."""
    shares = off.allocate(weights)
    return [
        less(line, share, {**step, "off": plain(share)}, pack) if share.minor else line
        for line, share in zip(lines, shares, strict=True)
    ]
