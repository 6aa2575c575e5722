"""``parley catalogue`` and ``parley price`` as a shell sees them."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from kit.settings import ROOT
from tests.server.processes import COMMAND, only_pack

TENANT = "autoparts"


@pytest.fixture
def environment(tmp_path: Path, database_url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": database_url,
        "PARLEY_DATA_DIR": str(Path(tempfile.gettempdir()) / f"parley-tests-{os.getuid()}" / "cli"),
        "PARLEY_PACKS_DIR": str(only_pack(ROOT / "packs", tmp_path / "packs", TENANT)),
    }


def parley(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], env=environment, capture_output=True, text=True, check=False)


def test_a_generated_catalogue_is_loaded_found_and_priced(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    assert parley(environment, "catalogue", "generate", str(file), "--rows", "60").returncode == 0
    loaded = parley(environment, "catalogue", "load", str(file), "--tenant", TENANT, "--json")
    assert json.loads(loaded.stdout)["written"] == {"added": 60, "changed": 0, "unchanged": 0}
    code = file.read_text(encoding="utf-8").splitlines()[1].partition(",")[0]
    found = parley(environment, "catalogue", "search", f"el {code}", "--tenant", TENANT, "--json")
    assert [hit["code"] for hit in json.loads(found.stdout)] == [code]
    priced = json.loads(parley(environment, "price", f"{code}=2", "--tenant", TENANT, "--json").stdout)
    assert priced["lines"][0]["line"] == 2 * priced["lines"][0]["unit_price"] == priced["total"]


def test_a_file_with_mistakes_exits_with_1_and_a_dry_run_writes_nothing(
    environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("code,name.es,category,price\nA1,Faro,lighting,-5\nA2,Faro,lighting,5\n", encoding="utf-8")
    told = parley(environment, "catalogue", "load", str(file), "--tenant", TENANT, "--dry-run")
    assert told.returncode == 1
    assert told.stderr.strip() == (
        "parts.csv: row 2, column price: found '-5', expected an amount of at least 0 such as 1290.50"
    )
    assert told.stdout == "2 rows: 1 good, 1 refused\nNothing was written.\n"
