"""Words that tell of another person than the customer, in both languages."""

import re

from language.words.fold import plain

_RELATIVES = (
    r"jef[ea]|espos[oa]|marido|mujer|novi[oa]|pareja|herman[oa]|hij[oa]|mama|papa|madre|padre|soci[oa]|companer[oa]|"
    r"amig[oa]|colega|secretari[oa]|asistente|contador[a]?|vecin[oa]|prim[oa]|ti[oa]|cunad[oa]|suegr[oa]|cliente|"
    r"boss|wife|husband|partner|brother|sister|son|daughter|mom|mum|dad|mother|father|friend|colleague|coworker|"
    r"assistant|secretary|accountant|neighbor|neighbour|manager|roommate|landlord|tenant|girlfriend|boyfriend"
)
_OURS = r"(?:mi|nuestr[oa]|my|our)"
_THINGS = r"(?:correo|email|e-mail|mail|telefono|celular|numero|phone|cell|number|address)"
_OF_ANOTHER = re.compile(
    rf"\b{_THINGS} (?:es )?(?:de|del|of) (?:la |el )?(?:{_OURS} (?:{_RELATIVES})\b|otra persona|someone else)"
    rf"|\bes (?:el |la )?de(?: la| el)? {_OURS} (?:{_RELATIVES})\b"
    rf"|\b{_OURS} (?:{_RELATIVES})['’]?s {_THINGS}\b"
    rf"|\b{_OURS} (?:{_RELATIVES})\b[^.?!\n]{{0,60}}\b(?:su|his|her|their) {_THINGS}\b"
    rf"|\b(?:it['’]?s|is|that['’]?s|belongs to) {_OURS} (?:{_RELATIVES})(?:['’]s|s)?\b"
    r"|\bno es mi[oa]?\b(?! (?:correo|telefono|numero))|\b(?:isn['’]?t|not) mine\b|\bsomebody else['’]?s\b"
)
_ANOTHER = re.compile(
    r"\botr[oa] (?:persona|asesor[a]?|tecnic[oa]|mecanic[oa]|agente|inspector[a]?|vendedor[a]?|instalador[a]?)\b"
    r"|\b(?:con )?alguien (?:mas|diferente|distint[oa])\b|\bpersona (?:distinta|diferente)\b"
    r"|\b(?:another|different|some other) (?:person|rep|tech(?:nician)?|inspector|advisor|agent|mechanic|guy|lady)\b"
    r"|\b(?:someone|somebody|anyone) else\b"
)
_SAME_HOUR = re.compile(r"\b(?:mism[oa]|igual) (?:hora|horario|dia)\b|\bsame (?:time|hour|slot|day)\b")
_THERE = r"(?:ven|atend|visit|llega|recib|hacer la (?:visita|revision|demo|inspeccion))"
_WHO_COMES = re.compile(
    rf"\bquien(?:es)? (?:es (?:el|la) que )?(?:(?:me|nos) )?(?:va|van|voy)(?: a)? {_THERE}"
    r"|\bquien(?:es)? (?:es (?:el|la) que )?(?:(?:me|nos) )?(?:viene|vendra|atiende|atendera|visita|recibe|llega)\w*"
    r"|\bcon quien (?:es|seria|sera|tengo|tendria|me toca|queda) (?:la|mi|esa) (?:cita|visita|demo|revision)\b"
    r"|\bwho(?:['’]?s|m)?\b.{0,18}\b(?:com(?:e|es|ing)|visit(?:ing)?|show(?:ing)? up|doing the (?:inspection|visit))\b"
)


def is_of_another(said: str) -> bool:
    """Whether an address or a number in these words is said to be somebody else's: "es el de mi jefe"."""
    return _OF_ANOTHER.search(plain(said)) is not None


def wants_another(said: str) -> bool:
    """Whether somebody else is wished for than who it is with now: "con otra persona"."""
    return _ANOTHER.search(plain(said)) is not None


def asks_who_comes(said: str) -> bool:
    """Whether it is asked with whom an appointment is: "who's coming?", "¿quién me atiende?"."""
    return _WHO_COMES.search(plain(said)) is not None


def says_same_hour(said: str) -> bool:
    """Whether the hour that was spoken of is meant: "el martes a la misma hora"."""
    return _SAME_HOUR.search(plain(said)) is not None


def wants_another_then(said: str) -> bool:
    """Whether it is the appointment's hour that somebody else is wished for at: "con otra persona a la misma hora"."""
    return wants_another(said) and says_same_hour(said)


def named_with(said: str, name: str) -> bool:
    """Whether the words ask for ``name``: by the whole of it, or by the first name after "with"."""
    words, whole = plain(said), plain(name)
    first = re.escape(whole.split()[0])
    return whole in words or re.search(rf"\b(?:con|with) (?:don |dona )?{first}\b", words) is not None
