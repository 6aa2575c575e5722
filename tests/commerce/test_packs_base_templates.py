"""The wordings that every tenant starts from: complete, and good to read with much or little known."""

import re
from typing import Any

import pytest
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from commerce.packs.draft import BASE_TEMPLATES, draw_up
from commerce.packs.sources import available, gather
from commerce.packs.words import Template, TemplatesFile
from tests.commerce.packs_bench import ROOT

TENANT = available(ROOT)[0]
PARTS = draw_up(ROOT, TENANT, gather(ROOT, TENANT)).parts

FIELDS = [
    "customer_name", "email", "phone", "company", "company_size", "industry", "role", "budget", "timeline",
    "need", "address", "city", "vehicle", "area", "stories",
]  # fmt: skip
VARIABLES = {
    "greeting_new": "company tagline",
    "greeting_returning": "company name",
    "greeting_short": "name",
    "thanks": "",
    "goodbye": "name",
    "chitchat": "company",
    "abuse": "",
    "opt_out": "company",
    "wait_ok": "",
    "not_understood": "topics",
    "not_understood_again": "topics",
    "noted": "name",
    "remind": "name",
    "corrected": "value",
    "repeat": "text",
    "started_over": "",
    "cancelled_flow": "what",
    "went_back": "",
    "nowhere_back": "",
    "told_already": "",
    "told_within": "",
    "no_such_day": "",
    "ask_choices": "what person",
    "ask_choices.slot": "slots",
    "ask_choices.product": "choices",
    "channel_info": "channel contact",
    **{f"{verb}.{field}": "" for verb in ("ask", "ask_again") for field in FIELDS},
    "ask.need_guided": "choices",
    "ask.product": "choices",
    "ask.quantity": "item",
    "ask.slot": "kind",
    "book.customer_name": "",
    "book.email": "",
    "confirm.email": "value",
    "next_step.appointment.urgent": "",
    "answer": "text more link",
    "not_found": "person",
    "policy": "text",
    "price.one": "item price starts_at unit tax description",
    "price.estimate": "item quantity unit total tax",
    "price.many": "items tax",
    "offer_quote": "",
    "show_quote": "number lines reductions subtotal tax_name tax included total valid_until link",
    "ask.which": "items choices",
    "ask.engine": "vehicle choices",
    "ask.quantity_again": "",
    "compare_options": "options",
    "explain_total": "lines reductions taxes total",
    "financing": "total asked other plans",
    "no_financing": "total minimum",
    "coupon_taken": "code",
    "coupon_refused": "code reason on minimum",
    "coupon_dropped": "code",
    **{f"discount_{said}": "percent" for said in ("given", "lapsed")},
    "discount_refused": "",
    **{f"offer_{said}": "total" for said in ("refused", "covers")},
    **{f"approval_{said}": "" for said in ("asked", "waits", "refused", "expired")},
    **{f"approval_{said}": "percent" for said in ("granted", "past")},
    "quote_link": "number url",
    "quote_mailed": "number email",
    "quote_accepted": "number total",
    "quote_rejected": "",
    "quote_changed": "number total",
    "resume.quote": "number total",
    "recommend": "items tax",
    "products": "items vehicle tax",
    "no_product": "wanted person",
    "stock.one": "item count age",
    "stock.none": "item price tax alternatives",
    "confirm_order": "lines total tax delivery",
    "ordered": "number total",
    "order_rejected": "",
    "resume.order": "total",
    "order_status": "link number status until",
    "price.firm": "total",
    "cart.shown": "lines total tax",
    "cart.changed": "lines total tax",
    "cart.empty": "",
    "cart.kept": "",
    "offer_checkout": "",
    "offer_extra": "item price starts_at unit reason",
    "ask.delivery": "choices",
    "ask_again.delivery": "choices",
    "ask.branch": "choices",
    "ask.delivery_address": "",
    "not_served": "city cities",
    "quantity.refused": "least most",
    "stock.gone": "item count",
    "stock.unknown": "person",
    "ordered.pay": "number total url until branch",
    "pay.link": "number total url until",
    "payment.paid": "number amount name receipt branch address email",
    "payment.failed": "number amount url until",
    "payment.expired": "number amount url until",
    "payment.processing": "number amount",
    "payment.refunded": "number amount",
    "payment.partly_refunded": "number amount",
    "payment.held": "number amount total person",
    "receipt": "number url email",
    "confirm_cancel_order": "number total refund",
    "order_cancelled": "number refund",
    "order_kept": "number",
    "cancel_refused": "number status person",
    "order_lapsed": "number",
    "resume.cancel_order": "number",
    "order_unknown": "",
    "offer_slots": "kind slots",
    "no_slots": "kind person",
    "slot_taken": "slots",
    "outside_hours": "hours slots",
    "day_full": "slots",
    "past_time": "slots",
    "confirm_booking": "kind slot person minutes mode email zone",
    "booked": "kind slot person reference email zone",
    "booking_rejected": "",
    "resume.booking": "slot",
    "confirm_reschedule": "old_slot slot person place",
    "rescheduled": "slot person reference place",
    "confirm_cancel": "slot reference",
    "cancelled": "slot reference",
    "no_appointment": "",
    "my_appointment": "slot person reference kind",
    "hand_off": "person opens",
    "still_waiting": "person",
    "complaint": "person opens",
    **{f"hand_off.{reason}": "person opens" for reason in ("hot_lead", "above_limit", "out_of_policy")},
    **{f"collect.{field}": "" for field in ("email", "customer_name", "need")},
    "collected": "person",
    **{f"objection.{kind}": "text evidence link" for kind in ("price", "trust", "timing", "competitor", "need")},
    **{f"next_step.{step}": "" for step in ("appointment", "quote", "information")},
    "pending_unclear": "what",
    "pending_unclear_again": "what",
    "apology": "person",
    "laid_aside": "",
    "offer_order": "",
    "stock.short": "item count",
    "price.free": "item description",
}
"""The wordings that agents rely on, with what they fill."""

