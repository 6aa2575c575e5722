"""Nothing is lost and nothing is done twice, however often the server is killed."""

import random
import threading
import time
from pathlib import Path

import httpx
import psycopg
import pytest

from kit.settings import ROOT
from tests.server.processes import ServerProcess, only_pack

MESSAGES = 50
KILLS = 8
CONVERSATIONS = 10
WORDS = [
    "¿cuánto cuesta el chatbot profesional?",
    "¿qué horario manejan?",
    "quiero agendar una demo",
    "¿y qué formas de pago tienen?",
    "me parece caro",
]


@pytest.mark.slow
@pytest.mark.timeout(540)
def test_every_message_is_answered_exactly_once_when_the_server_is_killed_again_and_again(
    database_url: str, tmp_path: Path
) -> None:
    server = ServerProcess(database_url, tmp_path, only_pack(ROOT / "packs", tmp_path / "packs", "colombiatic"))
    server.start()
    try:
        sessions = [_start(server.base) for _ in range(CONVERSATIONS)]
        chance = random.Random(20261121)
        points = set(chance.sample(range(MESSAGES), KILLS))
        for number in range(MESSAGES):
            session = sessions[number % CONVERSATIONS]
            killer = _kill_soon(server, chance.uniform(0, 0.06)) if number in points else None
            _send_until_answered(server, session, f"m{number}", WORDS[number // CONVERSATIONS], killer)
    finally:
        server.stop()
    _check(database_url)


def _kill_soon(server: ServerProcess, after_s: float) -> threading.Thread:
    """Kills the server while a message is under way, and starts it again."""

    def strike() -> None:
        time.sleep(after_s)
        server.kill()
        server.start()

    thread = threading.Thread(target=strike)
    thread.start()
    return thread


def _start(base: str) -> dict[str, str]:
    answer = httpx.post(f"{base}/api/v5/sales/start-session", json={"tenant": "colombiatic"}, timeout=30)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def _send_until_answered(
    server: ServerProcess,
    session: dict[str, str],
    message_id: str,
    text: str,
    killer: threading.Thread | None,
) -> None:
    """As a customer's page does: the same message with the same id until there is an answer."""
    body = {"session_id": session["session_id"], "message_id": message_id, "text": text}
    headers = {"Authorization": f"Bearer {session['token']}"}
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            answer = httpx.post(f"{server.base}/api/v5/sales/process-message", json=body, headers=headers, timeout=30)
        except httpx.TransportError:
            time.sleep(0.05)
            continue
        assert answer.status_code == 200, answer.text
        if killer is None or not killer.is_alive():
            assert answer.json()["replies"], answer.text
            return
        killer.join()
    raise AssertionError(f"{message_id} was never answered")


def _check(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        inbound = connection.execute(
            "SELECT conversation_id, seq, client_message_id FROM messages WHERE sender_type = 'client'"
        ).fetchall()
        turns = connection.execute("SELECT conversation_id, seq, first_seq, last_seq FROM turns").fetchall()
        replies = connection.execute(
            "SELECT conversation_id, turn_seq FROM messages WHERE turn_seq IS NOT NULL"
        ).fetchall()
    assert len(inbound) == MESSAGES
    assert len({client for _, _, client in inbound}) == MESSAGES
    for conversation, seq, client in inbound:
        taken = [turn for c, turn, first, last in turns if c == conversation and first <= seq <= last]
        assert len(taken) == 1, f"{client} was taken by turns {taken}"
        assert replies.count((conversation, taken[0])) == 1, f"{client} has not exactly one answer"
