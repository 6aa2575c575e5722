"""Opening hours in words, as the pack's hours stand."""

from datetime import time

from agents.context import Context
from agents.phrases import phrase
from agents.state import State
from commerce.packs.company import Hours
from language.values import Value, quoted

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def hours_value(context: Context, state: State) -> Value:
    """``de lunes a viernes de 8:00 a. m. a 6:00 p. m., sábado de 9:00 a. m. a 1:00 p. m.`` as a fact of its own."""
    locale = context.pack.file.locale[state["language"]]  # type: ignore[index]
    return quoted(", ".join(_range(context, state, entry, locale) for entry in context.pack.file.hours))


def _range(context: Context, state: State, hours: Hours, locale: str) -> str:
    return phrase(
        context, state, "hours", days=_days(context, state, hours, locale), open=_hour(hours.open, locale),
        close=_hour(hours.close, locale),
    )  # fmt: skip


def _days(context: Context, state: State, hours: Hours, locale: str) -> str:
    from babel.dates import get_day_names

    names = get_day_names("wide", locale=locale)
    numbers = sorted(DAYS.index(day) for day in hours.days)
    first, last = names[numbers[0]], names[numbers[-1]]
    if len(numbers) == 1:
        return str(first)
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        return phrase(context, state, "days", first=first, last=last)
    return ", ".join(names[number] for number in numbers)


def _hour(text: str, locale: str) -> str:
    at = time.fromisoformat(text)
    if locale.startswith("en"):
        half = "am" if at.hour < 12 else "pm"
        return f"{at.hour % 12 or 12}:{at.minute:02d} {half}".replace(":00", "")
    return f"{at.hour % 12 or 12}:{at.minute:02d} {'a. m.' if at.hour < 12 else 'p. m.'}"
