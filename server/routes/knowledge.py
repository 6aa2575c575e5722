"""``/api/v5/knowledge``: what is wrong with a tenant's content, and what customers asked in vain. For staff."""

from typing import Any

from fastapi import APIRouter

from server.access import ContentStaff, HouseOf
from server.content import inconsistencies, unanswered

router = APIRouter(prefix="/api/v5/knowledge", tags=["knowledge"])


@router.get("/inconsistencies")
async def listed_inconsistencies(tenant: str, house: HouseOf, _staff: ContentStaff) -> dict[str, Any]:
    """Prices that the catalogue does not know, dead anchors, strange languages, doubles, offers that are over."""
    return await inconsistencies(house, tenant)


@router.get("/unanswered")
async def listed_questions(tenant: str, house: HouseOf, _staff: ContentStaff) -> dict[str, Any]:
    """Like questions together, those asked most first; addresses and phone numbers are masked."""
    return await unanswered(house, tenant)
