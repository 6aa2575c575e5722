"""A site read politely, and the addresses that are never read."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from kit.clock import StillClock
from knowledge.load.crawl import canonical, crawled
from knowledge.load.fetch import Fetcher, GoneError, UnreachableError
from knowledge.load.options import Options
from knowledge.load.page import Found, RefusedError, Skipped
from knowledge.load.public import is_public
from knowledge.load.robots import robots_of
from tests.knowledge.load.made import ENGLISH, LAUGHS, docx, pages, paragraph, pdf, skipped

SITE = "https://shop.example"
CLOCK = StillClock(datetime(2026, 11, 23, tzinfo=UTC))
Answers = dict[str, httpx.Response | str | bytes]


def _html(words: str, *links: str, head: str = "") -> str:
    found = "".join(f'<a href="{link}">x</a>' for link in links)
    body = f"<main><h1>{words}</h1><p>{words} in a sentence.</p>{found}</main>"
    return f"<html lang=en><head>{head}</head><body>{body}</body></html>"


class Site:
    """Answers by path and query, and remembers what it was asked."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.hosts: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        self.asked.append(path)
        self.hosts.append(request.url.host)
        found = self.answers.get(path, httpx.Response(404))
        if isinstance(found, httpx.Response):
            return found
        kind = "text/html; charset=utf-8" if isinstance(found, str) else "application/pdf"
        kind = "text/plain" if path == "/robots.txt" else kind
        body = found.encode() if isinstance(found, str) else found
        return httpx.Response(200, stream=httpx.ByteStream(body), headers={"content-type": kind})

    def fetcher(self, resolve: Callable[[str], list[str]] = lambda _: ["93.184.216.34"], **more: bool) -> Fetcher:
        private = more.get("private", False)
        return Fetcher(CLOCK, private=private, transport=httpx.MockTransport(self), resolve=resolve)


def _crawl(
    site: Site, options: Options = ENGLISH, start: str = f"{SITE}/", waits: list[float] | None = None
) -> list[Found]:
    kept = waits if waits is not None else []
    return list(crawled(start, "web:test", replace(options, clock=CLOCK), site.fetcher(), kept.append))


def test_links_are_followed_on_the_same_host_alone() -> None:
    site = Site({
        "/": _html("Home", "/a", "https://other.example/", "https://www.shop.example/b", "/a#top", "/a.png"),
        "/a": _html("A", "/"),
        "/b": _html("B"),
    })  # fmt: skip
    found = pages(_crawl(site))
    assert [page.title for page in found] == ["Home", "A", "B"]
    assert site.asked == ["/robots.txt", "/", "/a", "/b"]


def test_robots_are_obeyed_and_their_delay_is_waited() -> None:
    robots = "User-agent: *\nDisallow: /private\nCrawl-delay: 3\nDisallow: /*?print=\nAllow: /private/open"
    links = ("/private/x", "/private/open", "/a?print=1", "/b")
    site = Site({"/robots.txt": robots, "/": _html("Home", *links), "/private/open": _html("Open"), "/b": _html("B")})
    waits: list[float] = []
    found = _crawl(site, waits=waits)
    assert {page.title for page in pages(found)} == {"Home", "Open", "B"}
    assert skipped(found)[f"{SITE}/private/x"] == "robots.txt asks not to read it"
    assert "/private/x" not in site.asked
    assert waits == [3.0, 3.0]


def test_a_redirect_into_what_robots_forbid_is_not_followed() -> None:
    moved = httpx.Response(302, headers={"location": "/private"})
    site = Site({"/robots.txt": "User-agent: *\nDisallow: /private", "/": moved, "/private": _html("Secret")})
    assert pages(_crawl(site)) == []
    assert "/private" not in site.asked


def test_robots_that_cannot_be_read_stop_everything() -> None:
    site = Site({"/robots.txt": httpx.Response(503), "/": _html("Home")})
    with pytest.raises(UnreachableError, match=r"robots\.txt"):
        _crawl(site)
    assert site.asked == ["/robots.txt"]


def test_a_pause_is_made_between_two_pages() -> None:
    site = Site({"/": _html("Home", "/a", "/b"), "/a": _html("A"), "/b": _html("B")})
    waits: list[float] = []
    _crawl(site, waits=waits)
    assert waits == [0.5, 0.5]


