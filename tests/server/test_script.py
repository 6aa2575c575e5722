"""Scripts of customers: what their lines mean, and what is said of those that mean nothing."""

from pathlib import Path

import pytest

from kit.errors import InvalidInputError
from server.script import Step, read_script


def test_a_text_file_is_one_message_a_line_without_empty_lines_and_notes(tmp_path: Path) -> None:
    script = tmp_path / "visit.txt"
    script.write_text("# a visit\nHola\n\n  ¿Cuánto cuesta?  \n", encoding="utf-8")
    assert read_script(script) == [Step("say", "Hola"), Step("say", "¿Cuánto cuesta?")]


def test_a_yaml_file_has_messages_and_events(tmp_path: Path) -> None:
    script = tmp_path / "visit.yaml"
    script.write_text("- Hola\n- wait: 10m\n- take: dana\n- event: {event: payment, amount: 1}\n", encoding="utf-8")
    assert read_script(script) == [
        Step("say", "Hola"),
        Step("wait", seconds=600),
        Step("take", "dana"),
        Step("event", data={"event": "payment", "amount": 1}),
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("- Hola\n- dance: tango\n", "entry 2: found {'dance': 'tango'}"),
        ("- wait: soon\n", "entry 1"),
        ("- event: payment\n", "entry 1"),
        ("- 7\n", "entry 1: found 7"),
        ("say: Hola\n", "expected a list"),
        ("[]\n", "empty"),
    ],
)
def test_an_entry_that_means_nothing_is_named_with_its_place(content: str, told: str, tmp_path: Path) -> None:
    script = tmp_path / "visit.yaml"
    script.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInputError) as refused:
        read_script(script)
    assert told in str(refused.value)
    assert str(script) in str(refused.value)
