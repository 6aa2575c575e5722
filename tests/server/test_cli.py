"""The command line as a shell sees it: exit codes, one clear line for what is wrong, the objects that programs read."""

import json
import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kit.settings import ROOT
from tests.server.processes import COMMAND, only_pack

NOW = "2026-11-23T09:00:00-05:00"
TENANT = "colombiatic"
NODES = {
    "intent", "router", "responder", "qualifier", "scheduler", "quoter", "seller", "handoff", "composer", "checker",
}  # fmt: skip
SCRIPT = """\
- Hola, ¿cuánto cuesta el chatbot profesional?
- Quiero agendar una reunión
- wait: 10m
- El martes a las 10 de la mañana
- take: dana
- ¿Sigue ahí?
- agent: Aquí Dana, con gusto.
- release: dana
- Ana Ruiz, ana@ruiz.co
"""
KEYS: dict[str, Any] = {
    "turn": int, "customer": str, "reply": str, "language": str, "intents": list, "path": list, "stage": str,
    "acts": list, "facts": list, "pending": dict | None, "profile": dict, "lead": dict, "owner": str,
    "ms": float, "model_calls": int,
}  # fmt: skip
"""Of an object that ``--json`` prints, as the interface names them."""
ELSEWHERE = "postgresql://nobody@127.0.0.1:1/nothing"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return only_pack(ROOT / "packs", tmp_path / "packs", TENANT)


@pytest.fixture
def environment(packs: Path, database_url: str) -> dict[str, str]:
    """With what was learned in earlier runs, so that commands start quickly."""
    return {
        **os.environ,
        "DATABASE_URL": database_url,
        "PARLEY_DATA_DIR": str(Path(tempfile.gettempdir()) / f"parley-tests-{os.getuid()}" / "cli"),
        "PARLEY_PACKS_DIR": str(packs),
    }


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def parley(environment: Mapping[str, str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], env=dict(environment), capture_output=True, text=True, input="", timeout=120,
        cwd=tempfile.gettempdir(), check=False,
    )  # fmt: skip


