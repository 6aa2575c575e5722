"""One row as an item of the catalogue, or what is wrong with it."""

from collections.abc import Mapping as Cells
from typing import Any

from pydantic import ValidationError

from commerce.catalogue.files.cells import amount, checked_text, fits, members, whole
from commerce.catalogue.files.mapping import Mapping
from commerce.catalogue.files.problem import BadCellError
from commerce.catalogue.words import fold, squashed
from commerce.packs.items import Item
from commerce.packs.model import Pack
from commerce.packs.problem import describe, one_of

LONGEST_CODE = 60
LOADED = "p-"
"""What the ids of loaded items begin with; the rest is the code."""
_PLAIN = frozenset({"code", "kind", "tier", "tax_class", "family", "stock_source"})
_BY_LANGUAGE = frozenset({"name", "description"})
_FREE = frozenset({"attributes", "options"})
_UNITS = {
    "each": "each unit ea pc piece pza pz pieza unidad und",
    "set": "set kit jgo juego par pair",
    "litre": "litre liter l lt lts litro",
    "sqft": "sqft ft2 pie2",
    "hour": "hour hora h hr",
    "month": "month mes",
    "visit": "visit visita",
    "project": "project proyecto",
}
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}


def item_of(cells: Cells[str, Any], pack: Pack, mapping: Mapping) -> Item:
    """Raises BadCellError for the first thing that is wrong."""
    fields: dict[str, Any] = {}
    for field, value in _said(cells, mapping):
        _take(fields, field, value, pack, mapping)
    _complete(fields, pack)
    try:
        return Item.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadCellError(where, describe(first["input"]), first["msg"].lower()) from error


def _said(cells: Cells[str, Any], mapping: Mapping) -> list[tuple[str, Any]]:
    """The fields that the row fills, as its file words them, mapped values in the place of theirs."""
    mapped = set(mapping.columns.values())
    fields = {name: name for name in cells if name not in mapped} | mapping.columns
    said = []
    for field, column in fields.items():
        value = cells.get(column) or mapping.defaults.get(field)
        if value:
            said.append((field, mapping.values.get(field, {}).get(str(value), value)))
    filled = {field for field, _ in said}
    return said + [(field, text) for field, text in mapping.defaults.items() if field not in filled]


def _take(fields: dict[str, Any], field: str, value: Any, pack: Pack, mapping: Mapping) -> None:
    name, _, part = field.partition(".")
    if name == "fits":
        fields["fits"] = fits(field, value, mapping.separator)
    elif name in {"images", "related"}:
        fields[name] = members(field, value, mapping.separator)
    elif name == "synonyms":
        fields.setdefault(name, {})[part] = members(field, value, mapping.separator)
    else:
        _take_text(fields, field, checked_text(field, value), pack, mapping)


def _take_text(fields: dict[str, Any], field: str, text: str, pack: Pack, mapping: Mapping) -> None:
    name, _, part = field.partition(".")
    if name in _PLAIN and not part:
        fields[name] = text
    elif name in _BY_LANGUAGE:
        fields.setdefault(name, {})[part or pack.file.languages[0]] = text
    elif name in _FREE and part:
        fields.setdefault(name, {})[part] = text
    elif field == "price":
        fields["price"] = amount(field, text, pack.file.currency, mapping.decimal)
    elif name == "prices":
        fields.setdefault(name, {})[part] = amount(field, text, _currency_of(part, pack), mapping.decimal)
    elif field in {"stock", "minutes"}:
        fields[field] = whole(field, text)
    elif name == "stock":
        fields.setdefault("stock_at", {})[_branch(part, pack)] = whole(field, text)
    elif field == "unit":
        fields["unit"] = UNITS.get(fold(text).rstrip("."), text)
    elif field == "category":
        fields["category"] = _category(text, pack)
    elif field == "currency":
        _same_currency(text, pack)
    else:
        raise BadCellError(field, "a column that no field is for", "a field, or a mapping of the column to one")


def _category(text: str, pack: Pack) -> str:
    categories = pack.catalogue.categories
    for category in categories:
        if fold(text) in {category.id, *(fold(name) for name in category.name.values())}:
            return category.id
    raise BadCellError("category", describe(text), one_of([category.id for category in categories]))


def _currency_of(price_list: str, pack: Pack) -> str:
    lists = {entry.id: entry for entry in pack.catalogue.pricing.lists}
    if price_list not in lists:
        raise BadCellError(f"prices.{price_list}", "a price list that the pack does not have", one_of(list(lists)))
    return lists[price_list].currency or pack.file.currency


def _branch(named: str, pack: Pack) -> str:
    known = [branch.id for branch in pack.file.branches]
    if named not in known:
        raise BadCellError(f"stock.{named}", "a branch that the pack does not have", one_of(known))
    return named


def _same_currency(text: str, pack: Pack) -> None:
    if text.upper() != pack.file.currency:
        raise BadCellError("currency", describe(text), f"{pack.file.currency}, the currency of the catalogue")


def _complete(fields: dict[str, Any], pack: Pack) -> None:
    """What follows from the rest: the id, a name in each language, a description. Refuses what must be there."""
    key = squashed(fields.get("code", ""))
    if not 0 < len(key) <= LONGEST_CODE:
        raise BadCellError("code", describe(fields.get("code")), f"letters or digits, at most {LONGEST_CODE}")
    fields["id"] = f"{LOADED}{key}"
    first = pack.file.languages[0]
    if not fields.get("name", {}).get(first):
        raise BadCellError(f"name.{first}", "nothing", "what it is called")
    for field in ("price", "category"):
        if field not in fields:
            raise BadCellError(field, "nothing", "a value, because the field is required")
    fields["name"] = dict.fromkeys(pack.file.languages, fields["name"][first]) | fields["name"]
    fields["description"] = {lang: f"{text}." for lang, text in fields["name"].items()} | fields.get("description", {})
    fields.setdefault("kind", "product")
    if "stock_at" in fields:
        fields.setdefault("stock", sum(fields["stock_at"].values()))
    for field, known in (("tax_class", pack.file.tax.classes), ("tier", pack.catalogue.tiers)):
        ids = [entry.id for entry in known]
        if fields.get(field) and fields[field] not in ids:
            raise BadCellError(field, describe(fields[field]), one_of(ids))
