"""Script files as people save them: those that are not there, the wrong bytes, every unit of time."""

from pathlib import Path

import pytest

from kit.errors import InvalidInputError, NotFoundError
from kit.settings import ROOT
from server.script import Step, read_script


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("path", sorted((ROOT / "examples").iterdir()), ids=lambda path: path.name)
def test_every_example_is_a_script(path: Path) -> None:
    steps = read_script(path)
    assert any(step.kind == "say" for step in steps)
    assert all(step.text for step in steps if step.kind == "say")


def test_a_file_that_is_not_there_and_a_folder_are_no_scripts(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.txt", tmp_path):
        with pytest.raises(NotFoundError, match="no such script"):
            read_script(path)


def test_bytes_that_are_not_utf_8_are_told_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"byte 7.*UTF-8"):
        read_script(saved(tmp_path, "old.txt", "quiero una cotización".encode("latin-1")[:7] + b"\xf3n\n"))


@pytest.mark.parametrize("content", ["", "\n \n\t\n", "# only a note\n\n"])
def test_a_text_without_a_message_is_empty(content: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="empty"):
        read_script(saved(tmp_path, "visit.txt", content))


def test_a_number_sign_within_a_message_is_part_of_it(tmp_path: Path) -> None:
    path = saved(tmp_path, "visit.txt", "mi pedido es el #20418\n")
    assert read_script(path) == [Step("say", "mi pedido es el #20418")]


def test_the_lines_of_every_system_are_lines(tmp_path: Path) -> None:
    path = saved(tmp_path, "visit.txt", "hola\r\n¿qué tal?\r\n")
    assert read_script(path) == [Step("say", "hola"), Step("say", "¿qué tal?")]


def test_the_mark_that_some_editors_put_first_is_no_part_of_the_first_message(tmp_path: Path) -> None:
    path = saved(tmp_path, "visit.txt", b"\xef\xbb\xbf# a note\nhola\n")
    assert read_script(path) == [Step("say", "hola")]


@pytest.mark.parametrize(
    ("span", "seconds"), [("90s", 90), ("10m", 600), ("2h", 7200), ("3d", 259200), ("10 m", 600), ("0s", 0)]
)
def test_a_wait_is_told_in_seconds_minutes_hours_or_days(span: str, seconds: int, tmp_path: Path) -> None:
    path = saved(tmp_path, "visit.yaml", f"- hola\n- wait: {span}\n")
    assert read_script(path)[1] == Step("wait", seconds=seconds)


@pytest.mark.parametrize("span", ["10", "-5m", "1.5h", "10 minutes", "", "m"])
def test_a_wait_without_its_unit_or_below_zero_is_refused(span: str, tmp_path: Path) -> None:
    path = saved(tmp_path, "visit.yaml", f'- hola\n- wait: "{span}"\n')
    with pytest.raises(InvalidInputError, match="entry 2"):
        read_script(path)


@pytest.mark.parametrize("ending", ["yaml", "yml"])
def test_people_take_write_and_give_back(ending: str, tmp_path: Path) -> None:
    path = saved(tmp_path, f"visit.{ending}", "- say: hola\n- take: dana\n- agent: Aquí Dana.\n- release: dana\n")
    assert read_script(path) == [
        Step("say", "hola"), Step("take", "dana"), Step("agent", "Aquí Dana."), Step("release", "dana"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "entry", ["{say: 7}", "{take: dana, release: dana}", "{event: {amount: 1}}", "null", "[hola]", "{take: null}", "{}"]
)
def test_an_entry_of_another_shape_is_refused_with_its_place(entry: str, tmp_path: Path) -> None:
    path = saved(tmp_path, "visit.yaml", f"- hola\n- {entry}\n")
    with pytest.raises(InvalidInputError, match="entry 2: found"):
        read_script(path)


def test_what_is_no_yaml_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_script(saved(tmp_path, "visit.yaml", "- hola\n - [wait: {\n"))
    assert "line 2" in str(refused.value)
    assert "\n" not in str(refused.value)
