"""``parley bench read`` and ``learn``: what they tell, on little, in a process of their own."""

import pytest

from evals.bench.fresh import fresh, memory_mb, peak_mb
from evals.bench.learn import bench_learn
from kit.settings import Settings


def test_a_process_of_its_own_holds_memory_and_has_held_no_less() -> None:
    assert 1 < fresh(memory_mb) <= fresh(peak_mb) + 20


def test_any_number_of_rows_has_all_labels_and_says_what_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_ENCODER", "ngrams")
    found = bench_learn(Settings(), 300)
    assert found["rows"] == 300
    assert found["intents"] > 40
    assert found["peak_mb"] > 1
    assert found["learn_s"] >= 0
