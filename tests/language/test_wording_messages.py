"""From acts to one message."""

from datetime import datetime
from typing import Any

import pytest

from kit.money import Money
from language import values
from language.embedded.wording import TemplateError, Writer, listed
from language.port import Act, Voice, Wording
from language.words.sentences import pieces


def wording(**variants: list[str]) -> Wording:
    return Wording(frozenset(), variants)


WORDINGS = {
    "greeting_short": wording(es=["Hola{% if name %}, {{ name }}{% endif %}."], en=["Hi."]),
    "answer": wording(es=["{{ text }}{% if more %} También: {{ more|both }}.{% endif %}"], en=["{{ text }}"]),
    "price": wording(es=["{{ item }} cuesta {{ price }} {{ tax }}."], en=["{{ item }} is {{ price }}."]),
    "slots": wording(
        es=["Tengo {{ slots|either }}. ¿Te sirve alguna?"],
        es_usted=["Tengo {{ slots|either }}. ¿Le sirve alguna?"],
    ),
    "list": wording(es=["{% for one in items %}- {{ one.item }}: {{ one.price }}\n{% endfor %}"]),
    "many": wording(es=["uno", "dos", "tres", "cuatro"]),
    "broken": wording(es=["{{ item"]),
}
SLOTS = [
    values.instant(datetime.fromisoformat(at)) for at in ("2026-11-24T10:00:00-05:00", "2026-11-25T15:00:00-05:00")
]


def act(say: str, citations: int = 0, **filled: Any) -> Act:
    items = [{"n": place + 1, "title": "Precios", "url": "https://x.co/p"} for place in range(citations)]
    blocks = [{"kind": "citations", "items": items}] if items else []
    return {"kind": "answer", "agent": "test", "say": say, "values": filled, "facts": [], "blocks": blocks}


def voice(language: str = "es", register: Any = "tu", channel: str = "whatsapp", seed: str = "c:1") -> Voice:
    return {
        "language": language,
        "locale": {"es": "es_CO", "en": "en_US"}[language],
        "timezone": "America/Bogota",
        "register": register,
        "channel": channel,
        "seed": seed,
        "now": "2026-11-23T09:00:00-05:00",
    }


def write(*acts: Act, **how: Any) -> str:
    return Writer(WORDINGS).write(acts, voice(**how))


def test_figures_are_worded_as_the_customer_writes_them() -> None:
    price = values.money(Money(240_000_000, "COP"))
    assert write(act("price", item="el plan", price=price, tax="más IVA")) == "El plan cuesta $2.400.000 más IVA."
    assert write(act("price", item="The plan", price=price), language="en") == "The plan is $2,400,000."


def test_acts_become_one_flowing_message_on_whatsapp() -> None:
    message = write(
        act("greeting_short", name="Beto"),
        act("price", item="Uno", price="$1", tax=""),
        act("slots", slots=["a", "b"]),
    )
    assert message == "Hola, Beto. Uno cuesta $1. Tengo a o b. ¿Te sirve alguna?"


def test_a_long_message_on_the_web_has_a_paragraph_for_each_act() -> None:
    long = values.quoted("Hacemos chatbots para WhatsApp y para la web. " * 6)
    message = write(act("answer", text=long), act("slots", slots=["a", "b"]), channel="web")
    assert message.count("\n\n") == 1
    assert "\n" not in write(act("answer", text=values.quoted("Sí.")), act("slots", slots=["a"]), channel="web")


def test_usted_has_its_own_wording_where_it_differs() -> None:
    assert write(act("slots", slots=["a"]), register="usted").endswith("¿Le sirve alguna?")
    assert write(act("greeting_short", name=""), register="usted") == "Hola."


def test_an_hour_before_a_full_stop_gets_no_second_one() -> None:
    assert write(act("slots", slots=SLOTS)) == (
        "Tengo martes 24 de noviembre a las 10:00 a. m. o miércoles 25 de noviembre a las 3:00 p. m. ¿Te sirve alguna?"
    )


