"""What staff get to know of a tenant's content."""

from dataclasses import asdict
from typing import Any

from knowledge.check import check, pieces_of
from knowledge.gaps import Gap, gaps
from language.embedded.answering.likeness import likeness_with
from language.embedded.encoder import encoder_here
from server.wiring import House


async def inconsistencies(house: House, tenant: str) -> dict[str, Any]:
    """``{"tenant", "inconsistencies": [{"kind", "document", "url", "found", "expected"}]}``."""
    pack = house.tenant(tenant).pack
    pieces = await pieces_of(house.store, tenant, pack)
    found = check(pieces, pack, house.clock.now().date())
    return {"tenant": tenant, "inconsistencies": [asdict(each) for each in found]}


async def unanswered(house: House, tenant: str) -> dict[str, Any]:
    """``{"tenant", "questions": [{"question", "language", "asked", "customers", "first", "last", "examples"}]}``."""
    found = await gaps(house.store, house.tenant(tenant).id, likeness_with(encoder_here()))
    return {"tenant": tenant, "questions": [_plain(gap) for gap in found]}


def _plain(gap: Gap) -> dict[str, Any]:
    return {**asdict(gap), "first": gap.first.isoformat(), "last": gap.last.isoformat()}
