"""A WordPress export: what is published is read as its readers see it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.chunk import address_of, chunks_of
from knowledge.load.page import Page, RefusedError, Skipped
from knowledge.load.wordpress import head_of, pages_in
from tests.knowledge.load.made import SPANISH, WORDPRESS, by_url, export, item, pages, skipped

SITE = "https://www.colombiatic.example"


@pytest.fixture(scope="module")
def read() -> dict[str, Page]:
    return by_url(pages_in(WORDPRESS, "wordpress:test", SPANISH))


def _of(tmp_path: Path, *items: str) -> list[Page | Skipped]:
    path = tmp_path / "export.xml"
    path.write_text(export(*items), encoding="utf-8")
    return list(pages_in(path, "wordpress:test", SPANISH))


def _body(tmp_path: Path, body: str) -> str:
    (page,) = pages(_of(tmp_path, item(1, body)))
    return page.body


def test_the_head_tells_the_site_and_its_language() -> None:
    head = head_of(WORDPRESS)
    assert (head.site, head.language) == (SITE, "es-CO")


def test_pages_posts_and_custom_types_keep_their_permalinks(read: dict[str, Page]) -> None:
    paths = {url.removeprefix(SITE) for url in read}
    assert {"/", "/servicios/planes-de-chatbot/", "/blog/webinar-primer-martes/", "/servicio/tienda-en-linea/"} <= paths
    assert len(read) == 17


def test_what_is_not_published_is_left_out_and_said_why() -> None:
    found = list(pages_in(WORDPRESS, "wordpress:test", SPANISH))
    told = " ".join(page.body for page in pages(found))
    for secret in ("6.490.000", "5.400.000", "es confidencial", "clave del repositorio", "30 %"):
        assert secret not in told
    assert set(skipped(found).values()) == {
        "a draft", "waits for review", "is private", "is protected by a password", "is in the trash",
        "is scheduled for later", "has no words of its own", "a file of the media library",
        "an older version of a page", "a part of the theme", "an entry of a menu", "a style sheet",
        "a template of a page builder", "a form",
    }  # fmt: skip


def test_no_mark_of_the_editor_is_left(read: dict[str, Page]) -> None:
    told = "\n".join(page.body for page in read.values())
    for mark in ("<!-- wp", "[vc_", "[et_pb", "[caption", "[gallery", "elementor-", "gtag(", "Comparte esto", "&nbsp;"):
        assert mark not in told


def test_a_price_table_of_the_block_editor_stays_a_table(read: dict[str, Page]) -> None:
    body = read[f"{SITE}/servicios/planes-de-chatbot/"].body
    assert "| Plan | Precio desde | Entrega | Canales | Referencias |\n|---|---|---|---|---|\n| Esencial |" in body


def test_a_table_without_a_head_is_headed_by_its_bold_row(read: dict[str, Page]) -> None:
    body = read[f"{SITE}/soporte/"].body
    assert "| Prioridad | Ejemplo | Soporte Básico | Soporte Plus |\n|---|" in body


def test_rows_of_two_without_names_become_a_list(read: dict[str, Page]) -> None:
    body = read[f"{SITE}/blog/webinar-primer-martes/"].body
    assert "- 1 de diciembre de 2026: WhatsApp Business API sin enredos" in body


def test_a_citation_jumps_to_the_headings_own_id(read: dict[str, Page]) -> None:
    page = read[f"{SITE}/servicios/planes-de-chatbot/"]
    chunk = next(chunk for chunk in chunks_of(page) if chunk.heading == "Qué necesitamos de su empresa")
    assert address_of(page.url, chunk.anchor) == f"{SITE}/servicios/planes-de-chatbot/#que-necesitamos"


def test_a_question_that_folds_out_is_a_heading(read: dict[str, Page]) -> None:
    headings = [chunk.heading for chunk in chunks_of(read[f"{SITE}/preguntas-frecuentes/"])]
    assert "Antes de contratar › ¿Firman acuerdo de confidencialidad?" in headings
    assert "Durante el proyecto › ¿Se puede pausar un proyecto?" in headings


def test_the_title_of_a_shortcode_that_folds_out_is_a_heading(read: dict[str, Page]) -> None:
    assert "### ¿Cómo escalo un caso?\n\nPida el escalamiento" in read[f"{SITE}/soporte/"].body


def test_a_number_that_counts_up_on_the_page_is_read_as_its_end(read: dict[str, Page]) -> None:
    body = read[f"{SITE}/"].body
    assert "28" in body.split("\n")
    assert "0" not in body.split("\n")


def test_the_language_comes_from_the_plugin_or_from_the_words(read: dict[str, Page]) -> None:
    assert read[f"{SITE}/en/faq/"].language == "en"
    assert read[f"{SITE}/blog/cinco-senales-whatsapp/"].language == "es"


def test_dates_are_instants_and_a_date_of_zeros_is_none(read: dict[str, Page]) -> None:
    assert read[f"{SITE}/soporte/"].updated == datetime(2026, 10, 1, 15, 20, tzinfo=UTC)
    assert read[f"{SITE}/garantia/"].updated == datetime(2026, 9, 14, 15, 20, tzinfo=UTC)


def test_a_title_with_entities_is_read_as_words(read: dict[str, Page]) -> None:
    assert read[f"{SITE}/garantia/"].title == "Política de garantía & devoluciones"


def test_blank_lines_of_the_classic_editor_are_paragraphs(tmp_path: Path) -> None:
    assert _body(tmp_path, "One.\n\nTwo,\nstill two.\n<ul><li>x</li></ul>\nThree.") == (
        "One.\n\nTwo,  \nstill two.\n\n- x\n\nThree."
    )


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("[vc_row][vc_column]Words[/vc_column][/vc_row]", "Words"),
        ('[button link="/x"]Buy[/button] now', "Buy now"),
        ("A [sic] remark [1].", "A \\[sic\\] remark \\[1\\]."),
        ("Write [[gallery]] in brackets.", "Write \\[gallery\\] in brackets."),
        ("Before [video src='x.mp4']fallback[/video] after", "Before after"),
        ("Before [contact-form-7 id='1' title='Contact'] after", "Before after"),
        ('[caption id="a"]<img src="x.jpg"> The old roof[/caption]', "The old roof"),
        ("[su_spoiler title='Is it dry?']Yes.[/su_spoiler]", "### Is it dry?\n\nYes."),
    ],
)
def test_shortcodes_go_and_the_words_in_them_stay(tmp_path: Path, written: str, read_as: str) -> None:
    body = _body(tmp_path, f"<p>{written}</p>" if "[su" not in written else written)
    assert " ".join(body.split()) == " ".join(read_as.split())


def test_an_export_of_a_copy_is_published_under_the_site_that_is_told(tmp_path: Path) -> None:
    from dataclasses import replace

    path = tmp_path / "export.xml"
    path.write_text(export(item(1, "Words.")), encoding="utf-8")
    (page,) = pages(pages_in(path, "wordpress:test", replace(SPANISH, site="https://www.shop.example")))
    assert page.url == "https://www.shop.example/p1/"


def test_an_export_that_breaks_off_gives_what_came_before_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(export(item(1, "First."), item(2, "Second."))[:-120], encoding="utf-8")
    found = list(pages_in(path, "wordpress:test", SPANISH))
    assert [page.body for page in pages(found)] == ["First."]
    (broken,) = (each for each in found if isinstance(each, Skipped))
    assert broken.unsure
    assert "broken XML" in broken.reason


def test_control_characters_and_blank_lines_before_the_head_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text("\n \n" + export(item(1, "Be\x0bfore\x00 after.")), encoding="utf-8")
    assert [page.body for page in pages(pages_in(path, "s", SPANISH))] == ["Before after."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_marked_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(export(item(1, "Año nuevo.")).encode(encoding))
    assert [page.body for page in pages(pages_in(path, "s", SPANISH))] == ["Año nuevo."]


def test_xml_that_is_no_export_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<rss><channel><title>News</title></channel></rss>", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"feed\.xml is XML and no WordPress export"):
        head_of(path)


def test_thousands_of_items_are_read_without_being_held(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "export.xml"
    with path.open("w", encoding="utf-8") as file:
        head, tail = export("\0").split("\0")
        file.write(head)
        for number in range(3000):
            file.write(item(number, "x" * 2000, status="draft"))
        file.write(tail)
    tracemalloc.start()
    count = sum(1 for _ in pages_in(path, "s", SPANISH))
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3000
    assert held < 3_000_000
