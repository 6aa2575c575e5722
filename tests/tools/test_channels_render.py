"""Whatever is to be said, each channel gets only what it may show, and nothing of it gets lost."""

import re
from datetime import datetime, timedelta
from typing import Any

import nh3
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from server.whatsappsim.judge import judge
from tests.conftest import SHARED
from tools.channels.render.email import SCHEMES, TAGS, render_email
from tools.channels.render.lawful import Standing, decide
from tools.channels.render.length import split, units
from tools.channels.render.markup import PLAIN, WHATSAPP, written
from tools.channels.render.plan import Plan, choices_of
from tools.channels.render.sms import LIMIT, render_sms
from tools.channels.render.web import render_web
from tools.channels.render.whatsapp import render_whatsapp
from tools.channels.whatsapp.address import addressed

CONTRACT = SHARED / "contracts" / "whatsapp-cloud.openapi.json"
NOW = datetime.fromisoformat("2026-11-23T15:00:00+00:00")

WORDS = st.text(max_size=60) | st.sampled_from(
    ["**fuerte**", "[aquí](https://a.example)", "👩‍🔧", "$1,290", "\n\n", "- a"]
)
LONG = st.builds(lambda part, times: part * times, WORDS, st.integers(1, 400))
LABELS = st.text(max_size=90) | st.sampled_from(["Sí", "No", " ", "martes 24, 10:00 a. m.", "martes 25, 10:00 a. m."])
ITEMS = LABELS | st.fixed_dictionaries(
    {}, optional={"id": st.text(max_size=300), "label": LABELS, "title": LABELS, "description": LABELS, "price": LABELS,
                  "starts_at": st.datetimes().map(str), "url": st.text(max_size=40), "n": st.integers()}
)  # fmt: skip
KINDS = st.sampled_from(["buttons", "list", "slots", "products", "quote", "citations", "carousel"])
BLOCKS = st.fixed_dictionaries({"kind": KINDS}, optional={"items": st.lists(ITEMS, max_size=14), "title": LABELS})
PLANS = st.builds(
    Plan, WORDS | LONG, st.lists(BLOCKS, max_size=3).map(tuple),
    st.sampled_from(["reply", "service", "marketing"]), st.sampled_from(["es", "en"]),
)  # fmt: skip


@given(PLANS)
@settings(max_examples=400, deadline=None)
def test_whatsapp_takes_every_message(plan: Plan) -> None:
    for content in render_whatsapp(plan):
        assert judge(addressed(content, "5214425550100", None, "id")) is None, content


@pytest.mark.skipif(not CONTRACT.exists(), reason="the vendor's description is not here")
@given(plan=PLANS)
@settings(max_examples=150, deadline=None)
def test_every_message_is_what_the_vendor_describes(plan: Plan) -> None:
    for content in render_whatsapp(plan):
        check = _schema_of(content["type"])
        assert [error.message for error in check.iter_errors(addressed(content, "5214425550100", None, None))] == []


@given(PLANS)
@settings(max_examples=200, deadline=None)
def test_nothing_that_can_be_picked_is_lost_on_whatsapp(plan: Plan) -> None:
    said = orjson.dumps(render_whatsapp(plan), option=orjson.OPT_SORT_KEYS).decode()
    for block in plan.blocks:
        for choice in choices_of(block):
            begins = orjson.dumps(choice.label[:20].strip()).decode().strip('"')
            assert begins in said


@given(PLANS)
@settings(max_examples=150, deadline=None)
def test_a_text_message_is_plain_and_within_what_carriers_take(plan: Plan) -> None:
    pieces = render_sms(plan)
    assert all(0 < units(piece) <= LIMIT for piece in pieces)
    if plan.purpose == "marketing":
        assert "STOP" in pieces[-1] or "BAJA" in pieces[-1]


@given(PLANS)
@settings(max_examples=150, deadline=None)
def test_a_mail_holds_nothing_active(plan: Plan) -> None:
    body = render_email(plan)
    assert nh3.clean(body.html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES) == body.html
    assert not re.search(r"<script|javascript:|<img", body.html)


@given(PLANS)
@settings(max_examples=100, deadline=None)
def test_the_page_gets_no_address_that_runs_something(plan: Plan) -> None:
    hostile = Plan(
        plan.text, (*plan.blocks, {"kind": "quote", "url": "javascript:alert(1)", "items": [{"url": "data:x"}]})
    )
    shown = render_web(hostile)
    assert "javascript:" not in str(shown["blocks"][-1])
    assert "data:x" not in str(shown["blocks"][-1])


