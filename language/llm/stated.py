"""What a wording states, in kinds: amounts with amounts, times with times. Two ways to say one value are the same."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

DAY, HOUR = "day", "hour"
_TIMES = frozenset({DAY, HOUR})
_NAMED = frozenset({"name", "phrase"})
PLACE = "place"
_NATIONAL = 10
"""Digits of a whole number without its country."""
_HALF_A_DAY = 12 * 60


class Token(NamedTuple):
    """One thing stated. ``limit`` is the word that bounds it: ``from``, ``upto``, ``about``, …"""

    kind: str
    value: Any
    limit: str | None = None

    @property
    def group(self) -> str:
        """Days and hours keep one order: an hour belongs to the day before it. Places stand among what is named."""
        return "moment" if self.kind in _TIMES else "phrase" if self.kind == PLACE else self.kind

    def says(self, other: "Token") -> bool:
        """Whether it says what ``other`` does, in whatever form, and no more than that."""
        same = _SAME.get(self.kind, _equal)
        return self.kind == other.kind and _is_bounded_as(self, other) and same(self.value, other.value)


class Stated:
    """What has been stated so far, by group, each in its order. The only price need not be said again."""

    def __init__(self, tokens: Iterable[Token] = ()) -> None:
        self._groups: dict[str, list[Token]] = {}
        self._loose: list[tuple[int, int]] = []
        for token in tokens:
            self._add(token)

    def then(self, tokens: Iterable[Token]) -> "Stated":
        """A new one, with the ``tokens`` of a sentence stated after all that is stated here."""
        grown, added = Stated(), [*tokens]
        grown._groups = {name: [*known] for name, known in self._groups.items()}
        for token in added:
            grown._add(token)
        grown._loose = [*self._loose]
        if Stated(added)._is_loose():
            grown._loose.append((len(self._groups.get("phrase", [])), len(grown._groups.get("phrase", []))))
        return grown

    @property
    def counts(self) -> Mapping[str, int]:
        return {name: 1 if _is_one_price(tokens) else len(tokens) for name, tokens in self._groups.items()}

    def begins(self, whole: "Stated") -> bool:
        """Whether ``whole`` states just this first. Names may come in any order where no value could change owner."""
        return all(
            whole._names(tokens) if name == "phrase" else _is_beginning(tokens, whole._groups.get(name, []))
            for name, tokens in self._groups.items()
        )

    def _names(self, tokens: list[Token]) -> bool:
        """Whether ``tokens`` are what is named first, in any order where no value could change owner."""
        known = self._groups.get("phrase", [])
        ranges = [(0, len(known))] if self._has_one_of_each() else self._loose
        for start, end in ranges:
            if not _is_part(tokens[start:end], known[start:end]):
                return False
        tied = [place for place in range(len(tokens)) if not any(start <= place < end for start, end in ranges)]
        return len(tokens) <= len(known) and all(tokens[place].says(known[place]) for place in tied)

    def _is_loose(self) -> bool:
        """Whether it names one thing and the place for it: either may come first."""
        named = sorted(token.kind for token in self._groups.get("phrase", []))
        return named == ["phrase", PLACE] and self._has_one_of_each()

    def _has_one_of_each(self) -> bool:
        kinds = [token.kind for name, tokens in self._groups.items() if name not in _NAMED for token in tokens]
        return len(kinds) == len(set(kinds))

    def _add(self, token: Token) -> None:
        known = self._groups.setdefault(token.group, [])
        last = known[-1] if known else None
        if last and token.kind == DAY == last.kind and not token.value.keys() & last.value.keys():
            known[-1] = last._replace(value={**last.value, **token.value})
        else:
            known.append(token)


def _is_one_price(tokens: list[Token]) -> bool:
    return bool(tokens) and all(token.kind == "money" and token[1:] == tokens[0][1:] for token in tokens)


def _is_beginning(tokens: list[Token], whole: list[Token]) -> bool:
    if _is_one_price(whole):
        return len(tokens) <= len(whole) and all(token.says(whole[0]) for token in tokens)
    return len(tokens) <= len(whole) and all(one.says(other) for one, other in zip(tokens, whole, strict=False))


def _is_part(tokens: list[Token], whole: list[Token]) -> bool:
    left = [token.value for token in whole]
    for token in tokens:
        if token.value not in left:
            return False
        left.remove(token.value)
    return True


def _is_bounded_as(said: Token, known: Token) -> bool:
    """By the same word. That a stretch or a count is "about" so much claims less, never more."""
    if said.group == "moment":
        return {said.limit, known.limit} & {"before", "after"} in ({said.limit}, {known.limit}, set())
    return said.limit == known.limit or (said.kind == "count" and (said.limit, known.limit) == ("about", None))


def _equal(said: Any, known: Any) -> bool:
    return bool(said == known)


def _same_day(said: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """As far as the day is said: "the 24th" is "Tuesday, November 24"."""
    return said.items() <= known.items()


def _same_hour(said: tuple[int, bool], known: tuple[int, bool]) -> bool:
    """Minutes of the day, and whether morning or afternoon is told."""
    if said[1] and known[1]:
        return said[0] == known[0]
    return said[0] % _HALF_A_DAY == known[0] % _HALF_A_DAY


def _same_sum(said: tuple[Any, str | None], known: tuple[Any, str | None]) -> bool:
    return said[0] == known[0] and (said[1] == known[1] or None in {said[1], known[1]})


def _same_count(said: tuple[Any, str | None, Any], known: tuple[Any, str | None, Any]) -> bool:
    """An amount in its unit; where one names none ("in 10 days, the other in 20"), the figure as it is said."""
    if said[1] is None or known[1] is None:
        return bool(said[2] == known[2])
    return said[:2] == known[:2]


def _same_phone(said: str, known: str) -> bool:
    """The same digits, with or without the country's."""
    return said == known or (len(said) >= _NATIONAL and known.endswith(said))


_SAME: dict[str, Callable[[Any, Any], bool]] = {
    DAY: _same_day, HOUR: _same_hour, "money": _same_sum, "count": _same_count, "phone": _same_phone,
}  # fmt: skip