def test_a_sitemap_and_the_sitemaps_in_it_are_read_and_links_are_not_followed() -> None:
    index = f"<sitemapindex><sitemap><loc>{SITE}/one.xml.gz</loc></sitemap></sitemapindex>"
    listed = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>{SITE}/a</loc><lastmod>2026-05-01</lastmod></url><url><loc>https://other.example/x</loc></url>"
        f"<url><loc>{SITE}/gone</loc></url></urlset>"
    )
    site = Site({"/sitemap.xml": index, "/one.xml.gz": gzip.compress(listed.encode()), "/a": _html("A", "/b")})
    found = _crawl(site, start=f"{SITE}/sitemap.xml")
    (page,) = pages(found)
    assert page.updated == datetime(2026, 5, 1, tzinfo=UTC)
    assert skipped(found) == {"https://other.example/x": "is of another site", f"{SITE}/gone": "it is gone (404)"}


@pytest.mark.parametrize(
    "body", [LAUGHS + "<urlset>&i;</urlset>", "<urlset><url>", "not xml", gzip.compress(b"\0" * 9_000_000)]
)
def test_a_hostile_sitemap_is_refused_and_nothing_is_taken_for_gone(body: str | bytes) -> None:
    found = _crawl(Site({"/sitemap.xml": body}), start=f"{SITE}/sitemap.xml")
    assert [each.unsure for each in found if isinstance(each, Skipped)] == [True]


def test_documents_that_the_site_links_to_are_read_by_their_kind() -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    site = Site({
        "/": _html("Home", "/list.pdf", "/terms", "/film"),
        "/list.pdf": pdf("The price list of this year, as a document."),
        "/terms": httpx.Response(200, stream=httpx.ByteStream(docx(paragraph("The terms of sale."))),
                                 headers={"content-type": word}),
        "/film": httpx.Response(200, content=b"x", headers={"content-type": "video/mp4"}),
    })  # fmt: skip
    found = _crawl(site)
    assert [page.url for page in pages(found)] == [f"{SITE}/", f"{SITE}/list.pdf", f"{SITE}/terms"]
    assert skipped(found) == {f"{SITE}/film": "is video/mp4, not a page"}


def test_the_canonical_address_is_kept_and_another_sites_is_not() -> None:
    own = _html("A", head=f'<link rel=canonical href="{SITE}/real">')
    foreign = _html("B", head='<link rel=canonical href="https://evil.example/">')
    site = Site({"/": own, "/b": foreign})
    assert [page.url for page in pages(_crawl(site))] == [f"{SITE}/real"]
    assert [page.url for page in pages(_crawl(site, start=f"{SITE}/b"))] == [f"{SITE}/b"]


def test_the_limits_of_pages_and_of_links_hold() -> None:
    answers: Answers = {f"/{n}": _html(f"Page {n}", f"/{n + 1}") for n in range(50)}
    few = _crawl(Site(answers), replace(ENGLISH, limit=5), f"{SITE}/0")
    assert len(pages(few)) == 5
    assert [each.unsure for each in few if isinstance(each, Skipped)] == [True]
    assert len(pages(_crawl(Site(answers), replace(ENGLISH, depth=3), f"{SITE}/0"))) == 4


def test_a_site_in_trouble_leaves_what_was_indexed_unsure() -> None:
    site = Site({"/": _html("Home", "/a", "/b"), "/a": httpx.Response(500), "/b": httpx.Response(410)})
    told = {each.where: each.unsure for each in _crawl(site) if isinstance(each, Skipped)}
    assert told == {f"{SITE}/a": True, f"{SITE}/b": False}


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("/", "circle"),
        ("https://evil.example/", "another site, evil.example"),
        ("file:///etc/passwd", "another site"),
        ("//127.0.0.1/", "another site"),
        ("http://[bad", "cannot be reached|no address"),
    ],
)
def test_a_redirect_that_leads_astray_is_refused(location: str, reason: str) -> None:
    site = Site({"/": httpx.Response(302, headers={"location": location})})
    with pytest.raises(RefusedError, match=reason):
        site.fetcher().fetch(f"{SITE}/")


def test_a_chain_of_redirects_has_an_end() -> None:
    site = Site({f"/{n}": httpx.Response(301, headers={"location": f"/{n + 1}"}) for n in range(20)})
    with pytest.raises(RefusedError, match="redirects more than 5 times"):
        site.fetcher().fetch(f"{SITE}/0")
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::1", "::127.0.0.1"],
)  # fmt: skip
def test_an_address_that_is_not_public_is_never_connected_to(address: str) -> None:
    assert not is_public(address)
    site = Site({"/": _html("Metadata")})
    with pytest.raises(RefusedError, match="not an address of the public internet"):
        site.fetcher(lambda _: ["93.184.216.34", address]).fetch(f"{SITE}/")
    assert site.asked == []


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_a_public_address_is_connected_to(address: str) -> None:
    assert is_public(address)