@given(st.text(), st.integers(4, 60))
@settings(deadline=None)
def test_a_long_text_is_cut_without_losing_a_letter(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < units(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("markdown", "whatsapp", "plain"),
    [
        ("**Precio**: $1,290", "*Precio*: $1,290", "Precio: $1,290"),
        ("_va_ ~~no~~ `BD-1`", "_va_ ~no~ `BD-1`", "va no BD-1"),
        ("[Ver mapa](https://a.example/m)", "Ver mapa: https://a.example/m", "Ver mapa: https://a.example/m"),
        ("https://a.example/b_c_d", "https://a.example/b_c_d", "https://a.example/b_c_d"),
        ("# Horario\n\n1. lunes\n2. martes", "*Horario*\n\n1. lunes\n2. martes", "Horario\n\n1. lunes\n2. martes"),
        ("2 * 3 * 4 < 30\nsegunda línea", "2 * 3 * 4 < 30\nsegunda línea", "2 * 3 * 4 < 30\nsegunda línea"),
    ],
)
def test_markdown_becomes_what_each_channel_writes(markdown: str, whatsapp: str, plain: str) -> None:
    assert written(markdown, WHATSAPP) == whatsapp
    assert written(markdown, PLAIN) == plain


def test_two_or_three_short_choices_are_buttons_and_more_are_a_list() -> None:
    few = {"kind": "buttons", "items": [{"id": "yes", "label": "Sí"}, {"id": "no", "label": "No"}]}
    [content] = render_whatsapp(Plan("¿Lo confirmo?", (few,)))
    replies = [button["reply"] for button in content["interactive"]["action"]["buttons"]]
    assert replies == [{"id": "yes", "title": "Sí"}, {"id": "no", "title": "No"}]
    day = "2026-11-24T{:02}:00:00-06:00"
    slots = [
        {"starts_at": day.format(n), "label": f"martes 24 de noviembre a las {n}:00 de la mañana"} for n in (9, 10, 11)
    ]
    offered: dict[str, Any] = {"kind": "slots", "items": slots}
    [content] = render_whatsapp(Plan("¿Cuál te queda?", (offered,), timezone="America/Mexico_City"))
    rows = content["interactive"]["action"]["sections"][0]["rows"]
    assert rows[0] == {
        "id": "2026-11-24T09:00:00-06:00",
        "title": "mar 24 nov, 9:00 a.m.",
        "description": "martes 24 de noviembre a las 9:00 de la mañana",
    }


def test_what_cannot_be_pressed_is_said_in_words() -> None:
    eleven = {"kind": "list", "items": [f"opción {n}" for n in range(11)]}
    [content] = render_whatsapp(Plan("Hay varias:", (eleven,)))
    assert content["text"]["body"].endswith("- opción 10")


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("purpose", "standing", "kind"),
    [
        ("reply", {"window_until": NOW + DAY}, "send"),
        ("reply", {"window_until": NOW}, "template"),
        ("reply", {}, "template"),
        ("reply", {"channel": "sms"}, "send"),
        ("reply", {"window_until": NOW + DAY, "refused": frozenset({"all"})}, "send"),
        ("service", {"window_until": NOW + DAY, "refused": frozenset({"all"})}, "never"),
        ("marketing", {"window_until": NOW + DAY, "refused": frozenset({"marketing"})}, "never"),
        ("service", {"window_until": NOW + DAY, "now": NOW.replace(hour=5)}, "later"),
        ("service", {"window_until": NOW + DAY, "now": NOW.replace(hour=5), "quiet": None}, "send"),
    ],
)
def test_what_may_go_out_now(purpose: Any, standing: dict[str, Any], kind: str) -> None:
    given_now = {"channel": "whatsapp", "now": NOW, "timezone": "America/Mexico_City", **standing}
    assert decide(purpose, Standing(**given_now)).kind == kind


@given(
    st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1)),
    st.sampled_from(["service", "marketing"]),
)
def test_nobody_is_written_to_unasked_at_night(at: datetime, purpose: Any) -> None:
    zone = "America/Bogota"
    now = at.replace(tzinfo=NOW.tzinfo)
    decision = decide(purpose, Standing("sms", now, zone))
    if decision.kind == "later":
        assert decision.until is not None
        assert now < decision.until <= now + timedelta(hours=11)
        assert decide(purpose, Standing("sms", decision.until, zone)).kind == "send"
    else:
        local = now - timedelta(hours=5)
        assert 8 <= local.hour < 21


def _schema_of(kind: str) -> Draft202012Validator:
    """The vendor's schema of that type of message."""
    document = orjson.loads(CONTRACT.read_bytes())
    name = {"text": "TextMessage", "interactive": "InteractiveMessage"}[kind]
    registry: Registry[Any] = Registry().with_resource("urn:x", DRAFT202012.create_resource(document))
    return Draft202012Validator({"$ref": f"urn:x#/components/schemas/{name}"}, registry=registry)
