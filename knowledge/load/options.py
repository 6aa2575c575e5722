"""What a run of an ingestion is told beside its sources."""

from dataclasses import dataclass, field

from kit.clock import Clock, SystemClock
from knowledge.load.page import NAMESPACE
from language.embedded.detect import detect
from language.embedded.text import text_of

MOST_PAGES = 5000
"""Pages of one source, unless told otherwise."""
PAUSE_S = 0.5
DEEPEST_LINK = 8
"""Links from the start to a page."""
ENOUGH_TO_TELL = 4000
"""Characters that a language is told from."""


@dataclass(frozen=True, slots=True)
class Options:
    """``languages``: the tenant's, first of all its own. ``language`` is forced on every page where it is set.

    ``site`` is the address that the pages are published under, without a slash at its end. ``private`` lets
    addresses of private networks be fetched; ``pause_s`` is waited between two fetches, or longer where the site asks.
    """

    languages: tuple[str, ...] = ("es", "en")
    language: str | None = None
    site: str | None = None
    name: str | None = None
    limit: int = MOST_PAGES
    namespace: str = NAMESPACE
    private: bool = False
    pause_s: float = PAUSE_S
    depth: int = DEEPEST_LINK
    clock: Clock = field(default_factory=SystemClock)

    def language_of(self, text: str, declared: str | None = None) -> str:
        """The forced language, the declared one (``es-CO`` is ``es``), or the tenant's that the text is most like."""
        if self.language:
            return self.language
        said = (declared or "").strip().replace("_", "-").partition("-")[0].lower()
        if len(said) == 2 and said.isalpha():
            return said
        return _told(text[:ENOUGH_TO_TELL], self.languages)


def _told(text: str, languages: tuple[str, ...]) -> str:
    return detect(text_of(text), languages, languages[0])
