"""What the check tells of ``pricing``: where, and what belongs there."""

from pathlib import Path

import pytest

from tests.commerce.packs_bench import TENANT, a_pack, told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_pack(tmp_path)


def with_pricing(root: Path, text: str) -> None:
    path = root / TENANT / "catalogue.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\npricing:\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  lists: [{id: vip, name: {en: VIP}, prices: {ghost: '5'}}]",
         "pricing.lists[0].prices.ghost: found 'ghost', expected the id of an item in this file"),
        ("  lists: [{id: vip, name: {en: VIP}}, {id: vip, name: {en: VIP}}]", "pricing.lists[1].id: found 'vip' again"),
        ("  lists: [{id: sale, name: {en: Sale}, starts: 2026-12-01, ends: 2026-11-01}]",
         "pricing.lists[0].ends: found 2026-12-01 to 2026-11-01, expected the earlier day first"),
        ("  breaks: [{at_least: 1, off_bp: 5}]", "pricing.breaks[0].at_least: found 1, expected at least 2"),
        ("  breaks: [{at_least: 5, off_bp: 10001}]", "pricing.breaks[0].off_bp: found 10001, expected at most 10000"),
        ("  breaks: [{at_least: 5, off_bp: 5, categories: [moon]}]", "pricing.breaks[0].categories[0]: found 'moon'"),
        ("  bundles: [{id: kit, name: {en: Kit}, parts: [{item: ghost}], price: '5'}]",
         "pricing.bundles[0].parts[0].item: found 'ghost'"),
        ("  coupons: [{code: SAVE, name: {en: Save}}]", "pricing.coupons[0]: found both or neither"),
        ("  coupons: [{code: save, name: {en: Save}, off_bp: 5}]", "pricing.coupons[0].code: found 'save'"),
        ("  limits: {intern: 500}", "pricing.limits.intern"),
        ("  financing: [{id: long, name: {en: Long}, payments: 0}]", "pricing.financing[0].payments: found 0"),
    ],
)  # fmt: skip
def test_a_mistake_in_prices_is_told_with_its_place(root: Path, text: str, line: str) -> None:
    with_pricing(root, text)
    assert any(line in each for each in told(root)), told(root)


def test_prices_that_hold_together_are_good(root: Path) -> None:
    with_pricing(root, "  limits: {agent: 500}\n  financing: [{id: three, name: {en: Three}, payments: 3}]")
    assert told(root) == []
