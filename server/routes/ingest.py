"""``/api/v5/knowledge``: content sent in, how far its ingestion is, what is indexed, a source taken out. For staff."""

from contextlib import aclosing
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kit.errors import InvalidInputError, NotFoundError
from knowledge.index import index_for
from knowledge.ingestions import repository as ingestions
from knowledge.load.catalogue import SOURCE as CATALOGUE
from knowledge.load.page import PACK
from server.access import ContentStaff, HouseOf
from server.body import MB, body_up_to
from server.ingestion import EFFECT
from server.uploads import upload_of
from server.wiring import House
from store.outbox import Effect, enqueue

router = APIRouter(prefix="/api/v5/knowledge", tags=["knowledge"])

MEGABYTES_OF_JSON = 1
Address = Annotated[str, StringConstraints(pattern=rf"^(https?://\S{{1,2000}}|{CATALOGUE})$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Site = Annotated[str, StringConstraints(pattern=r"^https?://\S{1,500}$")]


class Asked(BaseModel):
    """``sources`` are addresses of sites and sitemaps, or ``catalogue``; files come as a form."""

    model_config = ConfigDict(extra="forbid")

    sources: list[Address] = Field(default=[], max_length=50)
    site: Site | None = None
    language: Language | None = None


@router.post("/ingest", status_code=202)
async def ingest(request: Request, house: HouseOf, _staff: ContentStaff, tenant: str) -> dict[str, str]:
    """Takes JSON with ``sources``, or a form (``multipart/form-data``) of files. A job does it: ask how far it is."""
    name = house.tenant(tenant).id
    files: dict[str, bytes] = {}
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        upload = await upload_of(request, house.settings.ingest_upload_mb)
        files, asked = dict(upload.files), _asked({key: value for key, value in upload.fields.items() if value})
    else:
        asked = _asked(await body_up_to(request, MEGABYTES_OF_JSON * MB))
    if not files and not asked.sources:
        raise InvalidInputError("There is nothing to ingest: expected sources, or files in a form.")
    return {"ingestion_id": str(await _begin(house, name, asked, files))}


@router.get("/ingestions")
async def all_ingestions(
    house: HouseOf, _staff: ContentStaff, tenant: str, limit: Annotated[int, Query(ge=1, le=200)] = 20
) -> dict[str, Any]:
    """The newest first, those of the command line too; their reports come one by one."""
    async with house.store.unit(house.tenant(tenant).id) as unit:
        return {"ingestions": await ingestions.newest(unit, limit)}


@router.get("/ingestions/{ingestion_id}")
async def ingestion(ingestion_id: UUID, house: HouseOf, _staff: ContentStaff, tenant: str) -> dict[str, Any]:
    """State, and by source the counts and what was left out, with the reason. It grows while the job runs."""
    async with house.store.unit(house.tenant(tenant).id) as unit:
        return await ingestions.find(unit, ingestion_id)


@router.get("/documents")
async def documents(
    house: HouseOf,
    _staff: ContentStaff,
    tenant: str,
    source: str | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """What is indexed: the sources with their counts, and the documents page by page."""
    async with house.store.unit(house.tenant(tenant).id) as unit:
        return {
            "sources": await ingestions.sources(unit),
            "documents": await ingestions.documents(unit, source, limit, offset),
        }


@router.delete("/documents")
async def remove_documents(house: HouseOf, _staff: ContentStaff, tenant: str, source: str) -> dict[str, int]:
    """Takes a source out with all its documents."""
    found = house.tenant(tenant)
    if source == PACK:
        raise InvalidInputError(
            "These documents come with the pack and would return at the next start: change the pack."
        )
    settings = found.pack.file.sales_agent.vector_database
    async with aclosing(index_for(house.store, found.id, settings, house.encoder)) as index:
        gone = sorted(await index.digests(source))
        if not gone:
            raise NotFoundError(f"Nothing is indexed of {source!r}: GET /api/v5/knowledge/documents names the sources.")
        await index.remove(gone)
    return {"removed": len(gone)}


async def _begin(house: House, tenant: str, asked: Asked, files: dict[str, bytes]) -> UUID:
    id, now = house.ids.new(), house.clock.now()
    options = {key: value.rstrip("/") for key, value in (("site", asked.site), ("language", asked.language)) if value}
    async with house.store.unit(tenant) as unit:
        await ingestions.begin(unit, id, asked.sources, options, files, now)
        await enqueue(unit, None, None, [Effect(EFFECT, f"ingest:{id}", {"ingestion": str(id)})], now)
    return id


def _asked(told: bytes | dict[str, str]) -> Asked:
    try:
        return Asked.model_validate_json(told) if isinstance(told, bytes) else Asked.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "body"
        raise InvalidInputError(f"{where}: {first['msg']}; expected addresses of http or https.") from error
