"""Names of people: after "me llamo" or "I'm", at the end of a message, or alone where the name was asked for."""

import re
from collections.abc import Iterator, Sequence

from language.embedded.data import cue, words
from language.embedded.entities.babble import is_no_word
from language.embedded.entities.lexicon import first_names, pattern_of
from language.embedded.entities.origins import is_department, is_employer, is_place, is_surname
from language.embedded.entities.world import World, entity
from language.embedded.intents.concepts import is_ordinary
from language.embedded.text import Text, Token
from language.port import Entity

MOST_WORDS = 5
_UP_TO_DATA = re.compile(
    r",|\d|\S+[@/]\S+|\n|[!?;](?=\s|$)"
    r"|(?<!\b[a-z])(?<!\b(?:ma|dr|sr|jr|mr|ms|st))(?<!\b(?:sra|dra|mrs|lic|ing|arq|fco|gpe))\.(?=\s|$)|\.$"
)
"""What ends an answer that is a name; the stop of a title, of an initial or of "Ma." does not."""
_DATA = re.compile(r"\d|@")
_BEFORE_DATA = re.compile(r"[ ]\S*(?:\d|@)")
_ENTRANCE = re.compile(rf"^\W*(?:{cue('name_entrance')}\W+)+")
"""Words before a name that was asked for: "yes, it's", "claro, soy"."""

_STRONG = re.compile(rf"\b{cue('name_strong')}\s")
_WEAK = re.compile(rf"\b{cue('name_weak')}\s(?:el |la |de parte de )?(?:{cue('name_title')}\s)?")
_SIGNED = re.compile(r"\n[ ]?(?:[-~][ ]?)?(?P<name>[^\n]{2,40})[ ]?$")
_BETWEEN = re.compile(r"[ ]?\.?[ ]$|^-$|^'$")
_PARTICLES = frozenset(words("name_particles"))
_STOPS = frozenset(words("name_stops"))
_NOT_ENDED = words("name_endings")
_DEMONYMS = frozenset(words("demonyms"))


def find(text: Text, world: World) -> Iterator[Entity]:
    asked = world.asked("customer_name")
    found = list(_after(text, _STRONG, strong=True)) or list(_after(text, _WEAK, strong=False, asked=asked))
    found = found or list(_signed(text)) or list(_heading_data(text))
    yield from (found or (list(_alone(text)) if asked else []))[:1]


def _after(text: Text, cue: re.Pattern[str], *, strong: bool, asked: bool = False) -> Iterator[Entity]:
    for found in cue.finditer(text.plain):
        following = [token for token in text.tokens if token.start >= found.end()][: MOST_WORDS + 3]
        if not following or following[0].start > found.end():
            continue
        name = _run(text, following, strong=strong)
        name = name if strong or asked else _without_origin(name)
        believed = strong and _is_believed(text, name) if name else False
        if name and (
            believed or (asked and _is_full(text, name)) or (not strong and _is_likely(text, name, found.group()))
        ):
            yield _named(text, name, 0.95 if strong else 0.9)


def _signed(text: Text) -> Iterator[Entity]:
    """A last line that is nothing but a name."""
    line = _SIGNED.search(text.plain)
    if line:
        tokens = [token for token in text.tokens if token.start >= line.start("name")]
        name = _run(text, tokens, strong=False)
        if name and len(name) == len(tokens) and _is_likely(text, name):
            yield _named(text, name, 0.75)


def _heading_data(text: Text) -> Iterator[Entity]:
    """A full name before data, with a comma or without: "Ana Ruiz, calle 10 # 5-20", "Tom Baker 313-555-0177"."""
    head, comma, rest = text.plain.partition(",")
    if not comma or _DATA.search(head):
        head = _BEFORE_DATA.split(text.plain, maxsplit=1)[0]
        rest = text.plain[len(head) :]
    if not head.strip() or not _DATA.search(rest):
        return
    tokens = [token for token in text.tokens if token.end <= len(head)]
    name = _run(text, tokens[: MOST_WORDS + 1], strong=False)
    if len(name) > 1 and len(name) == len(tokens) and name[0].word in first_names():
        yield _named(text, name, 0.85)


def _alone(text: Text) -> Iterator[Entity]:
    """An answer that is a name and little else; data or another sentence may follow: "Ana Ruiz. ¿Y...?"."""
    entrance = _ENTRANCE.match(text.plain)
    start = entrance.end() if entrance else 0
    end = start + len(_UP_TO_DATA.split(text.plain[start:], maxsplit=1)[0])
    if "?" in text.plain[start : end + 1]:
        return
    tokens = [token for token in text.tokens if start <= token.start and token.end <= end]
    name = _run(text, tokens[: MOST_WORDS + 1], strong=True)
    known = bool(name) and name[0].word in first_names()
    if name and (known or (len(tokens) <= 4 and _is_all(name, tokens) and _may_be_name(text, name))):
        yield _named(text, name, 0.95 if known or _is_capital(text, name[0]) else 0.75)
    elif last := _at_the_end(text, tokens):
        yield _named(text, last, 0.9)