def test_a_citation_stands_behind_the_words_it_belongs_to() -> None:
    said = act("answer", citations=1, text=values.quoted("La instalación cuesta $350."), more=["Garantía", "Envíos"])
    assert write(said) == "La instalación cuesta $350 [1]. También: Garantía y Envíos."


def test_two_citations_of_one_text_stand_together() -> None:
    said = act("answer", citations=2, text=values.quoted("Cuesta $350."), more=[])
    assert write(said) == "Cuesta $350 [1] [2]."


def test_each_of_two_texts_has_its_own_citation() -> None:
    said = act(
        "list",
        citations=2,
        items=[{"item": values.quoted("A"), "price": "x"}, {"item": values.quoted("B"), "price": "y"}],
    )
    assert write(said) == "- A [1]: x\n- B [2]: y"


def test_a_citation_without_a_quoted_text_stands_at_the_end() -> None:
    assert write(act("price", citations=1, item="Uno", price="$1", tax="")) == "Uno cuesta $1 [1]."


def test_a_list_keeps_its_lines() -> None:
    items = [{"item": "A", "price": values.money(Money(100, "COP"))}, {"item": "B", "price": "gratis"}]
    assert write(act("greeting_short", name=""), act("list", items=items)) == "Hola.\n- A: $1\n- B: gratis"


def test_the_same_turn_always_chooses_the_same_wording_and_turns_differ() -> None:
    said = [write(act("many"), seed=f"c:{turn}") for turn in range(40)]
    assert said == [write(act("many"), seed=f"c:{turn}") for turn in range(40)]
    assert {text.lower() for text in said} == {"uno", "dos", "tres", "cuatro"}


def test_the_sentences_of_a_message_are_the_message_itself() -> None:
    acts = [
        act("answer", text=values.quoted("Sí. Abrimos a las 8:00 a. m. ¿Algo más?"), more=[]),
        act("slots", slots=SLOTS),
    ]
    whole = Writer(WORDINGS).write(acts, voice())
    parts = pieces(whole)
    assert "".join(parts) == whole
    assert len(parts) > 2


def test_an_empty_variable_leaves_no_hole() -> None:
    assert write(act("greeting_short")) == "Hola."


def test_a_template_that_does_not_exist_is_named() -> None:
    with pytest.raises(TemplateError, match=r"'nope' does not exist"):
        write(act("nope"))


def test_a_missing_variable_is_named_with_its_template() -> None:
    with pytest.raises(TemplateError, match=r"'price' \(es\) cannot be filled: 'price' is undefined"):
        write(act("price", item="Uno", tax=""))


def test_a_language_without_wording_and_a_broken_template_are_named() -> None:
    with pytest.raises(TemplateError, match=r"'slots' has no wording in 'en'"):
        write(act("slots", slots=[]), language="en")
    with pytest.raises(TemplateError, match=r"'broken' \(es\) is not valid"):
        write(act("broken", item="x"))


def test_a_template_cannot_reach_into_the_program() -> None:
    writer = Writer({"bad": wording(es=["{{ item.__class__.__mro__ }}"])})
    with pytest.raises(TemplateError):
        writer.render_act(act("bad", item="x"), voice())


@pytest.mark.parametrize(
    ("items", "kind", "language", "said"),
    [
        (["a"], "either", "es", "a"),
        (["a", "b"], "either", "es", "a o b"),
        (["a", "b", "c"], "both", "es", "a, b y c"),
        (["siete", "ocho"], "either", "es", "siete u ocho"),
        (["revisión", "instalación"], "both", "es", "revisión e instalación"),
        (["arena", "hierro"], "both", "es", "arena y hierro"),
        (["a", "b"], "both", "en", "a and b"),
        (["a", "b", "c"], "either", "en", "a, b, or c"),
        ([], "both", "en", ""),
    ],
)
def test_lists_are_said_as_people_say_them(items: list[str], kind: str, language: str, said: str) -> None:
    assert listed(items, kind, language) == said
