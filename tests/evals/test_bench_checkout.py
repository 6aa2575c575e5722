"""The race for the last unit, with as many as the tests have patience for."""

from evals.bench.checkout import race


async def test_the_last_unit_is_sold_once_and_everybody_else_is_told(database_url: str) -> None:
    found = await race(database_url, 100)
    assert (found.orders, found.told, found.unclear, found.left) == (1, 99, 0, 0)
    assert found.doubled == 1
