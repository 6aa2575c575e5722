"""What somebody has just written in a mail: without what they answer to, and without their signature."""

import re

_HEAD = re.compile(
    r"(On|El|Em|Le|Am)\b[^\n]*\d(?:[^\n]|\n(?!\n)){0,300}?\b(wrote|escribió|escribio|escreveu|a écrit|schrieb)\s*:\s*",
    re.IGNORECASE,
)
"""«El lun, 23 nov 2026 a las 9:00, Ana <a@b.example> escribió:», which mail programs break over several lines."""
_RULE = re.compile(
    r"\s*[-_]{2,}\s*(Original Message|Mensaje original|Forwarded message|Mensaje reenviado)\s*[-_]{2,}\s*",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s*\*?(From|De|Von)\s*:\*?\s+\S", re.IGNORECASE)
_SENT = re.compile(r"\s*\*?(Sent|Date|To|Enviado( el)?|Fecha|Para)\s*:\*?\s+\S", re.IGNORECASE)
_SIGNED = re.compile(
    r"(--\s?|\s*(Sent from my|Sent from Outlook|Enviado desde (mi|Outlook)|Get Outlook for|Obtener Outlook para)\b.*)",
    re.IGNORECASE,
)
_HEAD_LINES = 4
_BLANKS = re.compile(r"\n{3,}")


def said_in(text: str) -> str:
    """The new words; all of them where nothing but quoted ones is there, which is then what they wanted to show."""
    lines = text.replace("\r\n", "\n").replace("\xa0", " ").split("\n")
    kept: list[str] = []
    for place, line in enumerate(lines):
        if _begins_history(lines, place) or _SIGNED.fullmatch(line):
            break
        if not line.startswith(">"):
            kept.append(line.rstrip())
    said = _tidy(kept)
    return said or _tidy([line.lstrip("> ").rstrip() for line in lines])


def _begins_history(lines: list[str], place: int) -> bool:
    line = lines[place]
    if _RULE.fullmatch(line):
        return True
    if _FROM.match(line):
        return any(_SENT.match(each) for each in lines[place + 1 : place + 4])
    return any(_is_head(lines[place : place + count]) for count in range(1, _HEAD_LINES + 1))


def _is_head(lines: list[str]) -> bool:
    """All of the lines and not their end alone: "El de 2015" above the head is what they say."""
    fits = [bool(_HEAD.fullmatch("\n".join(lines[start:]))) for start in range(len(lines))]
    return fits[:1] == [True] and not any(fits[1:])


def _tidy(lines: list[str]) -> str:
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip()
