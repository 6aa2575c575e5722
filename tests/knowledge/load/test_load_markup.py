"""HTML as Markdown: what a reader sees, in the order and the shape that it has."""

import pytest

from knowledge.load.html import fragment_of, read_html
from knowledge.load.page import RefusedError
from knowledge.markdown import blocks_of

BASE = "https://shop.example/a/"
NEVER = "<nav>Menu</nav><p>The words of the page.</p><footer>Footer</footer>"


def _read(html: str) -> str:
    return fragment_of(html, BASE)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2 id='own'>Prices</h2><p>Text</p>", "## Prices {#own}\n\nText"),
        ("<section id='part'><h2>Prices</h2></section>", "## Prices {#part}"),
        ("<h2><a name='old'></a>Prices</h2>", "## Prices {#old}"),
        ("<h2 id='bad id'>Prices</h2>", "## Prices"),
        ("<h2> </h2><p>x</p>", "x"),
        ("<p>a&nbsp;b&shy;c\u200bd</p>", "a bcd"),
        ("<p>one<br>two</p>", "one  \ntwo"),
        ("<p>was <del>$500</del> <s>$450</s> now $400</p>", "was now $400"),
        ("<p><a href='/b'>Go</a> <a href='#c'>here</a> <a href='mailto:x@y.example'>mail</a></p>",
         "[Go](https://shop.example/b) here mail"),
        ("<p><a href='javascript:alert(1)'>Go</a></p>", "Go"),
        ("<p><a href='http://[bad'>Go</a></p>", "Go"),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n   \n   - b\n2. c"),
        ("<ul><li><h3>Card</h3><p>Words</p></li></ul>", "### Card\n\nWords"),
        ("<dl><dt>Phone</dt><dd>555</dd><dt>Mail</dt><dd>a</dd></dl>", "- Phone: 555\n- Mail: a"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<details><summary>Why?</summary><p>So.</p></details>", "## Why?\n\nSo."),
        ("<p>1. not a list</p><p># no heading</p><p>- no item</p><p>*x* [y] `z`</p>",
         "1\\. not a list\n\n\\# no heading\n\n\\- no item\n\n\\*x\\* \\[y\\] \\`z\\`"),
        ("text <b>bold</b><div>block</div>tail", "text bold\n\nblock\n\ntail"),
        ("<a href='/x'><h3>Linked</h3><p>card</p></a>", "### Linked\n\ncard"),
        ("", ""),
    ],
)  # fmt: skip
def test_markup_becomes_markdown(html: str, markdown: str) -> None:
    assert [line.strip() for line in _read(html).split("\n") if line.strip()] == [
        line.strip() for line in markdown.split("\n") if line.strip()
    ]


@pytest.mark.parametrize(
    "text", ["1. x", "# x", "*a* _b_ [c](d) `e` <f> a|b ~~g~~", "a & b &amp; c", "= y", "\\n", "+ 1"]
)
def test_a_text_reads_the_same_after_the_way_through_markdown(text: str) -> None:
    import html

    (block,) = blocks_of(_read(f"<p>{html.escape(text)}</p>"))
    assert block.text == text


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<table><tr><th>A<th>B<th>C<tr><td>1<td>2<td>3</table>", ["| A | B | C |", "|---|---|---|", "| 1 | 2 | 3 |"]),
        ("<table><thead><tr><td>A<td>B</thead><tr><td>1<td>2</table>", ["| A | B |", "|---|---|", "| 1 | 2 |"]),
        ("<table><tr><td><b>A</b><td><b>B</b><tr><td>1<td>2</table>", ["| A | B |", "|---|---|", "| 1 | 2 |"]),
        ("<table><tr><td>A<td>1<tr><td>B<td>2</table>", ["- A: 1", "- B: 2"]),
        ("<table><tr><th>A<td>1<tr><th>B<td>2</table>", ["- A: 1", "- B: 2"]),
        ("<table><tr><th>A<th>B<th>C<tr><td rowspan=2>x<td>1<td>2<tr><td>3<td>4</table>",
         ["| A | B | C |", "|---|---|---|", "| x | 1 | 2 |", "| x | 3 | 4 |"]),
        ("<table><tr><th colspan=2>A<th>B<tr><td>1<td>2<td>3</table>",
         ["| A | | B |", "|---|---|---|", "| 1 | 2 | 3 |"]),
        ("<table><tr><th>A<th>B<th>C<tr><td>1</table>", ["| A | B | C |", "|---|---|---|", "| 1 | | |"]),
        ("<table><tr><th>A<th>B<th>C<tr><td><ul><li>x<li>y</ul><td>p|q<td>r<br>s</table>",
         ["| A | B | C |", "|---|---|---|", "| x; y | p\\|q | r s |"]),
        ("<table><tr><td><h2>Left</h2>words<td>right</table>", ["## Left", "words", "right"]),
        ("<table><caption>Prices</caption><tr><th>A<th>B<tr><td>1<td>2</table>",
         ["Prices", "| A | B |", "|---|---|", "| 1 | 2 |"]),
        ("<table><tr><td>only<tr><td>one column</table>", ["only", "one column"]),
        ("<table></table>", []),
    ],
)  # fmt: skip
def test_tables_keep_their_head_and_their_merged_cells(html: str, rows: list[str]) -> None:
    assert [" ".join(line.split()) for line in _read(html).split("\n") if line.strip()] == rows


