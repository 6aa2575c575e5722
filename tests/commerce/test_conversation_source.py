"""Where a conversation came from, as far as a browser can be believed."""

import pytest

from commerce.conversations.source import campaign, domain_of, source_of, zone_of
from commerce.packs.agent import PageTracking

PAGE = "https://shop.example/planes?x=1"


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.google.com/search?q=chatbots", "google.com"),
        ("http://blog.example:8080/a", "blog.example"),
        ("javascript:alert(1)", None),
        ("not an address", None),
        ("https://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_the_referrer_s_domain_is_read_from_real_addresses_only(url: str | None, domain: str | None) -> None:
    assert domain_of(url) == domain


def test_campaign_parameters_are_the_known_ones_bounded() -> None:
    given = {"source": "news", "utm_medium": "email", "utm_campaign": "x" * 400, "evil": "y", "utm_term": ""}
    assert campaign(given) == {"utm_source": "news", "utm_medium": "email", "utm_campaign": "x" * 255}


def test_a_pack_decides_what_is_tracked() -> None:
    quiet = source_of(PAGE, "https://google.com", {"source": "a"}, PageTracking(enabled=False))
    assert (quiet.page_url, quiet.referrer_page, quiet.referrer_domain, quiet.utm) == (None, None, None, {})
    partly = PageTracking(track_utm_parameters=False, track_referrer_domain=False)
    some = source_of(PAGE, "https://google.com", {"source": "a"}, partly)
    assert (some.page_url, some.referrer_domain, some.utm) == (PAGE, None, {})


def test_a_page_address_is_bounded() -> None:
    long = source_of("https://shop.example/" + "a" * 5000, None, {})
    assert long.page_url
    assert len(long.page_url) == 2000


def test_a_time_zone_that_does_not_exist_is_dropped() -> None:
    assert zone_of("America/Bogota") == "America/Bogota"
    assert zone_of("Mars/Olympus") is None
    assert zone_of(None) is None