SLOT = {"es": "miércoles 25 de noviembre a las 3:00 p. m.", "en": "Wednesday, November 25 at 3 pm"}
INFORMAL = re.compile(
    r"\b(te|tu|tus|ti|contigo|tuya?|tienes|necesitas|quieres|puedes|prefieres|buscas|dime|cuéntame|tómate|eres|sigues"
    r"|cuentas|estás|escribes|das|pasas|compartes|completas|llamas|encuentras|acepta[s]|genera[s]|vuelvas|elige)\b",
    re.IGNORECASE,
)

NEVER_WITHOUT = ("item", "kind", "choices", "slots")
MAY_LACK = ("ask.quantity", "ask.product", "no_slots", "slot_taken", "outside_hours", "past_time")
"""Where even those may be unknown."""
MAY_BE_EMPTY = [
    "name", "tagline", "unit", "tax", "description", "person", "email", "vehicle", "age", "opens", "contact",
    "channel", "hours", "delivery", "wanted", "what", "valid_until", "kind", "item", "zone", "place",
]  # fmt: skip


def templates() -> dict[str, Template]:
    part = PARTS[BASE_TEMPLATES]
    assert isinstance(part, TemplatesFile)
    return part.templates


def full(language: str) -> dict[str, Any]:
    """Everything known, worded as the composer words it."""
    items = [
        {
            "item": f"Chatbot {name}",
            "code": "BD-4471",
            "price": "$1,290",
            "starts_at": name == "Uno",
            "unit": "por ft²",
            "stock": "6",
            "reason": "dura más.",
            "quantity": "2",
            "total": "$2,580",
            **dict.fromkeys(("before", "at_least", "last", "down", "fee", "place", "chosen"), ""),
            **{"name": "Cupón X", "amount": "$50", "count": "3", "apr": "8.99 %", "part": "16 %", "included": True},
        }
        for name in ("Uno", "Dos", "Tres")
    ]
    told = dict.fromkeys(("reductions", "options", "plans", "taxes"), items[:2])
    lists = {**told, "items": items, "lines": items, "alternatives": items[:2], "more": ["Soporte", "Plazos"]}
    worded = {
        "slot": SLOT[language],
        "old_slot": SLOT[language],
        "opens": SLOT[language],
        "slots": [SLOT[language]] * 2,
    }
    names = {variable for text in VARIABLES.values() for variable in text.split()}
    plain_texts = {name: f"x{name}" for name in names}
    prose = dict.fromkeys(("text", "description", "evidence"), "Dura dos años.")
    return {
        **plain_texts,
        **prose,
        **lists,
        **worded,
        "topics": ["a", "b", "c"],
        "choices": ["a", "b"],
        "starts_at": True,
        "link": "",
    }


