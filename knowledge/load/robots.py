"""robots.txt as RFC 9309 reads it: the longest rule decides, ``*`` and ``$`` count."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

LARGEST = 500 * 1024
LONGEST_DELAY_S = 30.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one reader: pairs of a pattern and whether it allows. ``delay_s`` is 0 where none is asked."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay_s: float = 0.0
    sitemaps: tuple[str, ...] = ()

    def allows(self, address: str) -> bool:
        parts = urlsplit(address)
        path = unquote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = [(len(pattern), allow) for pattern, allow in self.rules if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


def robots_of(text: str, agent: str) -> Robots:
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    sitemaps: list[str] = []
    open_ = False
    for key, value in _lines(text):
        if key == "sitemap":
            sitemaps.append(value)
        elif key == "user-agent":
            names = [*names, value.lower()] if open_ else [value.lower()]
            open_ = True
        else:
            open_ = False
            for name in names:
                groups.setdefault(name, []).append((key, value))
    return _chosen(groups.get(agent.lower(), groups.get("*", [])), tuple(sitemaps))


def _chosen(told: list[tuple[str, str]], sitemaps: tuple[str, ...]) -> Robots:
    rules = [(unquote(value), key == "allow") for key, value in told if key in {"allow", "disallow"} and value]
    delays = [float(value) for key, value in told if key == "crawl-delay" and re.fullmatch(r"\d+(\.\d+)?", value)]
    return Robots(tuple(rules), min(max(delays, default=0.0), LONGEST_DELAY_S), sitemaps)


def _lines(text: str) -> list[tuple[str, str]]:
    parted = (line.partition("#")[0].partition(":") for line in text[:LARGEST].splitlines())
    return [(key.strip().lower(), value.strip()) for key, colon, value in parted if colon]


def _fits(pattern: str, path: str) -> bool:
    """Without a regular expression, which a pattern of many stars would keep busy."""
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for part in rest:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not ends or at == len(path) or (bool(rest) and path.endswith(rest[-1]))
