"""Figures of the shop, and orders moved on by people. For staff."""

from datetime import date
from typing import Any, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from commerce.payments.repository import held
from commerce.reports.recommendations import recommendations
from commerce.reports.sales import sales
from server.access import HouseOf, KeysOf, ReportStaff, StaffKey, check_staff
from server.paid import move_order

router = APIRouter(prefix="/api/v5", tags=["operation"])


class Move(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tenant: str
    number: str
    status: Literal["ready", "sent", "delivered", "cancelled"]


@router.get("/reports/sales")
async def sales_of_a_day(tenant: str, house: HouseOf, _staff: ReportStaff, day: date | None = None) -> dict[str, Any]:
    """What was sold on a day of the business (today without ``day``), with the commissions of the people."""
    found = house.tenant(tenant)
    on = day or house.clock.now().astimezone(ZoneInfo(found.pack.file.timezone)).date()
    async with house.store.unit(found.id) as unit:
        return await sales(unit, found.pack, on)


@router.get("/reports/recommendations")
async def recommended(tenant: str, house: HouseOf, _staff: ReportStaff) -> dict[str, Any]:
    """How often what was recommended was taken, by the way it was found."""
    async with house.store.unit(house.tenant(tenant).id) as unit:
        return await recommendations(unit)


@router.get("/reports/payments-held")
async def payments_held(tenant: str, house: HouseOf, _staff: ReportStaff) -> list[dict[str, Any]]:
    """Payment events that were not believed as they stood, and wait for a person."""
    async with house.store.unit(house.tenant(tenant).id) as unit:
        return list(await held(unit))


@router.post("/order/status")
async def move(body: Move, house: HouseOf, keys: KeysOf, key: StaffKey) -> dict[str, Any]:
    """Moves an order on; its customer is told."""
    await check_staff(house, keys, key, body.tenant, "orders")
    row = await move_order(house, house.tenant(body.tenant).id, body.number, body.status, "staff")
    return {"number": row["number"], "status": row["status"], "payment_status": row["payment_status"]}
