"""A DOCX: its headings, lists and tables by way of HTML."""

import zipfile
from pathlib import Path

from knowledge.load.html import fragment_of
from knowledge.load.limits import check_size, check_zip
from knowledge.load.options import Options
from knowledge.load.page import Page, RefusedError, identity
from knowledge.load.stream import check_xml


def page_in(path: Path, place: str, source: str, options: Options) -> Page:
    """Raises RefusedError for what is no DOCX, is encrypted, or is a bomb of one kind or another."""
    check_size(path)
    check_zip(path)
    body = fragment_of(_html(path), "")
    if not body:
        raise RefusedError(f"{path.name} has no words of its own")
    title = next((line[2:] for line in body.splitlines() if line.startswith("# ")), None)
    address = f"{options.site.rstrip('/')}/{place}" if options.site else ""
    named = title or path.stem.replace("-", " ").replace("_", " ").capitalize()
    return Page(identity(source, place), named, address, options.language_of(body), body,
                options.namespace, source, "docx")  # fmt: skip


def _html(path: Path) -> str:
    import mammoth  # type: ignore[import-untyped]

    try:
        _check_parts(path)
        with path.open("rb") as file:
            return str(mammoth.convert_to_html(file, convert_image=mammoth.images.img_element(lambda _image: {})).value)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, LookupError, TypeError, AttributeError,
            NotImplementedError, RecursionError, EOFError) as error:  # fmt: skip
        raise RefusedError(f"{path.name} is not a readable DOCX: {error}") from error


def _check_parts(path: Path) -> None:
    """The library that converts it would take entities for what they say."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.lower().endswith((".xml", ".rels")):
                with archive.open(name) as part:
                    check_xml(part, f"{path.name}/{name}")
