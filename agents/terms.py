"""Under which terms this customer is told prices."""

import re
from zoneinfo import ZoneInfo

from agents.context import Context
from agents.outcome import now_of
from agents.state import State, kept
from commerce.pricing.terms import Terms, holds

_POSTAL_CODE = re.compile(r"\d{5}(?:-\d{4})?")


def terms_of(state: State, context: Context) -> Terms:
    """Today where the business is, the customer's own price list where it holds, and where things are delivered."""
    on = now_of(state).astimezone(ZoneInfo(context.pack.file.timezone)).date()
    wanted = kept(state, "terms").get("price_list")
    lists = context.pack.catalogue.pricing.lists
    own = next((entry.id for entry in lists if entry.id == wanted and holds(entry, on)), None)
    return Terms(on, own, postal_code=_postal_code(state, context))


def _postal_code(state: State, context: Context) -> str | None:
    """Only where the tax depends on it, and only what is one."""
    field = state.get("profile", {}).get("postal_code")
    code = str(field["value"]).strip() if field and context.pack.file.tax.table else ""
    return code if _POSTAL_CODE.fullmatch(code) else None
