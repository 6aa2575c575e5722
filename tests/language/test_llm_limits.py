"""What a call may take: attempts, time, money, and an endpoint's patience."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest

from kit.clock import StillClock
from language.llm.breaker import Breaker
from language.llm.retry import pause_before
from language.llm.spending import Budgets, MemoryPurse, Price
from tests.language.model_bench import VOICE, act, bench, context
from tests.language.model_endpoint import Answer, hears, says

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
JSON = {"content-type": "application/json"}
DEAR = {"small": Price(Decimal(1), Decimal(2), Decimal("0.5"))}


class _RefusedError(Exception):
    def __init__(self, status: int, **headers: str) -> None:
        self.status_code = status
        self.response = type("Response", (), {"headers": headers})()


def _pause(error: BaseException, attempt: int = 1, left: float = 8.0) -> float | None:
    return pause_before(attempt, error, left, NOW, Random(1))


def test_a_pause_that_the_endpoint_asks_for_is_kept_where_it_fits() -> None:
    assert _pause(_RefusedError(429, **{"retry-after": "3"})) == 3.0
    assert _pause(_RefusedError(429, **{"retry-after": "3"}), left=3.1) is None
    assert _pause(_RefusedError(503, **{"retry-after-ms": "40"})) == 0.04
    assert _pause(_RefusedError(429, **{"retry-after": "Mon, 23 Nov 2026 14:00:05 GMT"})) == 5.0


def test_without_one_the_pause_doubles_and_differs_from_call_to_call() -> None:
    first, second = _pause(ConnectionError()), _pause(ConnectionError(), attempt=2)
    assert first is not None
    assert second is not None
    assert 0.2 <= first <= 0.3
    assert 0.4 <= second <= 0.6
    assert pause_before(1, ConnectionError(), 8.0, NOW, Random(2)) != first


def test_what_lasts_is_not_tried_again() -> None:
    assert _pause(_RefusedError(401)) is None
    assert _pause(_RefusedError(400)) is None
    assert _pause(ValueError("half an answer")) is None


def test_an_endpoint_that_keeps_failing_is_left_alone_and_then_tried_by_one() -> None:
    clock = StillClock(NOW)
    breaker = Breaker(clock, failures=2, rest_s=30)
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    clock.move(timedelta(seconds=31))
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.worked()
    assert breaker.allows()


async def test_an_open_circuit_costs_no_request_and_the_record_says_so() -> None:
    broken = Answer(b"{}", 500)
    async with bench(broken, breaker=Breaker(StillClock(NOW), failures=1)) as it:
        await it.engine.read("hola", context())
        assert await it.engine.read("hola", context()) == it.fallback.reading
        assert await it.engine.write([act("thanks")], VOICE) == "Con gusto."
    assert len(it.endpoint.requests) == 1
    assert [(call["attempts"], call.get("error")) for call in it.calls] == [
        (1, "HTTP 500"),
        (0, "circuit open"),
        (0, "circuit open"),
    ]


async def test_a_turn_makes_two_calls_at_the_most() -> None:
    async with bench(hears(("price", 0.9)), says("Con mucho gusto."), calls=2) as it:
        await it.engine.read("qué vale", context())
        assert await it.engine.write([act("thanks")], VOICE) == "Con mucho gusto."
        assert await it.engine.write([act("thanks")], VOICE) == "Con gusto."
    assert it.calls[2]["error"] == "no calls left in this turn"


async def test_a_turn_whose_time_is_over_asks_no_model() -> None:
    async with bench(turn_s=0.0) as it:
        assert await it.engine.read("hola", context()) == it.fallback.reading
    assert it.calls[0]["error"] == "no time left in this turn"


def test_tokens_are_priced_in_whole_millionths_rounded_up() -> None:
    price = Price(Decimal("0.15"), Decimal("0.60"), Decimal("0.075"))
    assert price.cost(1000, 100, 400) == 180
    assert price.cost(1, 0, 0) == 1
    assert Price(Decimal(1), Decimal(1)).cost(10, 0, 10) == 10


async def test_what_a_call_costs_is_recorded_and_counted() -> None:
    purse = MemoryPurse()
    async with bench(hears(("price", 0.9)), prices=DEAR, purse=purse) as it:
        await it.engine.read("qué vale", context())
    assert it.calls[0]["cost"] == 120 + 9 * 2
    today = datetime.now(UTC).date()
    assert (await purse.spent("ferreteria", "c1", today))["conversation"] == 138
    assert (await purse.spent("another", "c1", today)) == {"conversation": 0, "day": 0, "month": 0}


@pytest.mark.parametrize("name", ["conversation", "day", "month"])
async def test_a_budget_that_is_used_up_stops_the_next_call(name: str) -> None:
    budgets = Budgets(**{name: 100})
    async with bench(hears(("price", 0.9)), prices=DEAR, budgets=budgets) as it:
        await it.engine.read("qué vale", context())
        assert await it.engine.write([act("thanks")], VOICE) == "Con gusto."
    assert it.calls[1]["error"] == f"budget used up: {name}"
    assert len(it.endpoint.requests) == 1


async def test_a_call_is_recorded_with_its_prompt_and_without_personal_data() -> None:
    async with bench(hears(("price", 0.9)), says("Con mucho gusto.")) as it:
        await it.engine.read("soy ana@ruiz.co, +57 300 123 4567, ¿qué vale?", context())
        await it.engine.write([act("thanks", "quoter")], VOICE)
    read, write = it.calls
    assert (read["prompt"], write["prompt"]) == ("intent", "composer+quoter")
    assert read["version"] != write["version"]
    assert (write["temperature"], write["attempts"], write["answer"]) == (0.2, 1, "Con mucho gusto.")
    assert 0 < write["first_ms"] <= write["ms"]
    assert "ana@ruiz.co" not in read["data"]
    assert "300 123" not in read["data"]
    assert "[email], [number], ¿qué vale?" in read["data"]
