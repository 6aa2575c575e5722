"""Cutting pages into pieces that can stand alone."""

from knowledge.chunk import LONGEST, USUAL, address_of, chunks_of
from tests.knowledge.pages import written

PRICES = "| Material | Price |\n|---|---|\n"


def test_each_heading_opens_a_chunk_under_its_path() -> None:
    page = written("p", "Welcome.\n\n## Delivery\n\nFast.\n\n### To islands\n\nSlower.\n\n## Returns\n\nEasy.")
    assert [(chunk.heading, chunk.body) for chunk in chunks_of(page)] == [
        ("", "Welcome."),
        ("Delivery", "Fast."),
        ("Delivery › To islands", "Slower."),
        ("Returns", "Easy."),
    ]


def test_a_heading_that_repeats_the_title_is_not_in_the_path() -> None:
    page = written("p", "# Prices\n\n## Metal\n\nIt lasts.", title="Prices")
    assert [chunk.heading for chunk in chunks_of(page)] == ["Metal"]


def test_anchors_are_the_headings_and_stay_apart_when_headings_repeat() -> None:
    page = written("p", "Hi.\n\n## ¿Cuánto tarda?\n\nPoco.\n\n## ¿Cuánto tarda?\n\nMucho.")
    assert [chunk.anchor for chunk in chunks_of(page)] == ["start", "cuánto-tarda", "cuánto-tarda-1"]


def test_customers_read_words_and_not_marks() -> None:
    page = written("p", "The **ceramic** pad `BD-4471`\nis *quiet*; see [the guide](https://shop.example/guide).")
    (chunk,) = chunks_of(page)
    assert chunk.body == "The ceramic pad BD-4471 is quiet; see the guide (https://shop.example/guide)."


def test_a_tag_in_a_page_is_not_shown() -> None:
    (chunk,) = chunks_of(written("p", "Before<br>after.\n\n<script>alert(1)</script>"))
    assert chunk.body == "Beforeafter."


def test_a_list_stays_whole_under_the_line_that_announces_it() -> None:
    body = f"{'Long talk. ' * 108}\n\nWhat we check:\n\n- the discs\n- the fluid\n\n1. first\n2. second"
    chunks = chunks_of(written("p", body))
    assert chunks[1].body == "What we check:\n- the discs\n- the fluid\n\n1. first\n2. second"


def test_a_nested_list_keeps_its_steps() -> None:
    (chunk,) = chunks_of(written("p", "- pads\n  - front\n  - rear\n- discs"))
    assert chunk.body == "- pads\n  - front\n  - rear\n- discs"


def test_a_price_table_stays_in_one_chunk_with_its_header() -> None:
    rows = "".join(f"| Shingle {n} | ${n}.50 |\n" for n in range(70))
    chunks = chunks_of(written("p", f"{'Long talk. ' * 100}\n\n{PRICES}{rows}\nAfter."))
    assert USUAL < len(chunks[1].body) < LONGEST
    assert chunks[1].body.startswith("| Material | Price |\n|---|---|\n| Shingle 0 | $0.50 |")
    assert "| Shingle 69 | $69.50 |" in chunks[1].body


def test_a_table_too_long_for_one_chunk_repeats_its_header_in_each() -> None:
    rows = "".join(f"| Shingle {n} | ${n}.50 |\n" for n in range(400))
    chunks = chunks_of(written("p", PRICES + rows))
    assert len(chunks) > 1
    assert all(chunk.body.startswith("| Material | Price |\n|---|---|\n| Shingle") for chunk in chunks)
    assert sum(chunk.body.count("| Shingle") for chunk in chunks) == 400


def test_a_paragraph_without_end_is_cut_between_sentences() -> None:
    chunks = chunks_of(written("p", "This sentence is whole. " * 400))
    assert len(chunks) > 1
    assert all(chunk.body.endswith("This sentence is whole.") for chunk in chunks)


def test_a_word_without_end_is_cut_by_length() -> None:
    chunks = chunks_of(written("p", "x" * 10_000))
    assert "".join(chunk.body for chunk in chunks) == "x" * 10_000
    assert max(len(chunk.body) for chunk in chunks) <= LONGEST


def test_a_heading_without_words_under_it_makes_no_chunk() -> None:
    assert [chunk.heading for chunk in chunks_of(written("p", "## A\n\n## B\n\nWords."))] == ["B"]


def test_quotes_and_code_are_kept_as_text() -> None:
    (chunk,) = chunks_of(written("p", "> Great roof.\n> Ann\n\n```\nVIN 1HG\n```\n\n---\n"))
    assert chunk.body == "Great roof. Ann\n\nVIN 1HG"


def test_a_heading_that_tells_its_own_id_is_cited_by_it() -> None:
    page = written("p", "## Prices {#lista}\n\nLow.\n\n## Years\n\nMany.")
    assert [(chunk.heading, address_of(page.url, chunk.anchor)) for chunk in chunks_of(page)] == [
        ("Prices", "https://shop.example/p#lista"),
        ("Years", "https://shop.example/p#years"),
    ]


def test_the_further_pieces_of_a_section_are_apart_and_lead_to_its_heading() -> None:
    page = written("p", f"## Long\n\n{'Words of it. ' * 300}\n\n{'More of it. ' * 300}")
    chunks = chunks_of(page)
    assert [chunk.anchor for chunk in chunks] == ["long", *(f"long~{n}" for n in range(2, len(chunks) + 1))]
    assert {address_of(page.url, chunk.anchor) for chunk in chunks} == {"https://shop.example/p#long"}


def test_words_above_the_first_heading_are_cited_by_the_page_alone() -> None:
    page = written("p", "Welcome.")
    (chunk,) = chunks_of(page)
    assert address_of(page.url, chunk.anchor) == page.url
    assert address_of("", "prices") == ""
