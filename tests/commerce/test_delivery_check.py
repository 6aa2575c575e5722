"""Where an order can be picked up."""

import pytest

from commerce.delivery.check import DeliveryError, checked, counters, ways
from commerce.packs.load import load
from commerce.packs.model import Pack
from kit.settings import ROOT


def with_counters(*open_at: str) -> Pack:
    pack = load(ROOT / "packs", "autoparts")
    branches = [each.model_copy(update={"pickup": each.id in open_at}) for each in pack.file.branches]
    return pack.model_copy(update={"file": pack.file.model_copy(update={"branches": branches})})


def test_an_order_is_not_picked_up_at_a_branch_that_hands_nothing_out() -> None:
    pack = with_counters("centro")
    assert checked({"mode": "pickup", "branch": "Centro"}, pack)["branch_id"] == "centro"
    with pytest.raises(DeliveryError, match=r"'satelite': expected one of Centro$"):
        checked({"mode": "pickup", "branch": "satelite"}, pack)


def test_where_no_branch_hands_anything_out_orders_are_brought() -> None:
    pack = with_counters()
    assert (counters(pack), ways(pack)) == ([], ["delivery"])
