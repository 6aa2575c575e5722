"""A pack to try things on: made by ``create`` over the shipped base, in a folder of the test's own."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from commerce.packs.check import check
from commerce.packs.new import create
from kit.clock import StillClock

ROOT = Path(__file__).resolve().parents[2] / "packs"
TENANT = "shop"
CLOCK = StillClock(datetime(2026, 11, 20, tzinfo=UTC))


def a_pack(folder: Path, language: str = "en") -> Path:
    """The root of a folder of packs that holds the base and the sound pack ``shop``."""
    root = folder / "packs"
    shutil.copytree(ROOT / "_base", root / "_base")
    spanish = language == "es"
    create(
        root,
        TENANT,
        name="Taller Ríos" if spanish else "Rivers Workshop",
        language="es" if spanish else "en",
        currency="MXN" if spanish else "USD",
        timezone="America/Mexico_City" if spanish else "America/Chicago",
        region="MX" if spanish else "US",
        clock=CLOCK,
    )
    return root


def change(root: Path, key: str, old: str, new: str) -> None:
    """Puts ``new`` in the place of ``old`` in a file of the pack; the file must hold it."""
    path = root / TENANT / key
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def write(root: Path, key: str, text: str) -> None:
    path = root / TENANT / key
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def told(root: Path) -> list[str]:
    """What the check says, one line a problem."""
    return [str(problem) for problem in check(root, TENANT)]
