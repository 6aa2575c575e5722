"""From acts to one message: the pack's templates, values as the reader expects them, one tidy text."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from kit.errors import ParleyError
from language import values
from language.embedded.tidy import capital, paragraphs, tidy
from language.port import Act, Voice, Wording
from language.words.numerals import tongue


class TemplateError(ParleyError):
    """A template that is not there, or that cannot be filled with what the act says."""

    title = "A wording is wrong"


class _Blank(StrictUndefined):
    """A variable that was not given: false in ``{% if %}``, an error where it would be written."""

    def __bool__(self) -> bool:  # type: ignore[override]
        return False


class Writer:
    """Words acts with a pack's wordings. Templates are compiled at first use and kept."""

    def __init__(self, wordings: Mapping[str, Wording]) -> None:
        self._wordings = wordings
        self._compiled: dict[tuple[str, str], Template] = {}

    def write(self, acts: Sequence[Act], voice: Voice) -> str:
        """One message from all acts, in their order; no act is left out."""
        return paragraphs([self.render_act(act, voice) for act in acts], voice["channel"])

    def render_act(self, act: Act, voice: Voice) -> str:
        """Raises TemplateError naming the template and, where one is missing, the variable."""
        language = tongue(voice["language"])
        template = self._template(act["say"], language, self._variant(act["say"], language, voice))
        marks = _marks(act)
        left = iter(marks)
        filled = {name: _worded(value, voice, left) for name, value in act["values"].items()}
        try:
            text = template.render(filled)
        except (UndefinedError, SecurityError, TypeError, ValueError) as wrong:
            raise TemplateError(f"template {act['say']!r} ({language}) cannot be filled: {wrong}") from wrong
        return capital(tidy(_after(text, "".join(left))))

    def _variant(self, say: str, language: str, voice: Voice) -> str:
        wording = self._wordings.get(say)
        if wording is None:
            raise TemplateError(f"template {say!r} does not exist: the pack's templates.yaml and the base set lack it")
        variants = wording.variants.get(language, ())
        if language == "es" and voice["register"] == "usted":
            variants = wording.variants.get("es_usted") or variants
        if not variants:
            raise TemplateError(f"template {say!r} has no wording in {language!r}")
        return variants[_pick(voice["seed"], say, len(variants))]

    def _template(self, say: str, language: str, source: str) -> Template:
        key = (language, source)
        if key not in self._compiled:
            try:
                self._compiled[key] = _environment(language).from_string(source)
            except TemplateSyntaxError as wrong:
                raise TemplateError(f"template {say!r} ({language}) is not valid: {wrong.message}") from wrong
        return self._compiled[key]


def _pick(seed: str, say: str, count: int) -> int:
    """Begins anywhere, by the conversation, and goes on from turn to turn: the same wording never twice in a row."""
    conversation, _, turn = seed.rpartition(":")
    where, step = (conversation, int(turn)) if turn.isdecimal() else (seed, 0)
    begins = int.from_bytes(hashlib.sha256(f"{where}{say}".encode()).digest()[:8], "big")
    return (begins + step) % count


@lru_cache
def _environment(language: str) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(undefined=_Blank)
    environment.filters["either"] = lambda items: listed(items, "either", language)
    environment.filters["both"] = lambda items: listed(items, "both", language)
    return environment


_JOINTS = {("both", "es"): "y", ("either", "es"): "o", ("both", "en"): "and", ("either", "en"): "or"}


def listed(items: Sequence[Any], kind: str, language: str) -> str:
    """ "a, b y c" for ``both``, "a, b o c" for ``either``; "a, b, or c" in English; "a, 1; b, 2; or c, 3"."""
    texts = [str(item) for item in items]
    if len(texts) < 2:
        return "".join(texts)
    joint = _euphonic(_JOINTS[kind, language], texts[-1])
    mark = ";" if any("," in text for text in texts) else ","
    last = mark if len(texts) > 2 and (language == "en" or mark == ";") else ""
    return f"{f'{mark} '.join(texts[:-1])}{last} {joint} {texts[-1]}"


def _euphonic(joint: str, following: str) -> str:
    """Spanish says "u ocho" and "e instalación" before the same vowel."""
    start = following.lower()
    if joint == "o" and start.startswith(("o", "ho", "ó", "8", "11 ", "11:")):
        return "u"
    if joint == "y" and start.startswith(("i", "hi", "í")) and not start.startswith(("hie", "hia", "ia", "ie", "io")):
        return "e"
    return joint


def _marks(act: Act) -> list[str]:
    """What follows each quoted text in turn: its own mark where there are as many, else the last has all.

    Without a quoted text there is one entry, for the end of the act.
    """
    items = [item for block in act["blocks"] if block.get("kind") == "citations" for item in block["items"]]
    marks = [f" [{item['n']}]" for item in items]
    texts = sum(value["$"] == "quoted" for value in values.tagged_in(act["values"]))
    return marks if len(marks) == texts else [""] * (texts - 1) + ["".join(marks)]


def _after(text: str, marks: str) -> str:
    """The marks behind the words, before the full stop that ends them."""
    if not marks:
        return text
    body = text.rstrip()
    stop = body[-1] if body.endswith((".", ":", "!", "?")) and not body.endswith("m.") else ""
    return f"{body[: len(body) - len(stop)]}{marks}{stop}"


def _worded(value: Any, voice: Voice, marks: Iterator[str]) -> Any:
    if values.is_tagged(value):
        text = _rendered(tuple(sorted(value.items())), voice["locale"], voice["timezone"])
        return _after(text, next(marks)) if value["$"] == "quoted" else text
    if isinstance(value, Mapping):
        return {name: _worded(inner, voice, marks) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_worded(inner, voice, marks) for inner in value]
    return value


@lru_cache(maxsize=4096)
def _rendered(items: tuple[tuple[str, Any], ...], locale: str, timezone: str) -> str:
    return str(values.render(dict(items), locale, timezone))
