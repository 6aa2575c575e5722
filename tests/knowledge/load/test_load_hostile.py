"""Hostile files are refused with a reason, in little time and memory."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfWriter

from knowledge.chunk import chunks_of
from knowledge.load.encoding import text_of
from knowledge.load.limits import LARGEST, check_zip
from knowledge.load.page import Page, RefusedError, Skipped
from knowledge.load.sources import local_source
from tests.knowledge.load.made import ENGLISH, LAUGHS, docx, export, item, paragraph, pdf

QUADRATIC = f"<!DOCTYPE q [<!ENTITY a '{'x' * 50_000}'>]>"
EXTERNAL = "<!DOCTYPE e [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
PARAMETER = "<!DOCTYPE e [<!ENTITY % p SYSTEM 'http://127.0.0.1/x.dtd'> %p;]>"
BOMBS = [LAUGHS, QUADRATIC, EXTERNAL, PARAMETER]


def _refused(path: Path) -> str:
    """Why nothing of the file was read."""
    try:
        found = list(local_source(path, ENGLISH).read())
    except RefusedError as error:
        return error.detail
    assert all(isinstance(each, Skipped) for each in found)
    return " ".join(each.reason for each in found if isinstance(each, Skipped))


@pytest.mark.parametrize("bomb", BOMBS)
def test_an_export_with_entities_is_refused(tmp_path: Path, bomb: str) -> None:
    path = tmp_path / "export.xml"
    head, rest = export(item(1, "&i;")).split("?>", 1)
    path.write_text(f"{head}?>{bomb}{rest}", encoding="utf-8")
    assert "entity bomb" in _refused(path)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_docx_with_entities_is_refused(tmp_path: Path, bomb: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("&i;"), before=bomb))
    assert "entity bomb" in _refused(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("x"), parts={"word/media/a.bin": b"\0" * 20_000_000}))
    assert "unpacks to more than 100 times its size: a zip bomb" in _refused(path)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(6000):
            archive.writestr(f"p{number}", b"")
    path.write_bytes(packed.getvalue())
    assert "in 6000 parts: a zip bomb" in _refused(path)


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    """The head of a part says that it is small; what unpacks is not."""
    whole = docx(paragraph("x" * 3_000_000))
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        real = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    path.write_bytes(whole.replace(real, (100).to_bytes(4, "little")))
    assert "not a readable DOCX" in _refused(path) or "broken XML" in _refused(path)


@pytest.mark.parametrize("suffix", [".xml", ".md", ".html", ".pdf", ".docx", ".csv", ".txt"])
def test_a_file_of_a_gigabyte_is_refused_by_its_size_alone(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"big{suffix}"
    with path.open("wb") as file:
        file.truncate(1024**3)
    assert "has 1024.0 MB: expected at most" in _refused(path)


def test_the_limits_are_below_a_gigabyte() -> None:
    assert max(LARGEST.values()) < 1024**3


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfA\xc3\xb1o", "Año"),
        ("Año".encode("utf-16"), "Año"),
        ("Año".encode("utf-16-be"), None),
        (b"A\xf1o", "Año"),
        (b"<meta charset=iso-8859-1>A\xf1o \x93x\x94", "<meta charset=iso-8859-1>Año “x”"),
        (b"<meta charset=latin-1>A\xc3\xb1o", "<meta charset=latin-1>Año"),
        (b"<meta charset=bogus>A\xc3\xb1o", "<meta charset=bogus>Año"),
        (b"<meta charset=rot13>A\xf1o", "<meta charset=rot13>Año"),
        (("ñ" * 600).encode() + b"\xc3", "ñ" * 600),
        (b"\xff\xfeA", None),
        (b"MZ\x90\x00\x03\x00\x00", None),
        (b"\x81\x8d\x8f\x90", None),
        (b"tab\there\x07\x1b", "tab\there"),
        (b"", ""),
    ],
)  # fmt: skip
def test_an_encoding_is_told_or_the_file_refused(data: bytes, text: str | None) -> None:
    if text is not None:
        assert text_of(data, "file") == text
    else:
        with pytest.raises(RefusedError):
            text_of(data, "file")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n", b"%PDF-1.4\ngarbage" * 50, b"\x00" * 500, pdf("x" * 50)[:200]])
def test_a_broken_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert _refused(path)


def test_a_pdf_of_pictures_and_one_with_a_password_say_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("", ""))
    assert "holds pictures and no text: run text recognition on it first" in _refused(path)
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)
    assert "is encrypted: save it without a password" in _refused(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip", gzip.compress(b"x", mtime=0)])
def test_what_is_no_docx_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(RefusedError, match=r"a\.docx is not a readable DOCX"):
        check_zip(path)


def test_a_csv_with_an_endless_cell_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('question,answer\nWhat?,"' + "x" * 300_000, encoding="utf-8")
    assert "cannot be read" in _refused(path)


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "<" * 50_000, "{" * 50_000, "<A " * 20_000, "[a " * 20_000, "<!--" * 20_000]
)
@pytest.mark.parametrize("suffix", [".md", ".mdx", ".html"])
def test_a_page_of_nothing_but_openings_is_read_in_a_moment(tmp_path: Path, text: str, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(text, encoding="utf-8")
    found = list(local_source(path, ENGLISH).read())
    assert all(chunks_of(each) is not None for each in found if isinstance(each, Page))
