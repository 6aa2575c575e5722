"""An Astro site: as it was built where it was, from its content where it was not."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.chunk import chunks_of
from knowledge.load.astro import is_astro, pages_in, site_of
from knowledge.load.mdx import markdown_of_mdx
from knowledge.load.page import Page, RefusedError
from tests.knowledge.load.made import ASTRO, ENGLISH, by_url, pages, skipped

SITE = "https://www.rougefork.example"


@pytest.fixture(scope="module")
def read() -> dict[str, Page]:
    return by_url(pages_in(ASTRO, "astro:test", ENGLISH))


def test_the_site_is_told_by_its_configuration() -> None:
    assert is_astro(ASTRO)
    assert site_of(ASTRO) == SITE


def test_built_pages_and_content_that_was_not_built_are_read_once_each(read: dict[str, Page]) -> None:
    found = pages(pages_in(ASTRO, "astro:test", ENGLISH))
    assert len(found) == len(read) == 18
    assert {f"{SITE}/services/", f"{SITE}/services/metal-roofing/", f"{SITE}/es/services/techo-de-metal/"} <= set(read)


def test_a_built_page_is_read_without_menu_footer_and_cookie_bar(read: dict[str, Page]) -> None:
    told = "\n".join(page.body for page in read.values())
    for furniture in (
        "cookies",
        "Accept all",
        "Our crews\n\nBlog",
        "License 2101187653",
        "Related posts",
        "Chat with us",
    ):
        assert furniture not in told
    assert read[f"{SITE}/crews/"].body.startswith("# Our crews\n\nFour roofing crews")


def test_the_built_page_wins_over_its_source(read: dict[str, Page]) -> None:
    body = read[f"{SITE}/blog/how-long-does-a-roof-last/"].body
    assert "## Years by material {#years-by-material}" in body
    assert "| Metal Roofing | 40 to 60 | 40 years on the finish |" in body


def test_drafts_redirects_errors_and_unlisted_pages_are_left_out() -> None:
    told = skipped(pages_in(ASTRO, "astro:test", ENGLISH))
    assert told["blog/spring-special.md"] == "a draft"
    assert told["old-prices/index.html"] == f"leads to {SITE}/services/"
    assert told["404.html"] == "is shown for errors only"
    assert told["thank-you/index.html"] == "asks not to be indexed"
    assert told["blog/_ideas.md"] == "its name begins with _, which Astro leaves out"
    assert told["blog/broken.md"] == "broken.md:3: its front matter is not readable YAML"


def test_the_language_comes_from_the_folder_and_the_address_follows(read: dict[str, Page]) -> None:
    assert read[f"{SITE}/es/blog/preparar-su-casa/"].language == "es"
    assert read[f"{SITE}/es/"].language == "es"
    assert read[f"{SITE}/faq/during-the-job/"].language == "en"


def test_a_slug_of_the_front_matter_is_the_address(read: dict[str, Page]) -> None:
    assert f"{SITE}/services/chimney-leaks/" in read


def test_components_go_and_their_words_stay(read: dict[str, Page]) -> None:
    body = read[f"{SITE}/services/metal-roofing/"].body
    assert "Colors in stock\n\nCharcoal, burnished slate" in body
    assert "| Narrow | 12 in | Dormers and porches |" in body
    for code in ("import", "export", "<Callout", "PriceNote", "client:", "{/*", "perSquareFoot"):
        assert code not in body


def test_a_table_of_mdx_stays_with_its_head(read: dict[str, Page]) -> None:
    chunk = next(
        chunk for chunk in chunks_of(read[f"{SITE}/services/metal-roofing/"]) if chunk.heading == "Panel widths"
    )
    assert chunk.body.startswith("| Panel | Width | Best for |")


def test_without_a_build_the_content_is_read(tmp_path: Path) -> None:
    shutil.copytree(ASTRO, tmp_path / "site", ignore=shutil.ignore_patterns("dist"))
    read = by_url(pages_in(tmp_path / "site", "astro:test", ENGLISH))
    body = read[f"{SITE}/blog/how-long-does-a-roof-last/"].body
    assert "| Material | Years here | Warranty of the maker |" in body
    assert len(read) == 10


def test_a_site_without_an_address_is_refused_until_it_is_told(tmp_path: Path) -> None:
    shutil.copytree(ASTRO, tmp_path / "site")
    (tmp_path / "site" / "astro.config.mjs").write_text("export default {};\n", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"expected site in astro\.config, or --site"):
        list(pages_in(tmp_path / "site", "astro:test", ENGLISH))
    told = replace(ENGLISH, site="https://new.example")
    assert "https://new.example/faq/during-the-job/" in by_url(pages_in(tmp_path / "site", "astro:test", told))


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("import A from './a';\nimport {\n  B,\n} from './b';\n\nWords.", "Words.\n"),
        ("export const meta = {\n  a: 1,\n};\n\nWords.", "Words.\n"),
        ('<Tabs>\n  <Tab label="Metal">\n    It lasts.\n  </Tab>\n</Tabs>', "Metal\n\nIt lasts.\n"),
        ('<A on={() => b > 1} c="x>y">Kept</A>', "Kept\n"),
        ("One {'two'} three{/* four */}.", "One two three.\n"),
        ("Price: {price}.", "Price: .\n"),
        ("## Heading {#own-id}\n\nWords.", "## Heading {#own-id}\n\nWords.\n"),
        ("```js\nimport x from 'y'\n```", "```js\nimport x from 'y'\n```\n"),
        ("<>Bare</>", "Bare\n"),
        ("Open <Tag never closed", "Open\n"),
        ("a < b and {unclosed", "a < b and\n"),
    ],
)
def test_mdx_is_read_as_its_words(written: str, read_as: str) -> None:
    import re

    assert re.sub(r"\n{2,}", "\n\n", re.sub(r"[ \t]+\n", "\n", markdown_of_mdx(written))) == read_as
