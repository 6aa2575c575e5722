"""What the check tells of catalogue, stages, strategies and pages: where and what belongs there."""

from pathlib import Path

import pytest

from tests.commerce.packs_bench import a_pack, change, told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_pack(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('price: "100"', "price: 99.5", 'price: found 99.5, expected text, so put it in quotes: "99.5"'),
        ('price: "100"', 'price: "1,290"', "price: found '1,290', expected an amount as plain text"),
        (
            "unit: each",
            "unit: each\n    tax_class: reduced",
            "tax_class: found 'reduced', expected one of standard",
        ),
        (
            "unit: each",
            "unit: each\n    related: [other]",
            "related[0]: found 'other', expected the id of an item",
        ),
        ("unit: each", "unit: each\n    tier: gold", "items[0].tier: found 'gold', expected none"),
        (
            "category: services",
            "category: parts",
            "items[0].category: found 'parts', expected one of services",
        ),
    ],
)
def test_a_mistake_in_what_is_sold_is_told_with_its_place(root: Path, old: str, new: str, line: str) -> None:
    change(root, "catalogue.yaml", old, new)

    assert any(line in each for each in told(root)), told(root)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "from: cart, to: closing",
            "from: cart, to: quote",
            "found 'quote', which is not among the next_stages of",
        ),
        (
            "conditions: [booked]",
            "conditions: [full_moon]",
            "conditions[0]: found 'full_moon', expected one of",
        ),
        (
            "conditions: [booked]",
            "conditions: [booked and 'moon' in profile]",
            "conditions[0]: found 'moon' beside profile in \"booked and 'moon' in profile\", expected one of",
        ),
        (
            "  initial: greeting",
            "  conditions: {booked: hot}\n  initial: greeting",
            "sales_pipeline.conditions.booked: found 'booked', which Parley defines, expected a name of your own",
        ),
        (
            "  initial: greeting",
            "  conditions: {ripe: hot and ready, ready: warm}\n  initial: greeting",
            "sales_pipeline.conditions.ripe: found 'ready' in 'hot and ready', expected one of",
        ),
        (
            "initial: greeting",
            "initial: hello",
            "sales_pipeline.initial: found 'hello', expected one of cart",
        ),
        (
            "next_stages: [objection, closing, handoff]",
            "next_stages: [objection, closing, handoff, moon]",
            "found 'moon'",
        ),
        (
            "  transitions:",
            "    attic: {}\n  transitions:",
            "stages.attic: found a stage that cannot be reached",
        ),
        ("prompts: [recommend]", "prompts: [recomend]", "found 'recomend', expected the name of a template"),
        ("data_collection: [need]", "data_collection: [mood]", "data_collection[0]: found 'mood'"),
        (
            "strategies: [direct]",
            "strategies: [shy]",
            "strategies[0]: found 'shy', expected one of consultative,",
        ),
    ],
)
def test_a_mistake_in_the_way_of_a_sale_is_told_with_its_place(root: Path, old: str, new: str, line: str) -> None:
    change(root, "stages.yaml", old, new)

    assert any(line in each for each in told(root)), told(root)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("when: []", "when: [hungry]", "strategies[1].when[0]: found 'hungry'"),
        ("when: []", "when: [hot]", "strategies: found no strategy with an empty when"),
        ("id: direct", "id: consultative", "strategies[1].id: found 'consultative' again"),
    ],
)
def test_a_mistake_in_how_to_sell_is_told_with_its_place(root: Path, old: str, new: str, line: str) -> None:
    change(root, "strategies.yaml", old, new)

    assert any(line in each for each in told(root)), told(root)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("url: https://www.shop.example/about\n", "", "about.md:2: url: found nothing, expected a value"),
        ("title: ", "title: ''\n# ", "about.md:3: title: found nothing, expected a title"),
        (
            "https://www.shop.example/about",
            "/about",
            "about.md:4: url: found '/about', expected a whole address",
        ),
        ("2026-11-20", "yesterday", "updated: found 'yesterday', expected a day such as"),
        ("---\nid", "id", "about.md:1: found a page without front matter"),
    ],
)
def test_a_mistake_in_a_page_is_told_with_its_place(root: Path, old: str, new: str, line: str) -> None:
    change(root, "documents/about.md", old, new)

    assert any(line in each for each in told(root)), told(root)
