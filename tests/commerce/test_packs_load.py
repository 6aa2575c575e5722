"""A pack that loads is sound, and loads at once when nothing changed."""

import os
import time
from pathlib import Path

import pytest

from commerce.packs.load import available, load
from commerce.packs.problem import InvalidPackError
from kit.errors import NotFoundError
from tests.commerce.packs_bench import ROOT, TENANT, a_pack, change, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_pack(tmp_path)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "compiled"


def kept(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file())


def test_the_tenants_are_the_folders_with_a_pack(root: Path) -> None:
    (root / "schema").mkdir()
    (root / "notes").mkdir()

    assert available(root) == [TENANT]


def test_a_pack_holds_its_files_with_the_base_merged_in(root: Path) -> None:
    pack = load(root, TENANT)

    assert pack.id == TENANT
    assert pack.file.company.name == "Rivers Workshop"
    assert pack.catalogue.items[0].price == "100"
    assert pack.pipeline.initial == "greeting"
    assert {"price", "book", "human"} <= pack.intents.keys()
    assert {"greeting_new", "show_quote"} <= pack.templates.keys()
    assert pack.documents[0].body.startswith("# How we work")


def test_a_pack_with_mistakes_does_not_load_and_tells_them(root: Path) -> None:
    change(root, "pack.yaml", "sales@shop.example", "abc")
    change(root, "stages.yaml", "[booked]", "[full_moon]")

    with pytest.raises(InvalidPackError, match=r"'shop' has 2 mistakes, the first: packs/shop/pack\.yaml:32") as caught:
        load(root, TENANT)

    assert [problem.file for problem in caught.value.problems] == [
        "packs/shop/pack.yaml",
        "packs/shop/stages.yaml",
    ]


def test_a_tenant_without_a_pack_is_answered_with_those_that_have_one(root: Path) -> None:
    with pytest.raises(NotFoundError, match=r"there is no pack 'nobody' under .*: expected one of shop"):
        load(root, "nobody")


@pytest.mark.parametrize("key", ["shop/catalogue.yaml", "shop/documents/about.md", "_base/templates.yaml"])
def test_the_digest_changes_with_any_byte_of_the_pack_or_the_base(root: Path, key: str) -> None:
    before = load(root, TENANT).digest
    with (root / key).open("a", encoding="utf-8") as file:
        file.write("\n")

    assert load(root, TENANT).digest != before


def test_a_pack_from_the_cache_equals_the_pack_from_the_files(root: Path, cache: Path) -> None:
    fresh = load(root, TENANT)

    assert load(root, TENANT, cache) == fresh
    assert load(root, TENANT, cache) == fresh
    assert [path.parent.name for path in kept(cache)] == [TENANT]


def test_the_cache_is_read_while_the_files_are_the_same(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(root, TENANT, cache)
    monkeypatch.delattr("commerce.packs.load.judge")

    assert load(root, TENANT, cache).id == TENANT


def test_a_change_takes_the_place_of_what_was_compiled_before(root: Path, cache: Path) -> None:
    load(root, TENANT, cache)
    change(root, "catalogue.yaml", 'price: "100"', 'price: "120"')

    assert load(root, TENANT, cache).catalogue.items[0].price == "120"
    assert len(kept(cache)) == 1


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b'{"digest": "0"}'])
def test_a_broken_cache_is_ignored_and_written_again(root: Path, cache: Path, damage: bytes) -> None:
    pack = load(root, TENANT, cache)
    (compiled,) = kept(cache)
    sound = compiled.read_bytes()
    compiled.write_bytes(damage)

    assert load(root, TENANT, cache) == pack
    assert compiled.read_bytes() == sound


def test_a_compiled_pack_under_the_name_of_another_is_not_trusted(root: Path, cache: Path) -> None:
    pack = load(root, TENANT, cache)
    (compiled,) = kept(cache)
    compiled.write_bytes(compiled.read_bytes().replace(pack.digest.encode(), b"0" * 64))

    assert load(root, TENANT, cache).digest == pack.digest


def test_a_cache_that_cannot_be_written_does_not_stop_the_pack(root: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")

    assert load(root, TENANT, in_the_way).id == TENANT


def test_a_pack_with_mistakes_is_never_compiled(root: Path, cache: Path) -> None:
    write(root, "templates.yaml", "templates: []")

    with pytest.raises(InvalidPackError):
        load(root, TENANT, cache)

    assert kept(cache) == []


def test_nothing_half_written_is_left_when_the_disk_refuses(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", refuse)

    assert load(root, TENANT, cache).id == TENANT
    assert kept(cache) == []


@pytest.mark.parametrize("tenant", available(ROOT))
def test_a_checked_pack_loads_in_less_than_a_tenth_of_a_second(tenant: str, cache: Path) -> None:
    load(ROOT, tenant, cache)

    taken = []
    for _ in range(5):
        start = time.process_time()
        load(ROOT, tenant, cache)
        taken.append(time.process_time() - start)

    assert min(taken) < 0.1
