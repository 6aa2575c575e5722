"""A template leaves with all of its parts, or not at all."""

from dataclasses import replace
from typing import Any

import pytest

from commerce.templates.model import Template
from tools.channels.whatsapp.templates import Filling, TemplateError, of_meta, template_payload, text_of

FULL = Template(
    "pedido", "es_MX", "APPROVED", "UTILITY",
    [
        {"type": "HEADER", "format": "DOCUMENT"},
        {"type": "BODY", "text": "Hola {{1}}, tu pedido {{2}} ya salió."},
        {"type": "FOOTER", "text": "Tuerca y Media"},
        {"type": "BUTTONS", "buttons": [
            {"type": "URL", "text": "Rastrear", "url": "https://a.example/{{1}}"},
            {"type": "QUICK_REPLY", "text": "Gracias"},
        ]},
    ],
)  # fmt: skip
FILLED = Filling(body={"1": "Ana", "2": "AP-1"}, file={"id": "77"}, buttons={0: "AP-1", 1: "thanks"})


def test_every_part_is_there() -> None:
    components = template_payload(FULL, FILLED)["template"]["components"]
    assert [(part["type"], part.get("sub_type"), part.get("index")) for part in components] == [
        ("header", None, None), ("body", None, None), ("button", "url", "0"), ("button", "quick_reply", "1"),
    ]  # fmt: skip
    assert components[1]["parameters"] == [{"type": "text", "text": "Ana"}, {"type": "text", "text": "AP-1"}]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"body": {"1": "Ana"}}, "2 is missing"),
        ({"body": {"1": "Ana", "2": " "}}, "2 is missing"),
        ({"body": {"1": "Ana", "2": "x", "3": "y"}}, "3 is not among them"),
        ({"file": None}, "needs a document"),
        ({"file": {"url": "x"}}, "needs a document"),
        ({"buttons": {1: "thanks"}}, "button 0"),
        ({"buttons": {0: "a", 5: "b"}}, "there is no 5"),
        ({"body": {"1": "A" * 1100, "2": "x"}}, "of 1024"),
    ],
)
def test_what_is_missing_or_too_much_is_told_before_it_leaves(change: dict[str, Any], says: str) -> None:
    with pytest.raises(TemplateError, match=says):
        template_payload(FULL, replace(FILLED, **change))


@pytest.mark.parametrize("status", ["PENDING", "REJECTED", "PAUSED", "CHANGED", ""])
def test_only_an_approved_template_leaves(status: str) -> None:
    with pytest.raises(TemplateError, match="pedido"):
        template_payload(replace(FULL, status=status), FILLED)


def test_named_places_are_filled_by_name_and_on_one_line() -> None:
    named = Template("hola", "es", "APPROVED", "UTILITY", [{"type": "BODY", "text": "Hola {{cliente}}"}], named=True)
    [body] = template_payload(named, Filling(body={"cliente": "Ana\n  Ruiz"}))["template"]["components"]
    assert body["parameters"] == [{"type": "text", "parameter_name": "cliente", "text": "Ana Ruiz"}]


def test_a_template_is_read_as_the_account_describes_it() -> None:
    raw = {
        "name": "hola", "language": "es_MX", "status": "approved", "category": "utility",
        "parameter_format": "NAMED", "components": [{"type": "BODY", "text": "Hola {{cliente}}"}],
    }  # fmt: skip
    found = of_meta(raw)
    assert (found.status, found.named) == ("APPROVED", True)
    assert text_of(found, Filling(body={"cliente": "Ana"})) == "Hola Ana"
