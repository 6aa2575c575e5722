"""The words of a wording: plain talk and words of one meaning pass, and nothing that claims more."""

import pytest

from language.llm.guard import Guard
from language.llm.inflect import english_verb, spanish_past, spanish_verb
from language.llm.lexicon import groups_of, talk
from language.llm.turns import plainly
from language.llm.weights import charges, claims
from language.port import Voice
from language.words.sentences import pieces

EN: Voice = {
    "language": "en", "locale": "en_US", "timezone": "America/Detroit", "register": "tu", "channel": "web",
    "seed": "1:1", "now": "2026-11-23T14:00:00+00:00",
}  # fmt: skip
ES: Voice = {**EN, "language": "es", "locale": "es_MX", "timezone": "America/Mexico_City"}


def _said_whole(reference: str, said: str, voice: Voice) -> bool:
    guard = Guard(reference, [], voice, {})
    return not any(guard.takes(piece) for piece in pieces(said)) and not guard.rest()


@pytest.mark.parametrize(
    ("reference", "said", "voice"),
    [
        ("That one is behind us. I have 5 pm.", "That time has already passed. I have 5 pm.", EN),
        ("Take your time.", "There's no hurry, take all the time you need.", EN),
        ("Take your time.", "No rush at all, take your time.", EN),
        ("Hi. Tell me what you need?", "Hi. Let me know what you need.", EN),
        ("Total $60. Vale hasta el 5 de diciembre.", "El total es de $60, con vigencia hasta el 5 de diciembre.", ES),
        ("¿A qué nombre la aparto?", "¿A nombre de quién la dejo apartada?", ES),
        ("¿La aprobamos?", "¿La damos por aprobada?", ES),
        ("Which should I hold?", "I can hold any one of them. Which should it be?", EN),
        ("Ese correo no me quedó bien.", "Ese correo no me llegó bien.", ES),
        ("You can pay until 5 pm.", "It can be paid until 5 pm.", EN),
    ],
)
def test_what_says_the_same_in_other_words_passes(reference: str, said: str, voice: Voice) -> None:
    assert _said_whole(reference, said, voice)


@pytest.mark.parametrize(
    ("reference", "said", "voice"),
    [
        ("It is $350.", "It is only $350.", EN),
        ("Some roofs take 3 days.", "All roofs take 3 days.", EN),
        ("A roof takes 3 days.", "A roof takes 3 days because it is old.", EN),
        ("Your order is in: $90.", "Your order is in: $90. Someone will call you.", EN),
        ("Your order is in: $90.", "Your order is in: $90, and it is on its way.", EN),
        ("Your order is in: $90.", "Your order is in: $90. I've put it in the mail.", EN),
        ("For the roof, $900 plus sales tax.", "For the roof, $900.", EN),
        ("El techo sale en $900 más IVA.", "El techo sale en $900 con IVA.", ES),
        ("Le paso con Lupita.", "Le paso con Lupita, que contesta en un momento.", ES),
        ("¿La dejo apartada?", "Ya la aparté.", ES),
        ("Se lo paso para que lo resuelva.", "Se lo pasé y ya lo resolvió.", ES),
        ("Sí tengo balatas para el Jetta.", "Sí tengo balatas para cualquier Jetta.", ES),
    ],
)
def test_what_makes_more_of_it_does_not(reference: str, said: str, voice: Voice) -> None:
    assert not _said_whole(reference, said, voice)


def test_verbs_are_known_in_all_their_forms() -> None:
    assert {"pienso", "pensaria", "pensando", "pensamos"} <= set(spanish_verb("pensar"))
    assert {"sigamos", "sigue", "seguiria"} <= set(spanish_verb("seguir"))
    assert {"tuvo", "tuvieran"} <= set(spanish_past("tuv"))
    assert {"dijo", "dijeron"} <= set(spanish_past("dij"))
    assert {"planning", "planned", "plans"} <= set(english_verb("plan"))
    assert {"tried", "tries", "trying"} <= set(english_verb("try"))


def test_no_word_of_plain_talk_promises_praises_or_prices() -> None:
    for language, words in {
        "en": "always never best cheapest free guaranteed included discount warranty today someone call book refund",
        "es": "siempre nunca mejor gratis garantizado incluido descuento garantia hoy alguien llamo agendo nuevo llega",
    }.items():
        assert talk(language).isdisjoint(words.split())


def test_words_of_one_meaning_share_a_group() -> None:
    assert groups_of("validez", "es") & groups_of("vale", "es")
    assert groups_of("dejarlo", "es") & groups_of("apartamos", "es")
    assert groups_of("wrapped", "en") & groups_of("finish", "en")
    assert not groups_of("llamar", "es") & groups_of("mandar", "es")


def test_turns_of_phrase_are_read_as_one() -> None:
    assert plainly("no me aparece ninguna cita", "es") == "no encuentro ninguna cita"
    assert plainly("you don’t need to repeat it", "en") == plainly("there's no need to repeat it", "en")


def test_what_comes_on_top_of_a_price_is_told_from_what_is_in_it() -> None:
    assert charges("$900 plus sales tax") == {"extra"}
    assert charges("$900 con iva incluido") == {"with"}
    assert claims("porque el techo es viejo, y va en camino", "es") == {"reason", "going"}
