"""``/health``: alive, and ready to take messages."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from server.access import HouseOf
from store.unit import DatabaseUnavailableError

router = APIRouter(prefix="/health", tags=["operation"])


@router.get("/live")
async def live() -> dict[str, str]:
    return {"status": "alive"}


@router.get("/ready")
async def ready(house: HouseOf) -> JSONResponse:
    """200 when the database answers; 503 with the reason when it does not."""
    try:
        async with house.store.connection() as connection:
            await connection.execute("SELECT 1")
    except DatabaseUnavailableError as error:
        return JSONResponse({"status": "not ready", "database": error.detail}, 503)
    return JSONResponse({"status": "ready", "database": "answers", "tenants": sorted(house.tenants)})
