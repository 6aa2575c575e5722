"""Files of a business: Markdown, text, questions in a CSV, PDF, DOCX, folders of them, and the catalogue."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commerce.packs.load import load
from commerce.packs.model import Pack
from kit.settings import ROOT
from knowledge.chunk import address_of, chunks_of
from knowledge.load.page import Page, RefusedError
from knowledge.load.sources import local_source, source_of
from tests.knowledge.load.made import ASTRO, ENGLISH, SPANISH, WORDPRESS, docx, pages, paragraph, pdf, skipped, table

SITED = replace(ENGLISH, site="https://shop.example")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(ROOT / "packs", "roofing")


def _one(path: Path, content: str | bytes, options: object = SITED) -> Page:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (page,) = pages(local_source(path, options).read())  # type: ignore[arg-type]
    return page


def test_front_matter_tells_title_address_language_and_date(tmp_path: Path) -> None:
    page = _one(
        tmp_path / "a.md",
        "---\ntitle: Prices\nurl: https://shop.example/p\nlang: es-MX\nupdated: 2026-10-05\n---\n# Else\n\nWords.\n",
    )
    assert (page.title, page.url, page.language) == ("Prices", "https://shop.example/p", "es")
    assert page.updated == datetime(2026, 10, 5, tzinfo=UTC)


def test_without_front_matter_the_heading_is_the_title_and_the_file_the_address(tmp_path: Path) -> None:
    page = _one(tmp_path / "our-work.md", "# Our work {#top}\n\nWe replace roofs and we repair them.\n")
    assert (page.title, page.url, page.language) == ("Our work", "https://shop.example/our-work", "en")


@pytest.mark.parametrize(
    "front", ["a: [", "\tx: 1", "a: &x 1\nb: *x", "a: &a [*a]", "x: !!python/object/apply:os.system ['true']"]
)
def test_front_matter_that_cannot_be_read_is_said_with_its_line(tmp_path: Path, front: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{front}\n---\nWords.\n", encoding="utf-8")
    (reason,) = skipped(local_source(path, SITED).read()).values()
    assert "front matter" in reason


def test_lines_broken_to_fit_are_joined_in_a_text_file(tmp_path: Path) -> None:
    page = _one(tmp_path / "notes.txt", "We open at\nnine o'clock.\n\n- pads\n- discs\n")
    assert page.body == "We open at nine o'clock\\.\n\n- pads\n- discs"


def test_each_row_of_questions_is_a_page_under_its_question(tmp_path: Path) -> None:
    path = tmp_path / "preguntas-frecuentes.csv"
    path.write_text(
        "\ufeffPregunta;Respuesta;Enlace;Idioma\n¿Abren el domingo?;No, cerramos.;https://t.example/h;es\n"
        '"¿Y el ""puente""?";"Sí.\nDe 9 a 1.";;\nSin respuesta;;;\n;Sin pregunta;;\n¿Abren el domingo?;Otra;;es\n;;;\n',
        encoding="utf-8",
    )
    found = list(local_source(path, SPANISH).read())
    first, second = pages(found)
    assert (first.title, first.url, first.language) == ("Preguntas frecuentes", "https://t.example/h", "es")
    (chunk,) = chunks_of(first)
    assert (chunk.heading, chunk.body) == ("¿Abren el domingo?", "No, cerramos.")
    assert chunks_of(second)[0].body == "Sí.\n\nDe 9 a 1."
    assert skipped(found) == {
        "preguntas-frecuentes.csv:5": "has no answer",
        "preguntas-frecuentes.csv:6": "has no question",
        "preguntas-frecuentes.csv:7": "asks what an earlier row asks",
    }


@pytest.mark.parametrize(
    "cell", ["=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "# heading", "<script>alert(1)</script>", "*x*"]
)
def test_a_cell_is_plain_text_whatever_it_looks_like(tmp_path: Path, cell: str) -> None:
    page = _one(tmp_path / "q.csv", f'question,answer\nWhat?,"{cell}"\n')
    assert [chunk.body for chunk in chunks_of(page)] == [cell]


def test_a_csv_without_the_two_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text("name,price\npads,3\n", encoding="utf-8")
    (reason,) = skipped(local_source(path, SITED).read()).values()
    assert reason == "q.csv:1: expected a column question (pregunta) and a column answer (respuesta)"


def test_a_pdf_is_read_page_by_page_and_cited_so(tmp_path: Path) -> None:
    page = _one(
        tmp_path / "list.pdf", pdf("Standing seam metal roofs\nare guaranteed for forty years.", "Second page.")
    )
    chunks = chunks_of(page)
    assert [chunk.body for chunk in chunks] == [
        "Standing seam metal roofs are guaranteed for forty years.",
        "Second page.",
    ]
    assert address_of(page.url, chunks[1].anchor) == "https://shop.example/list.pdf#page=2"


def test_a_docx_keeps_headings_lists_and_tables(tmp_path: Path) -> None:
    body = paragraph("Price list", "H1") + paragraph("Metal", "H2") + paragraph("Installed, before tax.")
    body += table(("Panel", "Width", "Price"), ("Narrow", "12 in", "$12.00"))
    page = _one(tmp_path / "prices.docx", docx(body))
    assert page.title == "Price list"
    (chunk,) = chunks_of(page)
    assert chunk.heading == "Metal"
    assert chunk.body.endswith("| Panel | Width | Price |\n|---|---|---|\n| Narrow | 12 in | $12.00 |")


def test_a_folder_is_read_with_its_folders_and_unknown_kinds_are_told(tmp_path: Path) -> None:
    (tmp_path / "b" / ".git").mkdir(parents=True)
    (tmp_path / "b" / ".git" / "x.md").write_text("Hidden.", encoding="utf-8")
    (tmp_path / "b" / "index.md").write_text("# B\n\nWords.", encoding="utf-8")
    (tmp_path / "a.html").write_text("<html><main><h1>A</h1><p>More words.</p></main></html>", encoding="utf-8")
    (tmp_path / "draft.md").write_text("---\ndraft: true\n---\nWords.", encoding="utf-8")
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    found = list(local_source(tmp_path, SITED).read())
    assert [(page.title, page.url) for page in pages(found)] == [
        ("A", "https://shop.example/a"),
        ("B", "https://shop.example/b"),
    ]
    assert set(skipped(found)) == {"draft.md", "logo.svg"}


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("Secret.", encoding="utf-8")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "loop").symlink_to(folder)
    found = list(local_source(folder, SITED).read())
    assert pages(found) == []
    assert skipped(found) == {"link.md": "leads out of the folder"}


def test_the_catalogue_is_told_in_every_language_and_without_a_price(pack: Pack) -> None:
    found = pages(source_of("catalogue", pack, ENGLISH).read())
    assert {page.language for page in found} == {"en", "es"}
    assert len({page.id for page in found}) == len(found) == 2 * len(pack.catalogue.items)
    assert not any("$" in page.body for page in found)


def test_a_source_keeps_its_name_whatever_the_file_is_called(tmp_path: Path, pack: Pack) -> None:
    copy = tmp_path / "export-of-november.xml"
    copy.write_bytes(WORDPRESS.read_bytes())
    assert local_source(copy, SPANISH).name == "wordpress:https://www.colombiatic.example"
    assert local_source(ASTRO, ENGLISH).name == "astro:https://www.rougefork.example"
    assert source_of("https://Shop.example?utm_source=x#top", pack, ENGLISH).name == "web:https://shop.example/"


def test_the_same_files_give_the_same_pages() -> None:
    assert list(local_source(ASTRO, ENGLISH).read()) == list(local_source(ASTRO, ENGLISH).read())


def test_no_more_pages_than_were_asked_for_and_the_rest_is_unsure() -> None:
    found = list(local_source(ASTRO, replace(ENGLISH, limit=3)).read())
    assert len(pages(found)) == 3
    assert "reading stopped after 3 pages" in skipped(found).popitem()[1]


@pytest.mark.parametrize("given", ["nowhere.md", "logo.svg", "ftp://shop.example/", "https://user:pw@shop.example/"])
def test_what_is_no_source_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Pack, given: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    with pytest.raises(RefusedError):
        source_of(given, pack, ENGLISH)
