"""Money is an integer count of minor units with a currency. No float ever holds an amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from kit.errors import InvalidInputError

MINOR_DIGITS = {"COP": 2, "MXN": 2, "USD": 2, "EUR": 2}
"""ISO 4217 exponents of the currencies that packs may use."""
MOST = 10**15
"""Minor units beyond which an amount is a mistake; sums of many still fit the database's 64 bits."""

_SMALLEST = 30
"""Places after the point beyond which a text is not even looked into."""

Half = Literal["up", "even"]
"""Where half a unit goes: ``up`` is away from zero, as invoices do; ``even`` is to the even neighbour."""

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
        if not isinstance(amount, str | int) or isinstance(amount, bool):
            raise InvalidInputError(f"amount {amount!r} is not text or a whole number such as '1290.50' or 1290")
        try:
            exact = Decimal(amount)
        except InvalidOperation:
            raise InvalidInputError(f"amount {amount!r} is not a number such as 1290 or 1290.50") from None
        if not exact.is_finite() or exact.copy_abs() > MOST // 10**digits:
            raise InvalidInputError(f"amount {amount!r} is not a number of at most {MOST // 10**digits}")
        if exact.adjusted() < -_SMALLEST:
            raise InvalidInputError(f"amount {amount!r} has more than {digits} decimals for {currency}")
        numerator, denominator = exact.as_integer_ratio()
        minor, rest = divmod(numerator * 10**digits, denominator)
        if rest:
            raise InvalidInputError(f"amount {amount!r} has more than {digits} decimals for {currency}")
        return Money(minor, currency)

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
        return self.part(*Decimal(factor).as_integer_ratio())

    def share(self, basis_points: int) -> "Money":
        """That many hundredths of a percent of it: ``share(1900)`` is 19 %."""
        return self.part(basis_points, 10_000)

    def part(self, numerator: int, denominator: int, half: Half = "up") -> "Money":
        """``numerator`` / ``denominator`` (above zero) of it, rounded once from the exact fraction."""
        return Money(rounded(self.minor * numerator, denominator, half), self.currency)

    def split(self, parts: int) -> list["Money"]:
        """``parts`` amounts that add up to exactly this one, the odd cents on the first ones."""
        each, rest = divmod(self.minor, parts)
        return [Money(each + (1 if index < rest else 0), self.currency) for index in range(parts)]

    def allocate(self, weights: Sequence[int]) -> list["Money"]:
        """Amounts in proportion to ``weights`` that add up to exactly this one.

        Odd cents go where most of a cent was cut off, the first of equals. Weights are not negative; where all
        are zero, so is every amount but the first.
        """
        whole = sum(weights)
        if whole == 0:
            return [Money(0 if index else self.minor, self.currency) for index in range(len(weights))]
        cut = [divmod(self.minor * weight, whole) for weight in weights]
        odd = self.minor - sum(each for each, _ in cut)
        first = set(sorted(range(len(cut)), key=lambda index: (-cut[index][1], index))[:odd])
        return [Money(each + (index in first), self.currency) for index, (each, _) in enumerate(cut)]

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


def rounded(numerator: int, denominator: int, half: Half = "up") -> int:
    """The whole number nearest to the fraction; ``denominator`` is above zero."""
    whole, rest = divmod(abs(numerator), denominator)
    if 2 * rest > denominator or (2 * rest == denominator and (half == "up" or whole % 2)):
        whole += 1
    return whole if numerator >= 0 else -whole
