"""Files made for tests: of WordPress, PDF and Office, as small as they can be."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.load.options import Options
from knowledge.load.page import Found, Page, Skipped

FIXTURES = Path(__file__).parents[2] / "fixtures"
WORDPRESS = FIXTURES / "wordpress" / "colombiatic.xml"
ASTRO = FIXTURES / "astro" / "roofing"
SPANISH = Options(languages=("es", "en"))
ENGLISH = Options(languages=("en", "es"))
LAUGHS = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{inner};' * 10}'>" for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
"""Nine entities, the last of which would be ten million words."""


def pages(found: Iterable[Found]) -> list[Page]:
    return [each for each in found if isinstance(each, Page)]


def skipped(found: Iterable[Found]) -> dict[str, str]:
    """Reasons by place."""
    return {each.where: each.reason for each in found if isinstance(each, Skipped)}


def by_url(found: Iterable[Found]) -> dict[str, Page]:
    return {page.url: page for page in pages(found)}


_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Shop</title><link>https://shop.example</link>
<language>en-US</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>https://shop.example</wp:base_blog_url>
"""


def item(number: int, body: str, *, title: str = "A page", status: str = "publish", more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>https://shop.example/p{number}/</link>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date_gmt>2026-09-01 10:00:00</wp:post_date_gmt><wp:status>{status}</wp:status>"
        f"<wp:post_type>page</wp:post_type>{more}</item>\n"
    )


def export(*items: str) -> str:
    return f"{_HEAD}{''.join(items)}</channel></rss>\n"


def pdf(*texts: str) -> bytes:
    """A page for each text, its lines set one under the other."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for text in texts:
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.split("\n")) if text else ""
        stream = f"BT /F1 12 Tf 72 720 Td {lines}ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return b"".join(_file_of(objects))


def _file_of(objects: list[bytes]) -> Iterator[bytes]:
    at, places = 9, []
    yield b"%PDF-1.4\n"
    for number, body in enumerate(objects, 1):
        written = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        places.append(b"%010d 00000 n \n" % at)
        at += len(written)
        yield written
    yield b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    yield b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at)


_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLES = (
    f'<w:styles xmlns:w="{_WORD}"><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>'
)


def paragraph(text: str, style: str = "") -> str:
    told = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{told}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(body: str, *, before: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """``before`` stands in front of the document's root; ``parts`` are added to the archive."""
    document = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
        archive.writestr("word/styles.xml", _STYLES)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return packed.getvalue()
