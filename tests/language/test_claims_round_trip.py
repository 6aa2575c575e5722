"""What the house words, the house can prove, and with no other fact."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kit.ids import reference
from kit.money import Money
from language import values
from language.claims import find_claims
from language.values import Value, render
from tests.language.claims_told import NOW, READERS, missing

_UNITS = ["minutos", "horas", "meses", "juegos", "en existencia", "hours", "in stock", "sq ft", "m²", "years"]
_LETTERS = st.text("abcdefgh", min_size=2, max_size=8)
_DIGITS = st.text("0123456789", min_size=10, max_size=10)

VALUES = st.one_of(
    st.builds(
        lambda minor, currency: values.money(Money(minor, currency)),
        st.integers(0, 10**11),
        st.sampled_from(["COP", "MXN", "USD"]),
    ),
    st.builds(
        lambda minutes, style: values.instant(datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=minutes), style),
        st.integers(0, 430_000),
        st.sampled_from(["full", "day", "hour"]),
    ),
    st.builds(lambda days: values.day(date(2026, 11, 1) + timedelta(days)), st.integers(0, 300)),
    st.builds(values.percent, st.integers(0, 20_000)),
    st.builds(values.quantity, st.integers(1, 10**6), st.sampled_from(_UNITS)),
    st.builds(
        lambda prefix, seed: values.reference(reference(prefix, seed)),
        st.sampled_from(["AP", "QT", "CIT"]),
        st.text(),
    ),
    st.builds(lambda digits: values.contact("phone", f"+57 {digits[:3]} {digits[3:6]} {digits[6:]}"), _DIGITS),
    st.builds(lambda who, where: values.contact("email", f"{who}@{where}.com.co"), _LETTERS, _LETTERS),
    st.builds(lambda host, page: values.contact("url", f"https://{host}.com/{page}"), _LETTERS, _LETTERS),
)
LEADS = {"es": "Queda ", "en": "It is "}


def said(value: Value, reader: str) -> str:
    language, locale, zone = READERS[reader]
    return f"{LEADS[language]}{render(value, locale, zone)}."


@example(values.quantity(15, "horas"), "es_CO")
@settings(max_examples=400, deadline=None)
@given(VALUES, st.sampled_from(sorted(READERS)))
def test_what_is_worded_from_a_fact_is_found_and_proven_by_it(value: Value, reader: str) -> None:
    language, locale, zone = READERS[reader]
    message = said(value, reader)
    assert find_claims(message, language, locale, NOW, zone)
    assert missing(message, value, reader=reader) == []
    assert missing(message, values.quoted(message), reader=reader) == []


@settings(max_examples=400, deadline=None)
@given(VALUES, VALUES, st.sampled_from(sorted(READERS)))
def test_what_is_worded_from_a_fact_is_proven_by_no_other(value: Value, other: Value, reader: str) -> None:
    _, locale, zone = READERS[reader]
    fullest = {**other, "style": "full"} if other["$"] == "instant" else other
    assume(render(value, locale, zone) not in render(fullest, locale, zone))
    assume(not (value["$"] == other["$"] == "quantity" and _whole(value) == _whole(other)))
    assert missing(said(value, reader), other, reader=reader)


def _whole(value: Value) -> float:
    """Two counts of time may say the same."""
    sizes = {"horas": 60, "hours": 60, "years": 12}
    return float(value["count"] * sizes.get(value["unit"], 1))
