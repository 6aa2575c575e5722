"""Names that may be used once."""

from collections.abc import Iterator, Sequence

from commerce.packs.draft import Draft
from commerce.packs.problem import Path, Problem, describe


def repeated(draft: Draft, key: str, path: Path, field: str, names: Sequence[str]) -> Iterator[Problem]:
    """Each item of the list at ``path`` whose ``field`` an earlier one has too."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield draft.at(key, (*path, index, field), f"{describe(name)} again", f"a {field} that no other has")
        seen.add(name)
