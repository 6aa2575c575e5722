"""``/metrics`` for Prometheus, and the conversion figures of a tenant."""

from typing import Any

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from commerce.metrics.conversion import conversion
from commerce.objections.repository import by_kind, newest
from server.access import HouseOf, ReportStaff

router = APIRouter(tags=["operation"])

LATEST = 50


@router.get("/metrics", response_class=Response)
async def metrics(request: Request) -> Response:
    return Response(request.app.state.watch.text(), media_type=CONTENT_TYPE_LATEST)


@router.get("/api/v5/metrics/conversion")
async def conversion_metrics(tenant: str, house: HouseOf, _staff: ReportStaff) -> dict[str, Any]:
    """How far conversations got, also by the page where they began. For staff."""
    async with house.store.unit(house.tenant(tenant).id) as unit:
        return await conversion(unit)


@router.get("/api/v5/metrics/objections")
async def objection_metrics(
    tenant: str, house: HouseOf, _staff: ReportStaff, kind: str | None = None
) -> dict[str, Any]:
    """What customers doubted, by kind with its outcomes, and the latest (of ``kind``) in their words. For staff."""
    async with house.store.unit(house.tenant(tenant).id) as unit:
        return {"by_kind": await by_kind(unit), "latest": await newest(unit, kind, LATEST)}
