"""Where a conversation came from. The visitor's browser wrote it: bounded, and never trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from commerce.packs.agent import PageTracking

URL_LENGTH = 2000
VALUE_LENGTH = 255
DOMAIN_LENGTH = 253
CAMPAIGN_KEYS = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id")


@dataclass(frozen=True, slots=True)
class Source:
    page_url: str | None
    referrer_page: str | None
    referrer_domain: str | None
    utm: dict[str, str]


def source_of(
    page_url: str | None, referrer: str | None, utm: Mapping[str, str], tracking: PageTracking | None = None
) -> Source:
    """What is kept of it, as the pack's ``page_tracking`` allows."""
    tracking = tracking or PageTracking()
    if not tracking.enabled:
        return Source(None, None, None, {})
    return Source(
        _web_address(page_url),
        _web_address(referrer),
        domain_of(referrer) if tracking.track_referrer_domain else None,
        campaign(utm) if tracking.track_utm_parameters else {},
    )


def domain_of(url: str | None) -> str | None:
    """``www.google.com/search?…`` came from ``google.com``; None for what is not a web address."""
    address = _web_address(url)
    host = urlsplit(address).hostname if address else None
    return host.removeprefix("www.")[:DOMAIN_LENGTH] if host else None


def campaign(utm: Mapping[str, str]) -> dict[str, str]:
    """The known campaign parameters, each of bounded length; ``source`` is read as ``utm_source``."""
    named = {name if name.startswith("utm_") else f"utm_{name}": str(value) for name, value in utm.items()}
    return {name: named[name][:VALUE_LENGTH] for name in CAMPAIGN_KEYS if named.get(name)}


def zone_of(timezone: str | None) -> str | None:
    """The IANA zone that the browser named; None for what is none."""
    return timezone if timezone in _zones() else None


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _web_address(url: str | None) -> str | None:
    """The address when it is one of the web's; a script or a broken address is dropped."""
    if not url:
        return None
    try:
        parts = urlsplit(url[:URL_LENGTH])
    except ValueError:
        return None
    return url[:URL_LENGTH] if parts.scheme in {"http", "https"} and parts.hostname else None
