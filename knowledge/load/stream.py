"""An XML file as a stream that a parser can read: in UTF-8, without the control characters that exports carry."""

import codecs
from pathlib import Path
from typing import Any, BinaryIO

from kit.errors import ParleyError
from knowledge.load.page import RefusedError

_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


class CleanStream:
    """Bytes of ``file`` as UTF-8, whatever its mark says; broken bytes are dropped. ``read`` is all that is needed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        head = file.peek(4)[:4] if hasattr(file, "peek") else b""
        wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        self._decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8-sig")(errors="ignore")
        self._begun = False

    def read(self, size: int = 65536) -> bytes:
        while True:
            data = self._file.read(size)
            text = self._decoder.decode(data, final=not data).translate(_CONTROLS)
            text = text if self._begun else text.lstrip()
            self._begun = self._begun or bool(text)
            if text or not data:
                return text.encode()


def safe_parser() -> Any:
    """A parser that takes UTF-8 and refuses every entity and document type."""
    from defusedxml.ElementTree import XMLParser

    return XMLParser(encoding="utf-8", forbid_dtd=True, forbid_entities=True, forbid_external=True)


def refusal(path: Path, error: Exception) -> ParleyError:
    """Why the file is not read on."""
    from defusedxml import DefusedXmlException

    if isinstance(error, DefusedXmlException):
        return RefusedError(f"{path.name} declares a document type or entities: an entity bomb, or no export")
    return RefusedError(f"{path.name} is broken XML: {error}")


def check_xml(file: Any, where: str) -> None:
    """Raises RefusedError for XML with a document type or entities, or that is broken."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import parse

    try:
        parse(file, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise RefusedError(f"{where} declares a document type or entities: an entity bomb") from error
    except ParseError as error:
        raise RefusedError(f"{where} is broken XML: {error}") from error
