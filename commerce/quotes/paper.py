"""A kept quote as its reader sees it: texts alone, for the page, the PDF and the mail."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date

from commerce.packs.fields import Language
from commerce.packs.model import Pack
from commerce.pricing.explain import percent
from commerce.quotes.paper_words import DAYS, WORDS
from commerce.quotes.status import is_expired
from kit.money import Money

Paper = dict[str, Any]
_REDUCTIONS = ("bundle", "coupon", "discount")
_PPM_IN_PERCENT = 10_000


def paper(quote: Mapping[str, Any], pack: Pack, now: datetime, *, customer: str = "", url: str = "") -> Paper:
    """Texts, lists of texts, and rows of texts: what ``tools.documents`` takes and ``quote.html`` shows."""
    language: Language = quote["language"] if quote["language"] in WORDS else pack.file.languages[0]
    return _Writer(quote, pack, language, WORDS[language]).paper(now, customer, url)


@dataclass(frozen=True, slots=True)
class _Writer:
    quote: Mapping[str, Any]
    pack: Pack
    language: Language
    words: Mapping[str, str]

    def paper(self, now: datetime, customer: str, url: str) -> Paper:
        quote, words, company = self.quote, self.words, self.pack.file.company
        status = "expired" if is_expired(quote, now) else quote["status"]
        version = words["version"].format(version=quote["version"]) if quote["version"] > 1 else ""
        return {
            "language": self.language,
            "title": words["title"],
            "number": quote["proposal_number"],
            "version": version,
            "status": words[status],
            "company": company.name,
            "company_details": [company.legal_name, company.tax_id, company.address, company.phone, company.email],
            "colour": company.brand.colour,
            "logo": company.brand.logo or "",
            "customer": words["for"].format(customer=customer) if customer else "",
            "date": words["date"].format(date=self._day(quote["created_at"])),
            "valid_until": words["valid_until"].format(date=self._day(quote["expires_at"])),
            "columns": words["columns"].split("|"),
            "lines": [self._line(line) for line in quote["lines"]],
            "sums": list(self._sums()),
            "total": {"name": words["total"], "amount": self._money(quote["total"])},
            "notes": list(self._notes()),
            "options_title": words["options"] if quote["pricing_options"] else "",
            "options": [self._option(option) for option in quote["pricing_options"]],
            "url": url,
            "qr_label": words["qr"],
            "page": words["page"],
        }

    def _line(self, line: Mapping[str, Any]) -> dict[str, str]:
        quantity = Decimal(line["quantity"])
        one, _, several = self.words.get(line["unit"], "").partition("|")
        figure = f"{quantity:,}".replace(",", "." if self._locale() in {"es_CO", "es_ES"} else ",")
        return {
            "name": self._text(line["name"]),
            "code": line["code"],
            "quantity": f"{figure} {one if quantity == 1 else several}".strip(),
            "price": self._money(line["unit_price"]),
            "total": self._money(line["line"]),
        }

    def _sums(self) -> Iterator[dict[str, str]]:
        """What stands between the lines and the total, so that a reader can add it up."""
        steps = self.quote["explanation"]
        for step in steps:
            if step["step"] in _REDUCTIONS:
                yield {"name": self._reduction(step), "amount": f"−{self._money(step['off']['minor'])}"}
        taxes = [step for step in steps if step["step"] == "tax" and not step["included"] and step["amount"]["minor"]]
        if taxes:
            yield {"name": self.words["subtotal"], "amount": self._money(self.quote["subtotal"])}
        for step in taxes:
            name = self.words["tax"].format(name=step["name"], percent=self._rate(step))
            yield {"name": name[0].upper() + name[1:], "amount": self._money(step["amount"]["minor"])}

    def _notes(self) -> Iterator[str]:
        for step in self.quote["explanation"]:
            if step["step"] == "tax" and step["included"] and step["amount"]["minor"]:
                amount = self._money(step["amount"]["minor"])
                yield self.words["included"].format(name=step["name"], percent=self._rate(step), amount=amount)
        yield self.words["currency"].format(currency=self.quote["currency"])

    def _reduction(self, step: Mapping[str, Any]) -> str:
        values = {"name": self._text(step.get("name") or {}), "code": step.get("code", "")}
        return self.words[step["step"]].format(percent=self._percent(step.get("off_bp", 0), 100), **values)

    def _option(self, option: Mapping[str, Any]) -> dict[str, str]:
        chosen = self.words["chosen"] if option["chosen"] else ""
        return {"name": self._text(option["name"]), "total": self._money(option["total"]), "chosen": chosen}

    def _money(self, minor: int) -> str:
        return Money(minor, self.quote["currency"]).format(self._locale())

    def _day(self, at: datetime) -> str:
        return format_date(at.astimezone(ZoneInfo(self.pack.file.timezone)), DAYS[self.language], locale=self.language)

    def _text(self, texts: Mapping[str, str]) -> str:
        return texts.get(self.language) or next(iter(texts.values()), "")

    def _locale(self) -> str:
        return self.pack.file.locale.get(self.language, "")

    def _rate(self, step: Mapping[str, Any]) -> str:
        if "rate_ppm" in step:
            return self._percent(step["rate_ppm"], _PPM_IN_PERCENT)
        return self._percent(step["rate_bp"], 100)

    def _percent(self, share: int, one: int) -> str:
        told = percent(share, one)
        return told.replace(" ", "") if self.language == "en" else told
