"""The words of a text that carry its meaning, cut to stems, and its letters in threes."""

import re
from functools import lru_cache

from language.words.fold import plain

_WORD = re.compile(r"[a-z0-9]+(?:[.'-][a-z0-9]+)*")
_STEM = 6
"""Letters kept of a word. Enough to join "instalación" with "instalar" and to part "carta" from "cartera"."""

_EMPTY = {
    "es": "a al algo algun alguna alguno algunas algunos ante aqui asi aun aunque buen buena buenas bueno "
    "buenos bien cada casi como con cual cuales cualquier cuando cuanta cuantas cuanto cuantos de del "
    "desde donde dos e el ella ellas ellos en entonces entre era eran eres es esa esas ese eso esos "
    "esta estaba estan estas este esto estos estoy favor fue fueron gracias ha haber habia hace hacen "
    "haces hacer hacia han has hasta hay he hola la las le les lo los mas me mi mis mucho muchas "
    "muchos muy nada necesito ni no nos nosotros nuestra nuestro o os otra otro otros para pero poco "
    "por porque pues que quien quienes quiero quisiera saber se sea ser si sido sin sino sobre solo "
    "somos son soy su sus tal tambien tan tanto te tener tengo tiene tienen tienes toda todas todo "
    "todos tu tus u un una unas uno unos usted ustedes va van vamos ver vez voy y ya yo puede pueden "
    "puedo podria podrian dice decir dame digame dime cosa cosas oye mira ahi alli dan dar hacemos "
    "tenemos puedes ",
    "en": "a about after all also am an and any are as at be because been being but by can could did do "
    "does doing don down else every for from get gets give go going good got had has have having he "
    "hello help her here hey hi him his how i if i'd i'll i'm in into is it it's its just know let "
    "like ll look made make makes many may me might more most much must my need no not now of off ok "
    "on one only or other our out over own please re really s said same say see she should so some "
    "such t tell than thank thanks that that's the their them then there these they this those "
    "through to too under up us use very want was way we well were what what's when where which while "
    "who whom whose why will with would ya yes you you're your yours ",
}
"""Words that ask, point and join, without saying what about."""
_IGNORED = {language: frozenset(words.split()) for language, words in _EMPTY.items()}


def stems(text: str, language: str) -> list[str]:
    """In order, with repetitions; figures are kept whole. ``language`` is ``es`` or ``en``."""
    words = _WORD.findall(plain(text))
    return [_stem(word) for word in words if word not in _IGNORED[language]]


def _stem(word: str) -> str:
    if any(char.isdigit() for char in word):
        return word
    word = word.removesuffix("'s")
    if len(word) > 4:
        word = re.sub(r"(?:es|s)$", "", word)
    return word[:_STEM]


@lru_cache(maxsize=16384)
def trigrams(stem: str) -> frozenset[str]:
    """Of a stem with its rims, so that a slip of the finger leaves most of them."""
    padded = f" {stem} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))
