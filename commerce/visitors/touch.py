"""A touch: the page, referrer and campaign that brought a visitor at some moment. Written by a browser: bounded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from commerce.conversations.source import source_of
from commerce.packs.agent import PageTracking


@dataclass(frozen=True, slots=True)
class Touch:
    """As it came."""

    page_url: str | None = None
    referrer: str | None = None
    utm: Mapping[str, str] = field(default_factory=dict)


def kept(touch: Touch, tracking: PageTracking, now: datetime) -> dict[str, Any]:
    """``{"page_url", "referrer", "referrer_domain", "utm", "at"}``, as far as the pack tracks pages."""
    source = source_of(touch.page_url, touch.referrer, touch.utm, tracking)
    return {
        "page_url": source.page_url,
        "referrer": source.referrer_page,
        "referrer_domain": source.referrer_domain,
        "utm": source.utm,
        "at": now.isoformat(),
    }
