"""The fact checker is held against sentences with and without facts, and its misses are told by kind."""

from pathlib import Path

import pytest

from evals.claims.grade import check, figures
from evals.claims.rows import LANGUAGES, read_sheet
from kit.errors import InvalidInputError

KINDS = {"money", "percent", "offer", "date", "hour", "quantity", "email", "phone", "url", "address", "reference"}
SLANG = {"Está en dos palos y medio."}
"""What is known to go through: no template and no page words a price so."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_has_true_and_false_sentences_of_every_kind(language: str) -> None:
    sheet = read_sheet("first", language)
    assert set(sheet.unbacked) == KINDS
    assert set(sheet.backed) >= KINDS - {"offer"}
    assert sum(map(len, sheet.unbacked.values())) >= 100
    assert sum(map(len, sheet.backed.values())) >= 90


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_no_fact_backs_goes_through(language: str) -> None:
    through = {each.text for each in check(read_sheet("first", language)) if not each.holds and not each.is_right}
    assert through <= SLANG


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_that_facts_back_goes_through(language: str) -> None:
    found = figures(check(read_sheet("first", language)))["true"]
    assert found["wrong"] <= found["n"] * 0.02


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_whole_messages_none_goes_out_with_a_false_figure_and_nearly_all_true_ones_do(language: str) -> None:
    checked = check(read_sheet("fresh", language))
    false, true = (figures(checked)[each] for each in ("false", "true"))
    assert (false["n"], true["n"]) >= (78, 72)
    assert false["wrong"] <= 2, [each.text for each in checked if not each.holds and not each.is_right]
    assert true["wrong"] <= true["n"] * 0.03


def test_a_sheet_that_lacks_something_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "some_es.yaml").write_text("locale: es_CO", encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"some_es\.yaml: lacks backed, facts"):
        read_sheet("some", "es", tmp_path)
