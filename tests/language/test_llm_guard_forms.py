"""What is said in another form is the same; what is changed by a little is not."""

import pytest

from language.llm.guard import Guard
from language.llm.stated import Stated
from language.llm.statements import Statements
from language.port import Act, Voice
from language.words.sentences import pieces

EN: Voice = {
    "language": "en", "locale": "en_US", "timezone": "America/Detroit", "register": "tu", "channel": "web",
    "seed": "1:1", "now": "2026-11-23T14:00:00+00:00",
}  # fmt: skip
ES: Voice = {**EN, "language": "es", "locale": "es_MX", "timezone": "America/Mexico_City"}

SLOTS_EN = "I have Monday, November 23 at 3:30 pm; 5 pm; or Tuesday, November 24 at 7:30 am: which suits you?"
SLOTS_ES = "Tengo martes 24 de noviembre a las 2:30 p. m., 4:00 p. m. o miércoles 25 de noviembre a las 7:30 a. m."


TIMES = ("2026-11-23T15:30:00-05:00", "2026-11-23T17:00:00-05:00", "2026-11-24T07:30:00-05:00")
OFFER: Act = {
    "kind": "offer_slots", "agent": "scheduler", "say": "offer_slots", "blocks": [], "facts": [],
    "values": {"slots": [{"$": "instant", "at": at, "style": "full"} for at in TIMES]},
}  # fmt: skip


def _fault(reference: str, said: str, voice: Voice) -> str | None:
    return Guard(reference, [OFFER] if reference == SLOTS_EN else [], voice, {}).takes(said)


@pytest.mark.parametrize(
    ("reference", "said", "voice"),
    [
        (SLOTS_EN, "I have Monday the 23rd at 3:30 pm, 5 pm, or Tuesday the 24th at 7:30 am: which suits you?", EN),
        (SLOTS_ES, "Tengo el martes 24 a las 2:30 o 4 de la tarde, o el miércoles 25 a las 7:30 de la mañana.", ES),
        ("The visit takes 60 minutes.", "The visit takes an hour.", EN),
        ("The visit takes 30 minutes.", "The visit takes half an hour.", EN),
        ("It takes 2 to 4 weeks.", "It takes two to four weeks.", EN),
        ("La garantía es de 10 años.", "La garantía es de diez años.", ES),
        ("You can reach us at +1 248 555 0142.", "You can reach us at (248) 555-0142.", EN),
        ("Te aviso por aquí cómo va.", "Te voy avisando por aquí cómo va.", ES),
        ("¿A nombre de quién queda?", "¿Y a nombre de quién lo pongo?", ES),
        ("¿Con quién tengo el gusto?", "¿Me regala su nombre?", ES),
        ("Claro, aquí le espero.", "Claro, sin problema, aquí lo espero.", ES),
        ("Open Monday from 9 am to 7 pm.", "Open Monday, 9 am to 7 pm.", EN),
    ],
)
def test_a_value_said_in_another_form_passes(reference: str, said: str, voice: Voice) -> None:
    assert _fault(reference, said, voice) is None


@pytest.mark.parametrize(
    ("reference", "said", "voice"),
    [
        (SLOTS_EN, "I have Monday the 24th at 3:30 pm, 5 pm, or Tuesday the 24th at 7:30 am: which suits you?", EN),
        (SLOTS_EN, "I have Monday the 23rd at 3:30 am, 5 pm, or Tuesday the 24th at 7:30 am: which suits you?", EN),
        (SLOTS_ES, "Tengo el martes 24 a las 2:30 o 4 de la tarde, o el miércoles 25 a las 7:30 de la noche.", ES),
        ("The visit takes 60 minutes.", "The visit takes half an hour.", EN),
        ("It takes 2 to 4 weeks.", "It takes two to five weeks.", EN),
        ("It takes 2 to 4 weeks.", "It takes two to four days.", EN),
        ("La garantía es de 10 años.", "La garantía es de diez meses.", ES),
        ("It is from $650.", "It is $650.", EN),
        ("Te aviso por aquí cómo va.", "Sin problema, te aviso por aquí cómo va.", ES),
        ("¿Con quién tengo el gusto?", "Le regala una llanta. ¿Con quién tengo el gusto?", ES),
        ("You can reach us at +1 248 555 0142.", "You can reach us at +101 248 555 0142.", EN),
        ("Subtotal $289, sales tax $0, total $289.", "Subtotal $0, sales tax $289, total $289.", EN),
    ],
)
def test_a_value_changed_by_a_little_does_not(reference: str, said: str, voice: Voice) -> None:
    assert _fault(reference, said, voice) is not None