def sparse(language: str, name: str) -> dict[str, Any]:
    """As little as an agent may know when it says the template ``name``."""
    known = full(language)
    one = {"items": known["items"][:1], "lines": known["lines"][:1], "starts_at": False}
    lists: dict[str, Any] = {"slots": [], "more": [], "alternatives": [], "choices": []}
    little = {**known, **dict.fromkeys(MAY_BE_EMPTY, ""), **lists, **one}
    return little if name in MAY_LACK else {**little, **{each: known[each] for each in NEVER_WITHOUT}}


def rendered(text: str, values: dict[str, Any], trimmed: bool = True) -> str:
    environment = SandboxedEnvironment(undefined=StrictUndefined, trim_blocks=trimmed, lstrip_blocks=trimmed)
    environment.filters["either"] = " o ".join
    environment.filters["both"] = " y ".join
    return environment.from_string(text).render(values)


def sentences() -> dict[str, Template]:
    """The wordings of a conversation; phrases stand inside others, and letters are another kind of text."""
    return {name: each for name, each in templates().items() if name in VARIABLES}


def test_the_base_holds_the_wordings_that_agents_rely_on() -> None:
    assert {name: set(each.variables) for name, each in sentences().items()} == {
        name: set(variables.split()) for name, variables in VARIABLES.items()
    }


def test_a_phrase_is_one_piece_of_a_sentence_in_both_languages() -> None:
    phrases = {name: each for name, each in templates().items() if name.startswith("phrase.")}

    assert {(len(each.es), len(each.en), len(each.es_usted)) for each in phrases.values()} == {(1, 1, 0)}
    assert [text for each in phrases.values() for text in (*each.es, *each.en) if text.endswith(".")] == []


def test_a_list_keeps_its_lines_whether_or_not_blocks_are_trimmed() -> None:
    for name, each in sentences().items():
        for language in ("es", "es_usted", "en"):
            for text in getattr(each, language):
                values = full(language[:2])
                trimmed, plain_text = rendered(text, values), rendered(text, values, trimmed=False)
                assert trimmed == plain_text, name


def test_every_wording_has_variants_in_both_languages() -> None:
    for name, template in sentences().items():
        for variants in (template.es, template.en):
            assert 2 <= len(variants) <= 4 or name == "policy", name
            assert len(set(variants)) == len(variants), name
        assert len(template.es_usted) in (0, *range(2, 5)), name


def test_a_customer_addressed_as_usted_never_reads_tu() -> None:
    for name, template in templates().items():
        for text in template.es_usted or template.es:
            assert not INFORMAL.search(text), f"{name}: {text}"


def test_words_for_usted_stand_only_where_they_differ() -> None:
    assert [name for name, template in templates().items() if template.es_usted == template.es] == []


def replies(name: str) -> list[tuple[str, str]]:
    """The wordings of one template as customers may read them, with much known and with little."""
    template = templates()[name]
    return [
        (language, rendered(text, values))
        for language in ("es", "es_usted", "en")
        for text in getattr(template, language)
        for values in (full(language[:2]), sparse(language[:2], name))
    ]


@pytest.mark.parametrize("name", VARIABLES)
def test_a_reply_reads_well_with_much_or_little_known(name: str) -> None:
    for language, text in replies(name):
        assert text.count("?") <= 1, text
        assert language == "en" or text.count("¿") == text.count("?"), text
        assert not re.search(r"\.\.|  | [,.;:?)]|[,;:]\.|\(\)|None|[¡!]", text), text
        assert text[0] not in ",.;:", text
        assert text[-1] in ".?" or "\n-" in text, text
