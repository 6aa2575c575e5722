"""Suite files: what they may hold, and what is said of those that are wrong."""

from pathlib import Path

import pytest

from evals import suite as suites
from evals.suite import available, read_suite
from kit.errors import InvalidInputError, NotFoundError

CASE = 'script: a.txt\n    tenant: colombiatic\n    now: "2026-11-23T09:00:00-05:00"\n    expect: {owner: bot}'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(suites, "SUITES", tmp_path)
    return tmp_path


def written(folder: Path, text: str) -> None:
    (folder / "mine.yaml").write_text(text, encoding="utf-8")


def test_every_suite_that_is_shipped_is_read() -> None:
    assert "examples" in available()
    for name in available():
        found = read_suite(name)
        assert found.suite == name
        assert all(case.path.is_file() for case in found.cases)


def test_a_suite_that_is_not_there_is_refused_with_those_that_are(folder: Path) -> None:
    written(folder, f"suite: mine\ncases:\n  - {CASE}\n")
    with pytest.raises(NotFoundError, match=r"no suite 'yours'.*expected one of mine"):
        read_suite("yours")


def test_a_sound_suite_is_read_with_its_defaults(folder: Path) -> None:
    written(folder, f"suite: mine\ncases:\n  - {CASE}\n")
    [case] = read_suite("mine").cases
    assert (case.channel, case.expect.owner, case.expect.appointments) == ("web", "bot", None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("suite: mine\n", "cases"),
        ("cases: []\n", "suite"),
        ("suite: mine\ncases:\n  - {script: a.txt}\n", r"cases\.0\.tenant"),
        (f"suite: mine\ncases:\n  - {CASE}\n    colour: red\n", r"cases\.0\.colour"),
        (f"suite: mine\ncases:\n  - {CASE}\n    channel: fax\n", r"cases\.0\.channel"),
        (f"suite: mine\ncases:\n  - {CASE.replace('owner', 'ownr')}\n", r"cases\.0\.expect\.ownr"),
        (f"suite: mine\ncases:\n  - {CASE.replace('2026-11-23T09', 'yesterday')}\n", r"cases\.0\.now"),
        (f"suite: mine\ncases:\n  - {CASE.replace('-05:00', '')}\n", r"cases\.0\.now"),
        ("- a\n- b\n", "mine.yaml"),
        ("", "mine.yaml"),
        ("suite: [mine\n", "mine.yaml"),
    ],
    ids=[
        "no cases", "no name", "no tenant", "unknown key", "unknown channel", "unknown expectation", "no time",
        "a time without its offset", "a list", "empty", "no yaml",
    ],
)  # fmt: skip
def test_a_mistake_in_a_suite_is_told_with_its_place(text: str, place: str, folder: Path) -> None:
    written(folder, text)
    with pytest.raises(InvalidInputError, match=place) as refused:
        read_suite("mine")
    assert "mine.yaml" in str(refused.value)
