"""The seven top-level packages are ours, from wherever Python is started."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from kit.settings import ROOT

FIXED = ["graphs", "agents", "tools", "knowledge", "server", "evals", "tests"]
REST = ["commerce", "language", "store", "kit"]


@pytest.mark.parametrize("name", FIXED + REST)
def test_a_top_level_package_resolves_inside_the_repository(name: str) -> None:
    found = importlib.import_module(name).__file__
    assert found is not None
    assert Path(found).is_relative_to(ROOT)


def test_the_packages_resolve_inside_the_repository_from_another_folder(tmp_path: Path) -> None:
    code = f"import importlib; print(*[importlib.import_module(n).__file__ for n in {FIXED + REST!r}], sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    paths = [Path(line) for line in done.stdout.split()]
    assert len(paths) == len(FIXED + REST)
    assert all(path.is_relative_to(ROOT) for path in paths)
