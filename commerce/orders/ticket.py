"""The receipt of an order as a paper's data: texts as the customer is to read them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from commerce.packs.model import Pack
from kit.money import Money
from store.unit import Row

Language = Literal["es", "en"]
WIDTH = 48
"""Characters of a line of the ticket as text."""


def ticket_of(order: Row, pack: Pack, language: str, customer: str = "") -> dict[str, Any]:
    """The data of the layout ``order``: who sells, rows of texts, what they add up to, how it is paid and delivered."""
    file, tongue = pack.file, _tongue(language, pack)
    locale = file.locale[tongue]
    placed = order["created_at"].astimezone(ZoneInfo(file.timezone))
    company = file.company
    return {
        "language": tongue,
        "title": _word("ticket.title", pack, tongue),
        "number": order["number"],
        "company": company.name,
        "company_details": [company.legal_name, company.tax_id, company.address, company.phone],
        "customer": customer,
        "date": format_datetime(placed, "d MMM y, HH:mm", locale=locale),
        "columns": [_word(f"ticket.{name}", pack, tongue) for name in ("item", "quantity", "unit", "amount")],
        "lines": [_line(line, order["currency"], locale, tongue) for line in order["order_details"]["lines"]],
        "sums": [_sum(_word("ticket.subtotal", pack, tongue), order["subtotal"], order["currency"], locale),
                 _sum(file.tax.name, order["tax"], order["currency"], locale)],
        "total": {"name": _word("ticket.total", pack, tongue),
                  "amount": f"{_money(order['total'], order['currency'], locale)} {order['currency']}"},
        "notes": _notes(order, pack, tongue),
        "page": _word("ticket.page", pack, tongue),
    }  # fmt: skip


def ticket_text(ticket: Mapping[str, Any]) -> str:
    """The receipt as plain text, for a chat or a printer of tickets."""
    rows = [f"{each['quantity']} × {each['name']} ({each['code']})\n{_right('', each)}" for each in ticket["lines"]]
    sums = [_right(each["name"], each) for each in [*ticket["sums"], ticket["total"]]]
    about = [ticket["company"], *ticket["company_details"], "", f"{ticket['title']} {ticket['number']}", ticket["date"]]
    rule = "-" * WIDTH
    return "\n".join([*about, rule, *rows, rule, *sums, "", *ticket["notes"]]) + "\n"


def _right(name: str, row: Mapping[str, str]) -> str:
    """Its amount at the right of a line of the ticket."""
    return f"{name}{row['amount']:>{WIDTH - len(name)}}"


def _tongue(language: str, pack: Pack) -> Language:
    return next((known for known in pack.file.languages if known == language), pack.file.languages[0])


def _line(line: Mapping[str, Any], currency: str, locale: str, language: Language) -> dict[str, str]:
    return {
        "name": line["name"].get(language) or next(iter(line["name"].values())),
        "code": line["code"],
        "quantity": f"{Decimal(line['quantity']):f}",
        "unit": _money(line["unit_price"], currency, locale),
        "amount": _money(line["line"] - line.get("discount", 0), currency, locale),
    }


def _sum(name: str, minor: int, currency: str, locale: str) -> dict[str, str]:
    return {"name": name, "amount": _money(minor, currency, locale)}


def _notes(order: Row, pack: Pack, language: Language) -> list[str]:
    paid = _word(f"payment.{order['payment_status']}", pack, language)
    found = [f"{_word('ticket.payment', pack, language)}: {paid}"]
    if where := _delivery(order["delivery_info"], pack, language):
        found.append(f"{_word('ticket.delivery', pack, language)}: {where}")
    return found


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
