"""How a figure came about, in words that a customer can follow."""

from collections.abc import Mapping, Sequence
from typing import Any

from commerce.packs.fields import Language
from commerce.packs.model import Pack
from kit.money import Money

_WORDS: dict[Language, dict[str, str]] = {
    "es": {
        "list": "Lista {list}: {before} → {amount}",
        "break": "Desde {at_least} piezas, {off_bp} menos: {before} → {amount}",
        "complexity": "Dificultad {complexity} ({factor_bp}): {before} → {amount}",
        "unit": "Precio de {code}: {amount}",
        "line": "{quantity} × ese precio: {amount}",
        "bundle": "Paquete {name}: −{off}",
        "coupon": "Cupón {code}: −{off}",
        "discount": "Descuento de {off_bp}: −{off}",
        "tax": "{name} {rate} de {class}{place}: {amount}, {included}",
        "gross": "A pagar por la línea: {amount}",
        "sum": "{item}: {net} sin impuesto y {tax} de impuesto",
        "subtotal": "Subtotal sin impuesto: {amount}",
        "total": "Total: {amount}",
        "financed": "Enganche {down}; se financian {amount}",
        "fee": "Comisión de apertura ({fee_bp}): {amount}",
        "payments": "{count} pagos de {amount}, el último de {last}",
        "interest": "Interés al {rate_bp} anual: {amount}",
        "cost": "Costo total {amount}; tasa anual {apr_bp}, efectiva anual {effective_bp}",
        "included": "incluido en el precio",
        "added": "además del precio",
        "in": " en {place}",
    },
    "en": {
        "list": "List {list}: {before} → {amount}",
        "break": "From {at_least} units, {off_bp} less: {before} → {amount}",
        "complexity": "Complexity {complexity} ({factor_bp}): {before} → {amount}",
        "unit": "Price of {code}: {amount}",
        "line": "{quantity} × that price: {amount}",
        "bundle": "Bundle {name}: −{off}",
        "coupon": "Coupon {code}: −{off}",
        "discount": "Discount of {off_bp}: −{off}",
        "tax": "{name} {rate} on {class}{place}: {amount}, {included}",
        "gross": "To pay for the line: {amount}",
        "sum": "{item}: {net} before tax and {tax} tax",
        "subtotal": "Subtotal before tax: {amount}",
        "total": "Total: {amount}",
        "financed": "{down} down; {amount} financed",
        "fee": "Opening fee ({fee_bp}): {amount}",
        "payments": "{count} payments of {amount}, the last of {last}",
        "interest": "Interest at {rate_bp} a year: {amount}",
        "cost": "Total cost {amount}; APR {apr_bp}, effective annual rate {effective_bp}",
        "included": "included in the price",
        "added": "on top of the price",
        "in": " in {place}",
    },
}


def explain(steps: Sequence[Mapping[str, Any]], pack: Pack, language: Language) -> list[str]:
    """One line for each step of an explanation; what is nothing (a fee of 0, a tax of 0 %) is left out."""
    locale = pack.file.locale.get(language, "")
    return [_line(step, _WORDS[language], locale, language) for step in steps if not _is_nothing(step)]


def _line(step: Mapping[str, Any], words: Mapping[str, str], locale: str, language: Language) -> str:
    shown = {name: _shown(name, value, locale, language) for name, value in step.items()}
    kind = str(step["step"])
    if kind == "tax":
        shown["rate"] = percent(step["rate_ppm"], 10_000) if "rate_ppm" in step else shown["rate_bp"]
        shown["place"] = words["in"].format(place=step["place"]) if step.get("place") else ""
        shown["included"] = words["included" if step["included"] else "added"]
    if kind == "line" and "net" in step:
        kind = "sum"
    return words[kind].format(**shown)


def _shown(name: str, value: Any, locale: str, language: Language) -> str:
    if isinstance(value, Mapping) and "minor" in value:
        return Money(value["minor"], value["currency"]).format(locale)
    if isinstance(value, Mapping):
        return str(value.get(language) or next(iter(value.values()), ""))
    return percent(value, 100) if name.endswith("_bp") else str(value)


def percent(share: int, one: int) -> str:
    """``662_500`` millionths as ``66.25 %``: no more decimals than there are."""
    whole, rest = divmod(share, one)
    decimals = f"{rest:0{len(str(one)) - 1}d}".rstrip("0")
    return f"{whole}.{decimals} %" if decimals else f"{whole} %"


def _is_nothing(step: Mapping[str, Any]) -> bool:
    share = step.get("rate_bp", step.get("fee_bp"))
    return step["step"] in {"tax", "fee", "interest"} and share == 0
