"""How what agents say side by side becomes one state."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from agents.state import STATE_VERSION, TURN_KEYS, State, gather, kept, latest, merge
from tests.agents.states import state

ENTRIES = st.dictionaries(st.sampled_from("abcde"), st.one_of(st.none(), st.integers()))


def test_what_agents_find_side_by_side_is_gathered_in_order() -> None:
    assert gather(None, ["a"]) == ["a"]
    assert gather(["a"], ["b", "c"]) == ["a", "b", "c"]
    assert gather(["a"], []) == ["a"]


def test_nothing_empties_what_was_gathered() -> None:
    assert gather(["a"], None) == []


def test_gathering_changes_neither_side() -> None:
    old, new = ["a"], ["b"]
    gather(old, new)
    assert (old, new) == (["a"], ["b"])


def test_new_entries_lie_over_old_ones_and_none_forgets() -> None:
    assert merge({"a": 1, "b": 2}, {"b": 3, "c": 4}) == {"a": 1, "b": 3, "c": 4}
    assert merge({"a": 1, "b": 2}, {"a": None}) == {"b": 2}
    assert merge(None, {"a": None}) == {}
    assert merge({"a": 1}, None) == {"a": 1}
    assert merge({"a": 1}, {"a": 0, "b": "", "c": False}) == {"a": 0, "b": "", "c": False}


@given(ENTRIES, ENTRIES)
def test_what_is_merged_holds_no_forgotten_entry_and_merging_again_changes_nothing(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    merged = merge(old, new)
    assert None not in merged.values()
    assert merge(merged, new) == merged


def test_the_last_word_wins_even_when_it_is_nothing() -> None:
    assert latest({"a": 1}, None) is None
    assert latest(None, {"a": 1}) == {"a": 1}


def test_a_flow_that_has_not_begun_has_collected_nothing() -> None:
    assert kept(state(), "book") == {}
    assert kept(state(slots={"book": None}), "book") == {}
    assert kept(state(slots={"book": {"kind": "demo"}}), "book") == {"kind": "demo"}


def test_what_a_turn_gathers_are_keys_of_the_state_and_what_is_remembered_is_none_of_them() -> None:
    assert TURN_KEYS.issubset(State.__annotations__)
    assert not TURN_KEYS & {"pending", "profile", "question", "flows", "slots", "fact_ledger", "stage", "language"}
    assert STATE_VERSION >= 1