def test_a_name_that_changes_its_address_is_judged_each_time_and_connected_to_as_judged() -> None:
    turns: Iterator[list[str]] = iter([["93.184.216.34"], ["127.0.0.1"]])
    site = Site({"/": httpx.Response(302, headers={"location": "/next"}), "/next": _html("Metadata")})
    with pytest.raises(RefusedError, match="not an address of the public internet"):
        site.fetcher(lambda _: next(turns)).fetch(f"{SITE}/")
    assert site.hosts == ["93.184.216.34"]


def test_the_name_is_still_told_to_the_site_and_to_its_certificate() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, stream=httpx.ByteStream(b"x"))

    Fetcher(CLOCK, private=False, transport=httpx.MockTransport(answer), resolve=lambda _: ["93.184.216.34"]).fetch(
        f"{SITE}/"
    )
    (request,) = seen
    assert (request.url.host, request.headers["host"]) == ("93.184.216.34", "shop.example")
    assert request.extensions["sni_hostname"] == "shop.example"


def test_private_networks_are_read_where_the_setting_says_so() -> None:
    site = Site({"/": _html("Intranet")})
    assert site.fetcher(lambda _: ["10.0.0.5"], private=True).fetch(f"{SITE}/").body
    assert site.hosts == ["10.0.0.5"]


def test_an_answer_that_is_too_large_is_refused_by_what_it_says_or_by_what_comes() -> None:
    told = httpx.Response(200, headers={"content-length": str(1024**3), "content-type": "text/html"}, content=b"")
    with pytest.raises(RefusedError, match=r"it has 1024\.0 MB"):
        Site({"/": told}).fetcher().fetch(f"{SITE}/")
    with pytest.raises(RefusedError, match=r"it has more than 8\.0 MB"):
        Site({"/": "x" * 9_000_000}).fetcher().fetch(f"{SITE}/")


@pytest.mark.parametrize(("name", "packed"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_answer_that_swells_is_refused(name: str, packed: Callable[[bytes], bytes]) -> None:
    headers = {"content-encoding": name, "content-type": "text/html"}
    bomb = httpx.Response(200, headers=headers, stream=httpx.ByteStream(packed(b"\0" * 200_000_000)))
    with pytest.raises(RefusedError, match="it has more than"):
        Site({"/": bomb}).fetcher().fetch(f"{SITE}/")
    good = httpx.Response(200, headers=headers, stream=httpx.ByteStream(packed(b"Words")))
    assert Site({"/": good}).fetcher().fetch(f"{SITE}/").body == b"Words"


@pytest.mark.parametrize("name", ["br", "zstd", "gzip, gzip", "bogus"])
def test_a_packing_that_was_not_asked_for_is_refused(name: str) -> None:
    odd = httpx.Response(200, headers={"content-encoding": name}, stream=httpx.ByteStream(b"x"))
    with pytest.raises(RefusedError, match="which was not asked for"):
        Site({"/": odd}).fetcher().fetch(f"{SITE}/")


def test_a_page_that_is_gone_is_told_from_one_that_is_away() -> None:
    with pytest.raises(GoneError):
        Site({}).fetcher().fetch(f"{SITE}/")
    for status in (401, 403, 429, 500, 503):
        with pytest.raises(UnreachableError, match=str(status)):
            Site({"/": httpx.Response(status)}).fetcher().fetch(f"{SITE}/")


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: ParleyBot\nAllow: /", "/a", True),
        ("User-agent: GPTBot\nUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: GPTBot\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("\ufeffnonsense\n::\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /" + "*a" * 5000, "/" + "a" * 4000, True),
    ],
)
def test_the_longest_rule_decides(rules: str, path: str, allowed: bool) -> None:
    assert robots_of(rules, "ParleyBot").allows(f"{SITE}{path}") is allowed


def test_what_follows_a_visitor_around_is_no_part_of_an_address() -> None:
    assert canonical("https://SHOP.example?utm_source=x&b=1&fbclid=2#top") == "https://shop.example/?b=1"


def test_a_sitemap_that_robots_name_is_read_on_the_same_host_alone() -> None:
    listed = f"<urlset><url><loc>{SITE}/a</loc></url></urlset>"
    robots = f"Sitemap: {SITE}/map.xml\nSitemap: https://other.example/map.xml"
    site = Site({"/robots.txt": robots, "/map.xml": listed, "/": _html("Home"), "/a": _html("A")})
    assert [page.title for page in pages(_crawl(site))] == ["Home", "A"]
    assert site.asked == ["/robots.txt", "/map.xml", "/", "/a"]
