"""What the check tells of ``pack.yaml``: the place of each mistake and what belongs there."""

from pathlib import Path

import pytest

from tests.commerce.packs_bench import a_pack, change, told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_pack(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "sales@shop.example",
            "abc",
            "pack.yaml:32: people[0].email: found 'abc', expected an e-mail address",
        ),
        ('"+1201', '"1201', "company.phone: found '12015550123', expected a number in E.164 form"),
        (
            "https://www.shop.example",
            "shop.example",
            "company.website: found 'shop.example', expected an address",
        ),
        ("id: shop", "id: store", "pack.yaml:4: id: found 'store', expected 'shop', the name of its folder"),
        ("currency: USD\n", "", "currency: found nothing, expected a value"),
        ("currency: USD", "currency: GBP", "currency: found 'GBP', expected 'COP', 'MXN', 'USD' or 'EUR'"),
        ("America/Chicago", "America/Chicagoo", "timezone: found 'America/Chicagoo', expected an IANA zone"),
        ("en: en_US", "en: xx_US", "locale.en: found 'xx_US', expected a locale of that language"),
        ('close: "18:00"', 'close: "08:00"', "hours[0]: found 09:00 to 08:00, expected an opening"),
        ('open: "09:00"', "open: 9", 'hours[0].open: found 9, expected text, so put it in quotes: "9"'),
        (
            "appointments: [call]",
            "appointments: [visit]",
            "people[0].appointments[0]: found 'visit', expected one",
        ),
        ("appointments: [call]\n", "appointments: []\n", "found 'call', which nobody takes"),
        ("receives_handoffs: true", "branch: north", "people[0].branch: found 'north', expected none"),
        ("receives_handoffs: true", "branch: null", "people: found nobody with receives_handoffs"),
        ("default_kind: call", "default_kind: visit", "default_kind: found 'visit', expected one of call"),
        ("default: standard", "default: reduced", "tax.default: found 'reduced', expected one of standard"),
        (
            "needs: [customer_name, phone]",
            "needs: [shoe_size]",
            "needs[0]: found 'shoe_size', expected one of",
        ),
        (
            "field: wants_to_buy",
            "field: wants_tea",
            "field: found 'wants_tea', expected one of asks_availability",
        ),
        ("  rules:", "  hot: 10\n  rules:", "qualification.hot: found 10, expected more than warm"),
        ("  - id: payment", "  - id: delivery", "policies[1].id: found 'delivery' again"),
        ("  legal_name", "  legal_nmae", "company.legal_nmae: found a field that does not exist, expected"),
        ("languages: [en]", "languages: [en, es]", "company.tagline: found no text in es"),
        ("type: customer", "type: customer\ntype: owner", "type: found the same name twice"),
        ("type: customer", "type: [customer", "pack.yaml:6: found YAML that cannot be read"),
    ],
)
def test_a_mistake_in_who_the_business_is_is_told_with_its_place(root: Path, old: str, new: str, line: str) -> None:
    change(root, "pack.yaml", old, new)

    assert any(line in each for each in told(root)), told(root)
