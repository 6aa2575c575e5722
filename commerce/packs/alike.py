"""When two examples are the same example."""

import re
import unicodedata


def plain(text: str) -> str:
    """The words alone, without case, accents or marks: examples with the same words are the same example."""
    folded = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return " ".join(re.findall(r"\w+", bare)) or text.strip()
