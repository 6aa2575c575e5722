"""The receipt of an order as a paper's data: texts as the customer is to read them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from commerce.packs.model import Pack
from kit.money import Money
from store.unit import Row

Language = Literal["es", "en"]


def ticket_of(order: Row, pack: Pack, language: str) -> dict[str, Any]:
    """``lines`` are rows of texts; ``labels`` name what stands beside each figure, in the reader's language."""
    file, tongue = pack.file, cast(Language, language)
    locale = file.locale.get(tongue, file.locale[file.languages[0]])
    placed = order["created_at"].astimezone(ZoneInfo(file.timezone))
    lines = order["order_details"]["lines"]
    return {
        "title": _word("ticket.title", pack, tongue, name=order["number"]),
        "number": order["number"],
        "company": file.company.name,
        "legal_name": file.company.legal_name,
        "tax_id": file.company.tax_id,
        "address": file.company.address,
        "phone": file.company.phone,
        "date": format_datetime(placed, "d MMM y, HH:mm", locale=locale),
        "lines": [_line(line, order["currency"], locale, tongue) for line in lines],
        "subtotal": _money(order["subtotal"], order["currency"], locale),
        "tax_name": file.tax.name,
        "tax": _money(order["tax"], order["currency"], locale),
        "total": f"{_money(order['total'], order['currency'], locale)} {order['currency']}",
        "payment": _word(f"payment.{order['payment_status']}", pack, tongue),
        "delivery": _delivery(order["delivery_info"], pack, tongue),
        "labels": {name: _word(f"ticket.{name}", pack, tongue) for name in LABELS},
    }


LABELS = ("quantity", "item", "unit", "amount", "subtotal", "total", "payment", "delivery", "date")


def ticket_text(ticket: Mapping[str, Any]) -> str:
    """The receipt as plain text, for a chat or a printer."""
    labels, width = ticket["labels"], 44
    rows = [f"{line['quantity']} × {line['item']}\n{line['amount']:>{width}}" for line in ticket["lines"]]
    sums = [(labels["subtotal"], ticket["subtotal"]), (ticket["tax_name"], ticket["tax"]),
            (labels["total"], ticket["total"])]  # fmt: skip
    told = [f"{labels['payment']}: {ticket['payment']}"]
    if ticket["delivery"]:
        told.append(f"{labels['delivery']}: {ticket['delivery']}")
    return "\n".join([
        ticket["company"], f"{ticket['legal_name']} · {ticket['tax_id']}", ticket["address"], "",
        ticket["title"], ticket["date"], "-" * width, *rows, "-" * width,
        *(f"{name}{amount:>{width - len(name)}}" for name, amount in sums), "", *told,
    ]) + "\n"  # fmt: skip


def _line(line: Mapping[str, Any], currency: str, locale: str, language: Language) -> dict[str, str]:
    return {
        "quantity": f"{Decimal(line['quantity']):f}",
        "item": line["name"].get(language) or next(iter(line["name"].values())),
        "code": line["code"],
        "unit": _money(line["unit_price"], currency, locale),
        "amount": _money(line["line"], currency, locale),
    }


def _money(minor: int, currency: str, locale: str) -> str:
    return Money(minor, currency).format(locale)


def _delivery(delivery: Mapping[str, Any], pack: Pack, language: Language) -> str:
    if delivery.get("mode") == "pickup":
        where = ", ".join(part for part in (delivery.get("branch"), delivery.get("address")) if part)
        return _word("pickup", pack, language, branch=where)
    return ", ".join(str(delivery[part]) for part in ("address", "city") if delivery.get(part))


def _word(name: str, pack: Pack, language: Language, /, **values: str) -> str:
    template = pack.templates[f"phrase.{name}"]
    text = (template.en if language == "en" else template.es)[0]
    for variable, value in values.items():
        text = text.replace("{{ " + variable + " }}", value)
    return text
