"""``/api/v5/sales/session/{id}/summary``: a summary on demand, and those that there are with their delivery."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from commerce.conversations.repository import get
from commerce.summaries.model import Audience
from commerce.summaries.repository import of_conversation
from graphs.sum_up import sum_up_now
from server.access import ConversationStaff, HouseOf

router = APIRouter(prefix="/api/v5/sales/session", tags=["sales"])


class Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    audience: Literal["customer", "sales", "both"] = "both"
    style: Literal["professional", "casual", "detailed"] | None = None
    """The pack's where it is not given."""
    send: bool = False
    """Whether it is mailed too: to the customer's address, to the person who receives hand-overs."""


@router.post("/{session_id}/summary", status_code=201)
async def make_summary(
    session_id: UUID, body: Wanted, house: HouseOf, _staff: ConversationStaff, tenant: Annotated[str, Query()]
) -> dict[str, Any]:
    """Sums the conversation up as it stands. For staff."""
    known = house.tenant(tenant).id
    audiences: list[Audience] = ["customer", "sales"] if body.audience == "both" else [body.audience]
    made = await sum_up_now(
        house.store, house.context, house.saver, known, session_id, house.clock.now(),
        audiences=audiences, style=body.style, send=body.send,
    )  # fmt: skip
    return {"summaries": made}


@router.get("/{session_id}/summary")
async def summaries(
    session_id: UUID, house: HouseOf, _staff: ConversationStaff, tenant: Annotated[str, Query()]
) -> dict[str, Any]:
    """Every summary of the conversation, newest first, each with what became of its mail. For staff."""
    async with house.store.unit(house.tenant(tenant).id) as unit:
        await get(unit, session_id)
        return {"summaries": await of_conversation(unit, session_id)}
