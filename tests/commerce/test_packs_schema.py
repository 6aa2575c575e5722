"""The JSON schemas that editors use say what the models say."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from commerce.packs.schema import render, schemas, write_schemas
from commerce.packs.shape import MODELS
from commerce.packs.sheet import Sheet, open_sheet
from commerce.packs.sources import available, gather
from tests.commerce.packs_bench import ROOT


def test_the_schemas_in_the_repository_are_current() -> None:
    shipped = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schema").glob("*.json")}

    assert shipped == {name: render(schema) for name, schema in schemas().items()}


def test_there_is_a_schema_for_each_file_and_for_a_page(tmp_path: Path) -> None:
    written = write_schemas(tmp_path)

    assert {path.parent for path in written} == {tmp_path / "schema"}
    assert {path.stem for path in written} == {key.removesuffix(".yaml") for key in MODELS} | {"document"}


@pytest.mark.parametrize("tenant", available(ROOT))
def test_every_shipped_file_agrees_with_its_schema(tenant: str) -> None:
    known = schemas()
    for source in gather(ROOT, tenant):
        sheet = open_sheet(source)
        assert isinstance(sheet, Sheet)
        page = source.key.endswith(".md")
        name = "document" if page else source.key.rpartition("/")[2].removesuffix(".yaml")
        data = {field: value for field, value in sheet.data.items() if not (page and field == "body")}
        errors = [error.message for error in Draft202012Validator(known[f"{name}.json"]).iter_errors(data)]
        assert errors == [], source.shown


@pytest.mark.parametrize("tenant", ["_base", *available(ROOT)])
def test_every_shipped_file_names_its_schema_for_editors(tenant: str) -> None:
    for path in (ROOT / tenant).glob("*.yaml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert first == f"# yaml-language-server: $schema=../schema/{path.stem}.json", path.name
