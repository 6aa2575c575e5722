"""Money is an integer count of minor units with a currency. No float ever holds an amount."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from kit.errors import InvalidInputError

MINOR_DIGITS = {"COP": 2, "MXN": 2, "USD": 2, "EUR": 2}
"""ISO 4217 exponents of the currencies that packs may use."""

_GROUPING = {"es_CO": (".", ","), "es_MX": (",", "."), "en_US": (",", "."), "es_ES": (".", ",")}


class CurrencyMismatchError(InvalidInputError):
    """Two amounts in different currencies cannot be added or compared."""


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """``minor`` units (cents, centavos) of ``currency`` (ISO 4217)."""

    minor: int
    currency: str

    @staticmethod
    def parse(amount: str | int, currency: str) -> "Money":
        """From a plain decimal text of major units, ``"1290.50"``; raises InvalidInputError naming the text."""
        digits = MINOR_DIGITS.get(currency)
        if digits is None:
            raise InvalidInputError(f"currency {currency!r} is not known: expected one of {', '.join(MINOR_DIGITS)}")
        try:
            scaled = Decimal(str(amount)).scaleb(digits)
        except InvalidOperation:
            raise InvalidInputError(f"amount {amount!r} is not a number such as 1290 or 1290.50") from None
        if not scaled.is_finite() or scaled != scaled.to_integral_value():
            raise InvalidInputError(f"amount {amount!r} has more than {digits} decimals for {currency}")
        return Money(int(scaled), currency)

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor < other.minor

    def times(self, factor: int | Decimal) -> "Money":
        """Multiplied, halves rounded away from zero, as invoices do."""
        exact = Decimal(self.minor) * Decimal(factor)
        return Money(int(exact.quantize(Decimal(1), ROUND_HALF_UP)), self.currency)

    def share(self, basis_points: int) -> "Money":
        """That many hundredths of a percent of it: ``share(1900)`` is 19 %."""
        return self.times(Decimal(basis_points) / 10_000)

    def split(self, parts: int) -> list["Money"]:
        """``parts`` amounts that add up to exactly this one, the odd cents on the first ones."""
        each, rest = divmod(self.minor, parts)
        return [Money(each + (1 if index < rest else 0), self.currency) for index in range(parts)]

    def format(self, locale: str) -> str:
        """As people of ``locale`` (``es_CO``) write it: ``$2.400.000``; decimals only where there are any."""
        group, point = _GROUPING.get(locale, (",", "."))
        digits = MINOR_DIGITS[self.currency]
        whole, cents = divmod(abs(self.minor), 10**digits)
        text = f"{whole:,}".replace(",", group)
        if cents:
            text += f"{point}{cents:0{digits}d}"
        return f"{'-' if self.minor < 0 else ''}${text}"

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatchError(f"{self.currency} and {other.currency} cannot be mixed in one sum")
