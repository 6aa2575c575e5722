"""The words of a wording: plain talk and words of one meaning pass, and nothing that claims more."""

import pytest

from language.llm.guard import Guard
from language.llm.inflect import english_verb, spanish_past, spanish_verb
from language.llm.lexicon import groups_of, talk
from language.llm.turns import plainly
from language.llm.weights import charges, claims
from language.port import Act, Json, Voice
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


def _act(say: str, **values: Json) -> Act:
    return {"kind": "ask", "agent": "scheduler", "say": say, "values": values, "facts": [], "blocks": []}


SLOTS = _act(
    "offer_slots",
    kind={"$": "quoted", "text": "demo"},
    slots=[
        {"$": "instant", "at": "2026-12-14T08:00:00-05:00", "style": "on"},
        {"$": "instant", "at": "2026-12-14T09:30:00-05:00", "style": "at"},
        {"$": "instant", "at": "2026-12-15T08:00:00-05:00", "style": "on"},
    ],
)
OFFERED = "I have Monday, December 14 at 8 am; 9:30 am; or Tuesday, December 15 at 8 am: which suits you?"
BOOKING = _act(
    "confirm_booking",
    kind={"$": "quoted", "text": "instalación"},
    slot={"$": "instant", "at": "2026-12-14T09:00:00-06:00", "style": "full"},
    person={"$": "name", "text": "Antonio Ledezma"},
    minutes={"$": "quantity", "count": 60, "unit": ""},
    mode={"$": "name", "text": "Centro"},
)
BOOKED = "Instalación con Antonio Ledezma, el lunes 14 de diciembre a las 9:00 a. m., 60 minutos, Centro. ¿Confirmo?"


def _passes(reference: str, act: Act, said: str, voice: Voice) -> bool:
    guard = Guard(reference, [act], voice, {})
    return not any(guard.takes(piece) for piece in pieces(said)) and not guard.rest()


def test_times_may_be_told_with_what_they_are_for_and_nothing_else_may() -> None:
    said = OFFERED.replace("I have", "For the demo I have").replace("; 9:30 am; or", " and 9:30 am, and")
    assert _passes(OFFERED, SLOTS, said, EN)
    hours = "We're open Monday 8 am to 6 pm. " + OFFERED
    assert not _passes(hours, SLOTS, hours.replace("We're open", "The demo is open"), EN)


def test_an_hour_keeps_its_day_whatever_joins_them() -> None:
    swapped = "I have Monday, December 14 at 8 am, and Tuesday, December 15 at 9:30 am and 8 am: which suits you?"
    assert not _passes(OFFERED, SLOTS, swapped, EN)


def test_the_place_of_an_appointment_may_come_first() -> None:
    said = (
        "En Centro: instalación el lunes 14 de diciembre a las 9:00 a. m. con Antonio Ledezma, 60 minutos. ¿Confirmo?"
    )
    assert _passes(BOOKED, BOOKING, said, ES)
    assert not _passes(BOOKED, BOOKING, said.replace("¿Confirmo?", "Ya quedó confirmada."), ES)


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("Your order for $100 is waiting: shall I place it?", "Your order for $100 is placed: shall I place it?"),
        ("There's no hurry. Take all the time you need.", "You should hurry. Take all the time you need."),
        ("Shall I book Monday at 8 am?", "Monday at 8 am is locked in. Shall I book it?"),
        (
            "I've seen what is needed and can put it together now.",
            "I've put it together now, I've seen what is needed.",
        ),
        ("Order A costs $500 and order B $900.", "Order A costs $900 and order B $500."),
    ],
)
def test_a_turn_of_phrase_does_nothing_that_its_reference_does_not(reference: str, said: str) -> None:
    assert not _said_whole(reference, said, EN)


@pytest.mark.parametrize(
    ("reference", "said", "voice"),
    [
        ("Holding it commits to nothing; it can be moved at no cost up to 2 hours before.",
         "Holding it commits to nothing; it can be moved at cost up to 2 hours before.", EN),
        ("Holding it commits to nothing; it can be moved at no cost up to 2 hours before.",
         "Holding it commits to nothing. It can be moved at cost up to 2 hours before.", EN),
        ("No problem, I won't book it.", "Problem, I won't book it.", EN),
        ("Sin problema, no sigo con eso.", "Sin problema, sigo con eso.", ES),
        ("Se mueve sin costo y apartarla no compromete a nada.", "Se mueve sin costo y apartarla compromete.", ES),
    ],
)  # fmt: skip
def test_no_not_falls_out_of_words_that_are_the_reference_s_own(reference: str, said: str, voice: Voice) -> None:
    guard = Guard(reference, [], voice, {})
    assert "leaves a not out" in {guard.takes(piece) for piece in pieces(said)}
