"""What ``parley eval fit-replies`` learns keeps its line above every reply that is no yes."""

from evals.replies.fit import MARGIN, STRANGE, case_of, fit_all, strangers
from evals.replies.grade import context_of, read_set
from tests.language.reading import NOW, engine


def test_no_reply_of_a_set_that_was_held_out_becomes_a_yes() -> None:
    rows = {name: read_set(name, "es")[::4] for name in ("dev", "blind_e")}
    rows[STRANGE] = list(strangers({"hours": ["a qué hora abren", "hasta qué hora están"]}))
    cases = [
        case_of(engine(), name, row, context_of(row, NOW, "America/Bogota"))
        for name, told in rows.items()
        for row in told
    ]
    agreement, table = fit_all(cases, None)
    assert set(table) == {"dev", "blind_e", "dev, in fifths"}
    assert [held.false for held in table.values()] == [0, 0, 0]
    assert all(held.taken >= held.taken_by_rules for held in table.values())
    assert agreement.line >= MARGIN