def test_a_deed_that_the_reference_denies_is_not_told_as_done() -> None:
    reference = "I don't have that confirmed and I'd rather not guess."
    assert _fault(reference, "Your appointment is confirmed.", EN) is not None


NOTHING_LEFT = "Listo, lo dejo hasta aquí. No quedó nada pendiente."
NO_VISIT = "Aquí no me aparece ninguna cita a tu nombre."


@pytest.mark.parametrize(
    ("reference", "said", "voice"),
    [
        (NOTHING_LEFT, "Listo, lo dejo hasta aquí. Quedó nada pendiente.", ES),
        (NOTHING_LEFT, "Quedó pendiente.", ES),
        (NO_VISIT, "Aquí me aparece ninguna cita a tu nombre.", ES),
        (NO_VISIT, "Aquí me aparece una cita a tu nombre.", ES),
        ("No abrimos nunca de noche.", "Abrimos nunca de noche.", ES),
        ("Eso no lo vendemos tampoco.", "Eso lo vendemos tampoco.", ES),
        ("No se puede sin cita.", "No se puede con cita.", ES),
        ("Ya no vamos a esa zona.", "Ya vamos a esa zona.", ES),
        ("Hay 3 meses sin intereses desde $1,500.", "Hay 3 meses intereses desde $1,500.", ES),
        ("Nada queda pendiente. No hay espacio.", "Queda pendiente.", ES),
        ("We can't do it without a visit.", "We can do it without a visit.", EN),
        ("We can't do it without a visit.", "We can't do it with a visit.", EN),
        ("I can't find it. Nothing is pending.", "I can find nothing. It is pending.", EN),
        ("Nothing is pending.", "Nothing isn't pending.", EN),
    ],
)
def test_one_of_two_words_that_deny_may_not_be_left_out(reference: str, said: str, voice: Voice) -> None:
    guard = Guard(reference, [], voice, {})
    assert any(guard.takes(piece) for piece in pieces(said))


@pytest.mark.parametrize(
    ("reference", "said", "voice"),
    [
        (NOTHING_LEFT, "Listo, lo dejo hasta aquí. Nada quedó pendiente.", ES),
        ("Nada quedó pendiente.", "No quedó nada pendiente.", ES),
        (NO_VISIT, "No me aparece ninguna cita a tu nombre.", ES),
        (NO_VISIT, "A tu nombre aquí no aparece ninguna cita.", ES),
        ("Ya no vamos a esa zona.", "A esa zona ya no vamos.", ES),
        ("We can't do it without a visit.", "Without a visit we can't do it.", EN),
    ],
)
def test_what_is_denied_in_another_order_passes(reference: str, said: str, voice: Voice) -> None:
    guard = Guard(reference, [], voice, {})
    assert [guard.takes(piece) for piece in pieces(said)] == [None] * len(pieces(said))


def test_the_only_price_need_not_be_said_twice_and_two_prices_keep_their_order() -> None:
    one, two = Statements([], EN).of("$390. Total $390."), Statements([], EN).of("$390, then $95.")
    assert Stated(Statements([], EN).of("$390").tokens).begins(Stated(one.tokens))
    assert Stated(Statements([], EN).of("$390").tokens).counts == Stated(one.tokens).counts
    assert not Stated(Statements([], EN).of("$95").tokens).begins(Stated(two.tokens))
