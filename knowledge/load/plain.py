"""Plain text as Markdown that reads the same."""

import re

_MARKS = re.compile(r"([\\`*_\[\]<>|&~#+\-=.)!{}])")
_BULLET = re.compile(r"^[•◦▪●·‣\-–*]\s+")
_NEW = re.compile(r"^(?:[•◦▪●·‣\-–*]\s|\d{1,3}[.)]\s|[A-ZÁÉÍÓÚÑ¿¡$])")


def literal(text: str) -> str:
    """No character of it is a mark of Markdown."""
    return _MARKS.sub(r"\\\1", text)


def paragraphs_of(text: str) -> str:
    """Lines that were broken to fit are joined, bullets become lists, blank lines stay."""
    return "\n\n".join(_block(part) for part in re.split(r"\n\s*\n", text) if part.strip())


def _block(part: str) -> str:
    lines: list[str] = []
    for line in filter(None, (" ".join(each.split()) for each in part.splitlines())):
        if lines and not _NEW.match(line) and not lines[-1].endswith((".", ":", ";", "!", "?")):
            lines[-1] = lines[-1][:-1] + line if re.search(r"[a-zñáéíóú]-$", lines[-1]) else f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return "\n".join(_line(line, last=n == len(lines) - 1) for n, line in enumerate(lines))


def _line(line: str, *, last: bool) -> str:
    if bullet := _BULLET.match(line):
        return f"- {literal(line[bullet.end() :])}"
    return literal(line) if last else f"{literal(line)}  "
