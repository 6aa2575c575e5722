"""Rules behind gates find what each of them finds alone."""

import json

import pytest

from language.embedded.times.find import GRAMMARS
from language.words.fold import fold
from tests.conftest import SHARED


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_gate_lets_through_whatever_one_of_its_rules_finds(language: str) -> None:
    lines = (SHARED / "data" / "times" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[::3]:
        text = fold(f"{' '.join(json.loads(line)['phrases'])}, o a las 10:30; 3 de mayo. $5 at 4").text
        for gate in GRAMMARS[language].gates:
            alone = [(match.span(), rule) for pattern, rule in gate.rules for match in pattern.finditer(text)]
            assert [(match.span(), rule) for match, rule in gate.matches(text)] == alone
