"""Whoever writes a pack is told of each mistake with its file, its line and what belongs there."""

from pathlib import Path

import pytest

from commerce.packs.check import check
from commerce.packs.sources import available
from kit.errors import NotFoundError
from tests.commerce.packs_bench import ROOT, TENANT, a_pack, change, told, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_pack(tmp_path)


@pytest.mark.parametrize("tenant", available(ROOT))
def test_every_shipped_pack_is_sound(tenant: str) -> None:
    assert [str(problem) for problem in check(ROOT, tenant)] == []


def test_a_sound_pack_has_no_problems(root: Path) -> None:
    assert told(root) == []


def test_a_line_begins_with_the_file_as_a_person_finds_it(root: Path) -> None:
    change(root, "pack.yaml", "sales@shop.example", "abc")

    assert told(root) == ["packs/shop/pack.yaml:32: people[0].email: found 'abc', expected an e-mail address"]


def test_all_mistakes_of_all_files_are_told_at_once(root: Path) -> None:
    change(root, "pack.yaml", "America/Chicago", "Moon/Base")
    change(root, "catalogue.yaml", 'price: "100"', "price: 1")
    change(root, "stages.yaml", "[booked]", "[full_moon]")

    assert [line.split(":")[0] for line in told(root)] == [
        "packs/shop/catalogue.yaml",
        "packs/shop/pack.yaml",
        "packs/shop/stages.yaml",
    ]


def test_an_objection_answered_with_a_figure_of_nobodys_is_refused(root: Path) -> None:
    change(root, "objections.yaml", "begin with the essentials", "begin with 77 dollars")

    assert "found '77', expected a figure of the catalogue or of a policy" in told(root)[0]


def test_an_objection_may_use_a_price_of_the_catalogue_however_it_is_written(root: Path) -> None:
    change(root, "catalogue.yaml", 'price: "100"', 'price: "1250"')
    change(root, "objections.yaml", "begin with the essentials", "begin with $1,250")

    assert told(root) == []


def test_hours_of_a_day_must_not_overlap(root: Path) -> None:
    two = '"18:00"}\n  - {days: [fri], open: "17:00", close: "20:00"}'
    change(root, "pack.yaml", '"18:00"}', two)

    assert "hours[1]: found hours of fri that overlap" in told(root)[0]


def test_a_file_that_nothing_reads_is_pointed_out(root: Path) -> None:
    write(root, "catalog.yaml", "items: []")

    assert told(root)[0].startswith("packs/shop/catalog.yaml:1: found a file that nothing reads, expected one of pack")


def test_a_missing_file_is_named(root: Path) -> None:
    (root / TENANT / "stages.yaml").unlink()

    assert told(root) == ["packs/shop/stages.yaml:1: found no such file, expected stages.yaml beside the others"]


def test_a_folder_of_packs_without_the_base_is_told_so(root: Path) -> None:
    (root / "_base" / "intents.yaml").unlink()

    assert told(root) == ["packs/_base/intents.yaml:1: found no such file, expected intents.yaml beside the others"]


def test_a_file_in_another_encoding_is_refused_with_the_line(root: Path) -> None:
    (root / TENANT / "catalogue.yaml").write_bytes("items:\n  - caf\u00e9".encode("latin-1"))

    assert "packs/shop/catalogue.yaml:2: found bytes that are not UTF-8" in told(root)[0]


def test_two_pages_with_one_id_are_refused(root: Path) -> None:
    page = (root / TENANT / "documents" / "about.md").read_text(encoding="utf-8")
    write(root, "documents/more.md", page)

    assert "more.md:2: id: found 'about', the id of documents/about.md too" in told(root)[0]


@pytest.mark.parametrize("tenant", ["nobody", "../packs/shop", "_base", ""])
def test_a_pack_that_is_not_there_is_answered_with_those_that_are(root: Path, tenant: str) -> None:
    with pytest.raises(NotFoundError, match="expected one of shop"):
        check(root, tenant)


def test_no_and_hours_without_quotes_are_text_as_editors_read_them(root: Path) -> None:
    change(root, "pack.yaml", 'close: "18:00"', "close: 18:00")
    examples = "".join(f"        - {word}\n" for word in ["no", "off", "on", "y", "null and void", "a", "b", "c"])
    write(root, "intents.yaml", f"intents:\n  odd:\n    route: seller\n    examples:\n      en:\n{examples}")

    assert [line for line in told(root) if "an example of deny too" not in line] == []
