"""``parley ingest`` as it is run: a report on stdout, progress on stderr, one line for what is refused."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from kit.settings import ROOT
from tests.houses import data_of
from tests.knowledge.load.made import ASTRO, WORDPRESS

PARLEY = Path(sys.executable).with_name("parley")


def _parley(database_url: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ,
        "DATABASE_URL": database_url,
        "PARLEY_DATA_DIR": str(data_of(folder)),
        "PARLEY_LOG_LEVEL": "ERROR",
    }
    command = [str(PARLEY), "ingest", *words]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120)


def test_an_export_is_brought_in_and_again_only_what_changed(database_url: str, tmp_path: Path) -> None:
    first = _parley(database_url, tmp_path, "--tenant", "colombiatic", str(WORDPRESS))
    assert first.returncode == 0, first.stderr
    assert "wordpress:https://www.colombiatic.example (wordpress)" in first.stdout
    assert "added 17, changed 0, removed 0; unchanged 0" in first.stdout
    assert "page 400 «Lista de precios 2027 (borrador)»: a draft" in first.stdout
    assert "17 pages" in first.stderr
    again = _parley(database_url, tmp_path, "--tenant", "colombiatic", str(WORDPRESS), "--json")
    (told,) = json.loads(again.stdout)["sources"]
    assert (told["added"], told["unchanged"], told["chunks"], told["skipped"]) == (0, 17, 0, 20)
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(
            "SELECT state, report -> 'wordpress:https://www.colombiatic.example' ->> 'added' FROM ingestions "
            "ORDER BY created_at, id"
        ).fetchall()
    assert rows == [("done", "17"), ("done", "0")]


def test_a_dry_run_says_what_would_change(database_url: str, tmp_path: Path) -> None:
    dry = _parley(database_url, tmp_path, "--tenant", "roofing", str(ASTRO), "--dry-run")
    assert "would be added 18" in dry.stdout
    again = _parley(database_url, tmp_path, "--tenant", "roofing", str(ASTRO), "--dry-run", "--json")
    assert json.loads(again.stdout)["sources"][0]["added"] == 18


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--tenant", "colombiatic", "nowhere.xml"], "nowhere.xml is not there"),
        (["--tenant", "nobody", "catalogue"], "nobody"),
        (["--tenant", "colombiatic", "http://127.0.0.1:1/"], "not an address of the public internet"),
        (["--tenant", "colombiatic", "catalogue", "catalogue", "--name", "x"], "--name is for one source"),
    ],
)
def test_what_is_refused_is_told_in_one_line(database_url: str, tmp_path: Path, words: list[str], told: str) -> None:
    done = _parley(database_url, tmp_path, *words)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
