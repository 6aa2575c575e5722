"""Pictures without what a camera wrote beside them: where and when they were taken, by what, small copies, comments.

The bytes of the picture itself stay as they are. Which way up it is stays too.
"""

import struct
from collections.abc import Iterator

_PNG_TOLD = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_WEBP_TOLD = {b"EXIF", b"XMP "}
_EXIF = b"Exif\x00\x00"
_ORIENTATION = 0x0112
_JPEG_KEPT = {0xE0, 0xE2, 0xEE}
"""Segments of applications that the picture needs: its density, its colours."""
_START_OF_SCAN, _COMMENT = 0xDA, 0xFE
_WEBP_FLAGS = 0x0C
"""Of the extended header: that EXIF and XMP follow."""


def bare(kind: str, content: bytes) -> bytes:
    """The picture as it is to be kept; as it came where it is no picture, or cannot be read to its end."""
    try:
        match kind:
            case "image/jpeg":
                return b"\xff\xd8" + b"".join(_jpeg(content))
            case "image/png":
                return content[:8] + b"".join(part for name, part in _png(content) if name not in _PNG_TOLD)
            case "image/webp":
                return _webp(content)
    except (struct.error, IndexError):
        return content
    return content


def _jpeg(content: bytes) -> Iterator[bytes]:
    place = 2
    while True:
        if content[place] != 0xFF:
            raise IndexError("no marker")
        marker = content[place + 1]
        if marker == _START_OF_SCAN:
            yield content[place:]
            return
        (length,) = struct.unpack_from(">H", content, place + 2)
        segment = content[place : place + 2 + length]
        place += 2 + length
        if marker == 0xE1 and segment[4:10] == _EXIF:
            yield _turned(segment[10:])
        elif marker != _COMMENT and (not 0xE0 <= marker <= 0xEF or marker in _JPEG_KEPT):
            yield segment


def _turned(exif: bytes) -> bytes:
    """A segment that says nothing but which way up the picture is; empty where it lies as it was taken."""
    way = _orientation(exif)
    if way in {None, 1}:
        return b""
    told = _EXIF + b"MM\x00\x2a" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, way, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told


def _orientation(exif: bytes) -> int | None:
    order = {b"MM": ">", b"II": "<"}.get(exif[:2])
    if order is None:
        return None
    (start,) = struct.unpack_from(f"{order}I", exif, 4)
    (count,) = struct.unpack_from(f"{order}H", exif, start)
    for entry in range(count):
        tag, _kind, _number, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * entry)
        if tag == _ORIENTATION:
            return value if 1 <= value <= 8 else None
    return None


def _png(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place < len(content):
        (length,) = struct.unpack_from(">I", content, place)
        end = place + 12 + length
        if end > len(content):
            raise IndexError("cut off")
        yield content[place + 4 : place + 8], content[place:end]
        place = end


def _webp(content: bytes) -> bytes:
    kept, place = [], 12
    while place < len(content):
        name, length = struct.unpack_from("<4sI", content, place)
        end = place + 8 + length + length % 2
        part = content[place:end]
        if name == b"VP8X":
            part = part[:8] + bytes([part[8] & ~_WEBP_FLAGS]) + part[9:]
        if name not in _WEBP_TOLD:
            kept.append(part)
        place = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