def test_a_cell_that_claims_a_billion_columns_takes_no_memory() -> None:
    html = "<table><tr><th colspan=1000000000 rowspan=1000000000>A</th><th>B</th></tr><tr><td>1</td></tr></table>"
    assert len(_read(html)) < 2000


@pytest.mark.parametrize(
    "page",
    [
        f"<body><header>Top</header><main>{NEVER}</main><footer>Bottom</footer></body>",
        f"<body><div role=main>{NEVER}</div><div>Elsewhere</div></body>",
        f"<body><div id=cookie-banner>We use cookies</div><article>{NEVER} and more words than that</article></body>",
        f"<body><main><p class='cookie-bar'>Cookies!</p><p class='share-it'>Share</p>{NEVER}</main></body>",
        f"<body><main class='has-sidebar'><div class='with-sidebar sidebar'><h1>T</h1>{NEVER}</div></main></body>",
        f"<body><main>{NEVER}<p hidden>Hidden</p><p style='display:none'>Gone</p><aside>Aside</aside></main></body>",
    ],
)
def test_only_the_pages_own_words_are_read(page: str) -> None:
    body = read_html(page, BASE).body
    assert "The words of the page." in body
    for furniture in ("Menu", "Footer", "Top", "Bottom", "ookies", "Share", "Hidden", "Gone", "Aside", "Elsewhere"):
        assert furniture not in body


def test_a_page_that_marks_nothing_is_still_read_without_its_frame() -> None:
    words = "".join(
        f"<p>Standing seam metal sheds snow and lasts for {n} decades on a roof like yours.</p>" for n in "2345"
    )
    table = "<table><tr><th>Panel</th><th>Width</th></tr><tr><td>Narrow</td><td>12 in</td></tr></table>"
    page = (
        "<html><head><title>Metal | Shop</title></head><body><div class='nav-menu'><ul><li><a href='/'>Home</a></li>"
        f"<li><a href='/b'>Blog</a></li></ul></div><div class='page'>"
        f"<h2 id='metal'>Metal roofs</h2>{words}{table}</div>"
        "<div class='footer'><p>All rights reserved</p></div></body></html>"
    )
    read = read_html(page, BASE)
    assert read.title == "Metal"
    assert "## Metal roofs {#metal}" in read.body
    assert "| Narrow | 12 in |" in read.body
    assert "All rights reserved" not in read.body


def test_the_head_tells_title_language_address_and_date() -> None:
    read = read_html(
        "<html lang=es-MX><head><title>Precios – Taller</title><link rel=canonical href='/precios/'>"
        "<meta property='article:modified_time' content='2026-05-01T08:00:00-06:00'></head>"
        "<body><main><h1>Uno</h1><h1>Dos</h1><p>Texto</p></main></body></html>",
        "https://taller.example/p?x=1",
    )
    assert (read.title, read.language, read.address) == ("Precios", "es-MX", "https://taller.example/precios/")
    assert read.updated is not None
    assert read.updated.isoformat() == "2026-05-01T08:00:00-06:00"


def test_deep_nesting_is_followed_to_a_point_and_refused_beyond_it() -> None:
    assert "deep" in _read("<div>" * 1500 + "deep" + "</div>" * 1500)
    with pytest.raises(RefusedError, match="nests its elements more than 2000 deep"):
        _read("<div>" * 100_000 + "x")
    assert "last" in _read("<p>" * 20_000 + "last")
