"""Pictures lose what a camera wrote beside them, and nothing else."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.attachments.bare import bare

PLACE = b"GPS 20.5888 N 100.3899 W"
SCAN = b"\xff\xda\x00\x02" + bytes(range(200)) + b"\xff\xd9"
KINDS = ["image/jpeg", "image/png", "image/webp", "application/pdf"]


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def exif(turned: int, order: str = ">") -> bytes:
    """Which way up, and where it was taken."""
    head = (b"MM\x00\x2a" if order == ">" else b"II\x2a\x00") + struct.pack(f"{order}I", 8)
    entries = struct.pack(f"{order}H", 2) + struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turned, 0)
    told = struct.pack(f"{order}HHII", 0x010E, 2, len(PLACE), 38)
    return b"Exif\x00\x00" + head + entries + told + bytes(4) + PLACE


def jpeg(*segments: bytes) -> bytes:
    return b"\xff\xd8" + b"".join(segments) + SCAN


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def riff(*parts: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for name, data in parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


DENSITY, TABLE, COLOURS = segment(0xE0, b"JFIF\x00"), segment(0xDB, bytes(64)), segment(0xE2, b"ICC_PROFILE\x00")


@pytest.mark.parametrize("order", [">", "<"])
def test_a_photograph_keeps_its_picture_and_its_colours_and_not_its_place(order: str) -> None:
    content = jpeg(DENSITY, segment(0xE1, exif(1, order)), COLOURS, segment(0xED, PLACE), segment(0xFE, PLACE), TABLE)
    assert PLACE in content
    assert bare("image/jpeg", content) == jpeg(DENSITY, COLOURS, TABLE)


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize("turned", [3, 6, 8])
def test_which_way_up_it_is_stays(turned: int, order: str) -> None:
    kept = bare("image/jpeg", jpeg(segment(0xE1, exif(turned, order)), TABLE))
    assert PLACE not in kept
    assert struct.pack(">HHIHH", 0x0112, 3, 1, turned, 0) in kept
    assert bare("image/jpeg", kept) == kept
    assert kept.endswith(TABLE + SCAN)


def test_what_a_png_says_of_itself_goes() -> None:
    sign, head, data = b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", bytes(13)), chunk(b"IDAT", bytes(range(90)))
    told = [chunk(name, PLACE) for name in (b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME")]
    content = sign + head + b"".join(told) + data + chunk(b"IEND", b"")
    assert bare("image/png", content) == sign + head + data + chunk(b"IEND", b"")


def test_what_a_webp_says_of_itself_goes_and_its_header_no_longer_names_it() -> None:
    picture = (b"VP8L", bytes(range(31)))
    content = riff((b"VP8X", b"\x1c" + bytes(9)), picture, (b"EXIF", PLACE), (b"XMP ", PLACE))
    assert bare("image/webp", content) == riff((b"VP8X", b"\x10" + bytes(9)), picture)


@given(kind=st.sampled_from(KINDS), content=st.binary(max_size=80))
def test_bytes_that_are_no_picture_do_no_harm(kind: str, content: bytes) -> None:
    assert isinstance(bare(kind, content), bytes)


@pytest.mark.parametrize(
    ("kind", "content"),
    [("application/pdf", b"%PDF-1.7 " + PLACE), ("image/jpeg", b"\xff\xd8\xff"), ("image/png", b"x")],
)
def test_a_document_and_what_is_cut_off_are_kept_as_they_came(kind: str, content: bytes) -> None:
    assert bare(kind, content) == content
