"""However Meta brings an afternoon, shuffled, split, merged or twice, the same rows are left."""

from pathlib import Path

from evals.webhooks.same import same
from tests.houses import house_of


async def test_the_same_afternoon_leaves_the_same_rows(database_url: str, tmp_path: Path) -> None:
    async with house_of(database_url, tmp_path, tenant="autoparts") as house:
        assert await same(house, "autoparts", cases=60) == []
