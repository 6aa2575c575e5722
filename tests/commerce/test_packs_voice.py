"""What can be counted of a good salesperson's voice, in every wording of every tenant, both languages and registers."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from commerce.packs.draft import Draft, draw_up
from commerce.packs.sources import available, gather
from commerce.packs.words import Template
from tests.commerce.packs_bench import ROOT
from tests.commerce.test_packs_base_templates import INFORMAL

TENANTS = available(ROOT)
LETTERS = ("mail.", "summary.", "suggested_reply")
"""Mail and the team's own reading: longer, and of another kind."""
INSIDE = ("phrase.",)
ALWAYS_THE_SAME = {"policy", "suggested_reply", "transfer_prefill"}
"""A policy's own text, the team's reading, and what stands ready in the customer's field with a code to be read."""
LONGEST = 42
"""Words of its own that a chat wording may have, beside what fills it."""

EMPTY = re.compile(
    r"asistente virtual|virtual assistant|gracias por (contactar|comunicar|escribir)|thank(s| you) for (contact|reach)"
    r"|how (may|can) i (assist|help) you|en qu[eé] puedo (ayudar|servir)|estimad[oa]s? (cliente|se[ñn]or)"
    r"|dear (customer|client|sir)"
    r"|no dude|feel free|don't hesitate|do not hesitate|lamentamos|we regret|disculpe las molestias|inconvenien"
    r"|nuestro equipo (se pondr[aá]|le contactar)|our team will (contact|get back)|es un placer|it'?s a pleasure"
    r"|excelente (pregunta|elecci)|great (question|choice)|claro que s[ií]|por supuesto|absolutely|certainly",
    re.IGNORECASE,
)
"""Words that are said instead of something."""
TWO_THINGS = re.compile(r"[¿,]? (y|and) (a qu[eé]|cu[aá]l|c[oó]mo|qu[eé]|qui[eé]n|what|which|who|how|when)\b[^?]*\?")
ONE_THING = {"ask.slot", "ask.vehicle", "ask_again.vehicle", "ask_again.area"}
"""A moment, a car and a size are one thing each, told in several words."""
FORMAL = re.compile(r"\b(usted|d[ií]game|cu[eé]nteme|quisiera usted|t[oó]mese|escr[ií]bame)\b", re.IGNORECASE)


@cache
def _draft(tenant: str) -> Draft:
    return draw_up(ROOT, tenant, gather(ROOT, tenant))


@cache
def _own(tenant: str) -> dict[str, Template]:
    draft = _draft(tenant)
    return {**draft.base_templates, **draft.own_templates}


def _texts(tenant: str) -> Iterator[tuple[str, str, str]]:
    """``(name, list, text)`` of everything that a customer may read in a chat."""
    for name, template in _own(tenant).items():
        if not name.startswith((*LETTERS, *INSIDE)):
            for variants in ("es", "es_usted", "en"):
                for text in getattr(template, variants):
                    yield name, variants, text


def _branches(text: str) -> str:
    """The words alone: conditions and what fills them left out."""
    return re.sub(r"\{[%{].*?[%}]\}", " ", text)


@pytest.mark.parametrize("tenant", TENANTS)
def test_nothing_is_shouted_and_nothing_is_said_that_says_nothing(tenant: str) -> None:
    for name, _, text in _texts(tenant):
        assert not re.search(r"[¡!]", text), (name, text)
        assert not EMPTY.search(text), (name, text)


@pytest.mark.parametrize("tenant", TENANTS)
def test_a_wording_is_short_enough_for_a_phone(tenant: str) -> None:
    for name, _, text in _texts(tenant):
        assert max(len(_branches(line).split()) for line in text.split("\n")) <= LONGEST, (name, text)


@pytest.mark.parametrize("tenant", TENANTS)
def test_a_question_asks_for_one_thing(tenant: str) -> None:
    for name, _, text in _texts(tenant):
        assert name in ONE_THING or not TWO_THINGS.search(_branches(text)), (name, text)


@pytest.mark.parametrize("tenant", TENANTS)
def test_usted_is_never_mixed_with_tu(tenant: str) -> None:
    for name, template in _own(tenant).items():
        for text in template.es_usted or template.es:
            assert name.startswith(INSIDE) or not INFORMAL.search(_branches(text)), (name, text)
        for text in template.es if template.es_usted else []:
            assert not FORMAL.search(_branches(text)), (name, text)


@pytest.mark.parametrize("tenant", TENANTS)
def test_a_wording_that_comes_often_has_another_way_to_say_it(tenant: str) -> None:
    alone = {
        name
        for name, variants, _ in _texts(tenant)
        if len(getattr(_own(tenant)[name], variants)) < 2 and name not in ALWAYS_THE_SAME
    }
    assert alone == set()


@pytest.mark.parametrize("tenant", TENANTS)
def test_an_answer_to_a_doubt_does_not_open_with_the_acknowledgement_that_stands_before_it(tenant: str) -> None:
    draft = _draft(tenant)
    for objection in draft.objections.objections:
        template = draft.base_templates[f"objection.{objection.kind}"]
        for language in ("es", "en"):
            opened = {_first(text.split("{{")[0]) for text in getattr(template, language)}
            for answer in objection.answers:
                if language in answer:
                    assert _first(answer[language]) not in opened, (objection.kind, answer[language])
                    assert not re.search(r"[¡!?]", answer[language]), objection.kind


def _first(text: str) -> str:
    """Its first three words, without marks."""
    return " ".join(re.findall(r"\w+", text.lower())[:3])
