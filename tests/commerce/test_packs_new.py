"""A new tenant begins with a pack that is sound as it stands."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from commerce.packs.check import check
from commerce.packs.load import load
from commerce.packs.new import create
from kit.errors import ConflictError, InvalidInputError
from tests.commerce.packs_bench import CLOCK, ROOT

MEXICO: dict[str, Any] = {
    "name": "Refacciones Luna",
    "language": "es",
    "currency": "MXN",
    "timezone": "America/Mexico_City",
    "region": "MX",
    "clock": CLOCK,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "_base", tmp_path / "packs" / "_base")
    return tmp_path / "packs"


@pytest.mark.parametrize(
    ("tenant", "name", "language", "currency", "timezone", "region"),
    [
        ("luna", "Refacciones Luna", "es", "MXN", "America/Mexico_City", "MX"),
        ("cafe-angel", 'Café "El Ángel" & Cía: panes', "es", "COP", "America/Bogota", "CO"),
        ("techos_us", "Techos O'Neil", "es", "USD", "America/Chicago", "US"),
        ("roofs2", "Roofs #1", "en", "USD", "America/Detroit", "US"),
        ("q1", "Q", "en", "EUR", "Europe/Dublin", "IE"),
    ],
)
def test_a_new_pack_passes_the_check(
    root: Path, tenant: str, name: str, language: Any, currency: str, timezone: str, region: str
) -> None:
    folder = create(
        root,
        tenant,
        name=name,
        language=language,
        currency=currency,
        timezone=timezone,
        region=region,
        clock=CLOCK,
    )

    assert folder == root / tenant
    assert [str(problem) for problem in check(root, tenant)] == []
    file = load(root, tenant).file
    assert (file.company.name, file.languages, file.currency) == (name, [language], currency)
    assert (file.timezone, file.region, file.locale) == (timezone, region, {language: f"{language}_{region}"})


def test_a_mexican_pack_begins_with_the_mexican_tax(root: Path) -> None:
    create(root, "luna", **MEXICO)

    tax = load(root, "luna").file.tax
    assert (tax.name, tax.included, tax.classes[0].rate_bp) == ("IVA", True, 1600)


def test_a_pack_that_exists_is_never_written_over(root: Path) -> None:
    folder = create(root, "luna", **MEXICO)
    (folder / "pack.yaml").write_text("mine")

    with pytest.raises(ConflictError, match="exists already"):
        create(root, "luna", **MEXICO)

    assert (folder / "pack.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    "tenant", ["", "L", "Luna", "1luna", "_base", "../luna", "lu na", "luna/x", "schema", "a" * 70]
)
def test_a_name_that_no_folder_of_a_tenant_may_have_is_refused(root: Path, tenant: str) -> None:
    with pytest.raises(InvalidInputError, match="expected lower case, as in my-shop"):
        create(root, tenant, **MEXICO)

    assert [path.name for path in root.iterdir()] == ["_base"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", " ", "name of the business"),
        ("name", "two\nlines", "on one line"),
        ("language", "fr", "the language is 'fr': expected one of en, es"),
        ("currency", "GBP", "the currency is 'GBP': expected one of COP, EUR, MXN, USD"),
        ("timezone", "Mexico", "expected an IANA name such as America/Bogota"),
        ("timezone", "/etc/passwd", "expected an IANA name"),
        ("region", "Mexico", "expected a country of two capitals"),
        ("region", "JP", "expected a country where 'es' is spoken"),
    ],
)
def test_what_no_pack_may_have_is_refused_before_anything_is_written(
    root: Path, field: str, value: str, message: str
) -> None:
    with pytest.raises(InvalidInputError, match=message):
        create(root, "luna", **{**MEXICO, field: value})

    assert not (root / "luna").exists()


def test_nothing_is_left_of_a_pack_that_could_not_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "write_text", refuse)

    with pytest.raises(OSError, match="disk full"):
        create(root, "luna", **MEXICO)

    assert not (root / "luna").exists()