def _at_the_end(text: Text, tokens: Sequence[Token]) -> list[Token]:
    """A first name with its capital and what belongs to it, up to the end, whatever leads to it: "mi nobre es Ana"."""
    for place, token in enumerate(tokens[: MOST_WORDS + 1]):
        if token.word in first_names() and _is_capital(text, token):
            name = _run(text, tokens[place:], strong=False)
            return name if _is_all(name, tokens[place:]) else []
    return []


def _is_all(name: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Nothing follows the name but small words: "neto otra vez", "ximena por favor"."""
    return all(token.word in _STOPS for token in tokens[len(name) :])


def _is_full(text: Text, name: Sequence[Token]) -> bool:
    """A first name and a surname with their capitals, which are ordinary words in some names: "Amir Moss"."""
    return len(name) > 1 and all(_is_capital(text, token) for token in name if token.word not in _PARTICLES)


def _may_be_name(text: Text, name: Sequence[Token]) -> bool:
    if _is_full(text, name):
        return True
    babble = any(is_no_word(token.word) and not _is_capital(text, token) for token in name)
    return not (babble or _is_ordinary(name))


def _run(text: Text, tokens: Sequence[Token], *, strong: bool) -> list[Token]:
    """The words of the name at the head of ``tokens``; lower case is believed after a strong cue only."""
    run: list[Token] = []
    for place, token in enumerate(tokens[:MOST_WORDS]):
        if run and not _BETWEEN.match(text.plain[run[-1].end : token.start]):
            break
        if (run and token.word in _PARTICLES and _leads_on(text, run, tokens[place + 1 : place + 4])) or (
            not _is_stop(text, token) and _is_name_word(text, token, strong=strong or _is_surname(run, token))
        ):
            run.append(token)
        else:
            break
    while run and run[-1].word in _PARTICLES:
        run.pop()
    return run


def _without_origin(name: list[Token]) -> list[Token]:
    """ "Soy Ana de Acme", "soy Laura de Medellín": only the surname after "de" is of the name."""
    if len(name) < 3 or name[-2].word != "de" or is_surname(name[-1].word):
        return name
    origin = name[-1].word
    return name[:-2] if is_place(origin) or is_department(origin) or is_employer(origin) else name


def _is_stop(text: Text, token: Token) -> bool:
    """A small word that is no name: "will" is one where it has its capital or is the last word."""
    alone = token.end == len(text.plain.rstrip(" .!"))
    return token.word in _STOPS and not (token.word in first_names() and (alone or _is_capital(text, token)))


def _leads_on(text: Text, run: Sequence[Token], following: Sequence[Token]) -> bool:
    """Whether a name goes on after "de" or "de los": a full name before "de" and more words after are a company's."""
    rest = [token for token in following if token.word not in _PARTICLES]
    if not rest or not _is_name_word(text, rest[0], strong=False):
        return False
    more = len(rest) > 1 and following[0] is rest[0] and _is_capital(text, rest[1]) and not is_surname(rest[0].word)
    full = sum(token.word not in _PARTICLES for token in run) > 1
    return not (more and (full or is_ordinary(rest[0].word)))


def _is_surname(run: Sequence[Token], token: Token) -> bool:
    """ "soy beto luna": a word in lower case after a first name, where it is no other word."""
    known = bool(run) and run[0].word in first_names() and len(run) < 3
    return known and not _is_ordinary([token]) and not token.word.endswith(_NOT_ENDED)


def _is_name_word(text: Text, token: Token, *, strong: bool) -> bool:
    if not token.word[0].isalpha() or any(char.isdigit() for char in token.word):
        return False
    return strong or token.word in first_names() or _is_capital(text, token)


def _is_capital(text: Text, token: Token) -> bool:
    return text.clean[token.start].isupper() and not text.clean.isupper()


def _is_believed(text: Text, name: Sequence[Token]) -> bool:
    """After "me llamo" all but the words of other sentences: "mi nombre está mal", "a nombre de quién queda"."""
    first = name[0]
    return first.word in first_names() or _is_capital(text, first) or not _is_ordinary([first])


def _is_likely(text: Text, name: Sequence[Token], cue: str = "") -> bool:
    """A first name that people have, or capitals that are no other word: "soy Gerente", "I'm Interested" are none."""
    first = name[0].word
    if first in first_names() or cue.startswith(("it's", "its")):
        return first in first_names()
    return _is_capital(text, name[0]) and not _is_ordinary(name) and not first.endswith(_NOT_ENDED)


def _is_ordinary(name: Sequence[Token]) -> bool:
    words = [token.word for token in name]
    return (
        any(is_ordinary(word) or word in _DEMONYMS for word in words)
        or pattern_of("roles").search(" ".join(words)) is not None
    )


def _named(text: Text, name: Sequence[Token], confidence: float) -> Entity:
    start, end = name[0].start, name[-1].end
    return entity("customer_name", text, start, end, _as_written(text.clean[start:end]), confidence)


def _as_written(name: str) -> str:
    """With capitals where the customer left them out."""
    if not (name.islower() or name.isupper()):
        return name
    words = name.lower().split()
    return " ".join(word if word in _PARTICLES and place else word.title() for place, word in enumerate(words))