def is_told(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """It ended with an error, and says why in one line that has those words."""
    assert done.returncode not in {0, -9}, done.stdout
    [line] = done.stderr.splitlines()
    assert "Traceback" not in done.stderr + done.stdout
    for word in words:
        assert word in line


def good(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chat", "--tenant", "nobody"], ["nobody", "expected", TENANT]),
        (["chat", "--tenant", TENANT, "--script", "/nowhere/script.txt"], ["/nowhere/script.txt", "no such script"]),
        (["chat", "--tenant", TENANT, "--now", "yesterday"], ["--now 'yesterday'", "expected"]),
        (["chat", "--tenant", TENANT, "--nope"], ["--nope"]),
        (["graph", "--svg", "/nowhere/graph.svg"], ["/nowhere/graph.svg"]),
        (["serve", "--port", "99999"], ["99999", "no such port"]),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_told_in_one_line(
    arguments: list[str], words: list[str], environment: dict[str, str]
) -> None:
    is_told(parley(environment, *arguments), *words)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("latin.txt", b"\xbfcu\xe1nto cuesta?\n", ["byte 0", "UTF-8"]),
        ("broken.yaml", b"- hola\n - [wait: {\n", ["line 2"]),
    ],
)
def test_a_script_that_cannot_be_played_is_told_with_its_place(
    name: str, content: bytes, words: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    script = tmp_path / name
    script.write_bytes(content)
    is_told(parley(environment, "chat", "--tenant", TENANT, "--script", script), str(script), *words)


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("PARLEY_DATABASE_POOL", "many", ["PARLEY_DATABASE_POOL", "integer"]),
        ("DATABASE_URL", "somewhere", ["DATABASE_URL", "postgresql://"]),
        ("DATABASE_URL", ELSEWHERE, ["database", "reached"]),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(
    setting: str, value: str, words: list[str], environment: dict[str, str]
) -> None:
    is_told(parley({**environment, setting: value}, "chat", "--tenant", TENANT), *words)


def test_a_server_that_cannot_start_tells_why_in_one_line(environment: dict[str, str], taken_port: int) -> None:
    is_told(parley(environment, "serve", "--port", str(taken_port)), str(taken_port), "--port")
    is_told(parley({**environment, "DATABASE_URL": ELSEWHERE, "PARLEY_PORT": "0"}, "serve"), "database", "reached")


def test_a_mistake_in_a_pack_is_told_with_file_and_line(environment: dict[str, str], packs: Path) -> None:
    whole = (packs / TENANT).resolve()
    (packs / TENANT).unlink()
    (packs / TENANT).mkdir()
    for part in whole.iterdir():
        (packs / TENANT / part.name).symlink_to(part)
    sheet = packs / TENANT / "pack.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.unlink()
    sheet.write_text(text.replace("currency: COP", "currency: DOGE", 1), encoding="utf-8")
    line = 1 + text[: text.index("currency: COP")].count("\n")
    is_told(parley(environment, "pack", "check"), f"pack.yaml:{line}", "DOGE", "expected")
    is_told(parley(environment, "serve", "--port", "0"), f"pack.yaml:{line}", "DOGE")


def test_the_graph_is_printed_with_all_its_nodes(environment: dict[str, str]) -> None:
    drawn = good(parley(environment, "graph"))
    assert "graph TD" in drawn
    for node in NODES:
        assert f"\t{node}(" in drawn


def test_the_doctor_finds_nothing_wrong_with_a_sound_installation(environment: dict[str, str]) -> None:
    lines = good(parley(environment, "doctor")).splitlines()
    assert [line.split()[0] for line in lines] == ["ok"] * 4
    assert TENANT in lines[-1]


def test_a_script_played_twice_says_the_same_and_can_be_traced(environment: dict[str, str], tmp_path: Path) -> None:
    script = tmp_path / "visit.yaml"
    script.write_text(SCRIPT, encoding="utf-8")
    command = ("chat", "--tenant", TENANT, "--script", script, "--now", NOW, "--json")
    first, again = good(parley(environment, *command)), good(parley(environment, *command))
    assert first == again
    turns = [json.loads(line) for line in first.splitlines()]
    _are_whole(turns)
    assert [turn["turn"] for turn in turns] == [1, 2, 3, 4, None, 6]  # 3 breaks the silence, 5 takes note of a release
    assert [turn["owner"] for turn in turns] == ["bot", "bot", "bot", "bot", "human", "bot"]
    assert turns[2]["customer"] == "[silence]"
    _is_traced(environment, [turn for turn in turns if turn["turn"]])


def _are_whole(turns: list[dict[str, Any]]) -> None:
    for turn in turns:
        if turn["owner"] == "bot":
            for key, kind in KEYS.items():
                assert isinstance(turn[key], kind), (key, turn[key])
            assert turn["path"][:2] == ["intent", "router"]
            assert set(turn["path"]) <= NODES
            assert all({"name", "confidence"} == set(guess) for guess in turn["intents"])
            assert all({"id", "kind", "value"} <= set(fact) for fact in turn["facts"])
            assert all("kind" in act for act in turn["acts"])
            assert "score" in turn["lead"]
            assert turn["pending"] is None or {"kind", "digest"} <= set(turn["pending"])
        assert KEYS.keys() <= turn.keys()


def _is_traced(environment: dict[str, str], turns: list[dict[str, Any]]) -> None:
    with psycopg.connect(environment["DATABASE_URL"]) as reader:
        rows = reader.execute("SELECT id, tenant_id FROM conversations").fetchall()
    [(conversation, tenant)] = rows
    shown = good(parley(environment, "trace", str(conversation), "--tenant", tenant))
    heads = [line for line in shown.splitlines() if line.startswith("turn ")]
    paths = {int(head.split()[1]): [step.split()[-3] for step in head.split(" → ")] for head in heads}
    assert list(paths) == [1, 2, 3, 4, 5, 6]
    for turn in turns:
        assert paths[turn["turn"]] == turn["path"]
