"""Where sentences end, in Spanish and English prose with abbreviations, hours, lists and addresses."""

import re

_END = re.compile(r"[.!?…]+[\"')\]»*]*(?: ?\[\d+\])*(?=\s)\s+(?=[\"'¿¡(«*\[]*[A-ZÁÉÍÓÚÜÑ0-9¿¡])|\n+\s*")
_MARK = re.compile(r"(?<=[.!?…])\s+|\n+|(?=¿)")
_SHORT = re.compile(
    r"(?:\b(?:(?i:sr|sra|srta|dr|dra|ing|lic|arq|av|avda|cra|cll|col|no|núm|num|tel|ext|art|pág|mr|mrs|ms|st|ave|blvd|"
    r"rd|apt|ste|dept|inc|ltd|co|vs|etc|approx|aprox|ej|máx|mín|max|min|e\.g|i\.e|p\. ?ej|s\.a|c\.v|u\.s)|"
    r"[A-ZÁÉÍÓÚÑ])\.|^\s*\d{1,2}\.)$"
)


def pieces(text: str) -> list[str]:
    """The sentences with the space that follows each: joined, they are ``text`` again."""
    found, start = [], 0
    for match in _END.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        stop = text[max(line, match.start() - 12) : match.start() + 1]
        if "\n" not in match[0] and match[0][0] == "." and _SHORT.search(stop):
            continue
        found.append(text[start : match.end()])
        start = match.end()
    return [*found, text[start:]] if start < len(text) else found


def utterances(text: str) -> list[str]:
    """What a chat message says, cut at every mark: people go on in lower case."""
    return [part.strip() for part in _MARK.split(text) if part.strip()]


def sentences(text: str) -> list[str]:
    """Without the space around them, and without empty ones."""
    return [piece.strip() for piece in pieces(text) if piece.strip()]
