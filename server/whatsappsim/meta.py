"""The Cloud API of the simulated Meta: messages, media, templates."""

import asyncio
import hashlib
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from server.whatsappsim.hooks import Hooks
from server.whatsappsim.judge import judge
from server.whatsappsim.world import Entry, Telephone, World

router = APIRouter()
TYPING_S = 25
BETWEEN_STATUSES_S = 0.35


def error(code: int, details: str, http: int = 400) -> JSONResponse:
    told = {"messaging_product": "whatsapp", "details": details}
    body = {"message": f"(#{code}) {details}", "type": "OAuthException", "code": code, "error_data": told,
            "fbtrace_id": "simulated"}  # fmt: skip
    return JSONResponse({"error": body}, http)


@router.post("/{version}/{line}/messages")
async def messages(line: str, request: Request) -> Response:
    world: World = request.app.state.world
    if refusal := _allowed(request, world, line):
        return refusal
    payload = await request.json()
    if payload.get("status") == "read":
        return _read(world, payload)
    to = str(payload.get("to") or payload.get("recipient") or "")
    if refused := _refused(world, line, payload, to):
        return error(*refused)
    customer = world.customer_of(to) or world.telephone(to)
    entry = world.add(mine=False, line=line, customer=customer, payload=payload)
    _tell_what_became_of_it(request.app.state.hooks, world, entry)
    if world.options.silent_next:
        world.options.silent_next = False
        await asyncio.sleep(60)
    person = {"input": to, **({"wa_id": customer.number} if customer.number else {"user_id": customer.user_id})}
    return JSONResponse({"messaging_product": "whatsapp", "contacts": [person], "messages": [{"id": entry.id}]})


@router.post("/{version}/{line}/media")
async def upload(line: str, request: Request) -> Response:
    world: World = request.app.state.world
    if refusal := _allowed(request, world, line):
        return refusal
    form = await request.form()
    file = form["file"]
    content = await file.read() if not isinstance(file, str) else file.encode()
    id = keep_media(world, content, str(form.get("type", "application/octet-stream")))
    return JSONResponse({"id": id})


@router.get("/files/{id}")
async def file(id: str, request: Request) -> Response:
    world: World = request.app.state.world
    if not _has_token(request, world) or id not in world.media:
        return Response(status_code=404)
    content, mime = world.media[id]
    return Response(content, media_type=mime)


@router.get("/{version}/{account}/message_templates")
async def templates(account: str, request: Request) -> Response:
    world: World = request.app.state.world
    if not _has_token(request, world) or account != world.numbers.account:
        return error(190, "Invalid OAuth access token", 401)
    return JSONResponse({"data": world.templates, "paging": {"cursors": {"before": "a", "after": "b"}}})


@router.get("/{version}/{id}")
async def media(id: str, request: Request) -> Response:
    world: World = request.app.state.world
    if not _has_token(request, world):
        return error(190, "Invalid OAuth access token", 401)
    if id not in world.media:
        return error(100, "Unsupported get request", 404)
    content, mime = world.media[id]
    told = {"id": id, "url": f"{request.base_url}files/{id}", "mime_type": mime, "messaging_product": "whatsapp"}
    return JSONResponse({**told, "sha256": hashlib.sha256(content).hexdigest(), "file_size": str(len(content))})


def keep_media(world: World, content: bytes, mime: str) -> str:
    id = str(int(hashlib.sha256(content).hexdigest()[:12], 16))
    world.media[id] = (content, mime)
    return id


def status(world: World, entry: Entry, name: str, errors: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    customer = world.customer_of(entry.customer)
    entry.status = name
    world.changed += 1
    opaque = entry.payload.get("biz_opaque_callback_data")
    told: dict[str, Any] = {"id": entry.id, "status": name, "timestamp": str(int(world.now().timestamp()))}
    if customer and customer.number:
        told["recipient_id"] = customer.number
    elif customer:
        told["recipient_user_id"] = customer.user_id
    return {
        **told,
        **({"biz_opaque_callback_data": opaque} if opaque else {}),
        **({"errors": errors} if errors else {}),
    }


def _allowed(request: Request, world: World, line: str) -> Response | None:
    if not _has_token(request, world):
        return error(190, "Invalid OAuth access token", 401)
    return None if line in world.numbers.lines else error(100, f"Object with ID {line} does not exist")


def _has_token(request: Request, world: World) -> bool:
    return request.headers.get("authorization") == f"Bearer {world.numbers.access_token}"


def _refused(world: World, line: str, payload: dict[str, Any], to: str) -> tuple[int, str] | None:
    if world.options.fail_next is not None:
        code, world.options.fail_next = world.options.fail_next, None
        return code, "as the simulator was asked to"
    if wrong := judge(payload):
        return wrong
    customer: Telephone | None = world.customer_of(to)
    if payload["type"] == "template":
        known = {(t["name"], t["language"]) for t in world.templates if t.get("status") == "APPROVED"}
        wanted = (payload["template"].get("name"), payload["template"].get("language", {}).get("code"))
        return None if wanted in known else (132001, "Template name does not exist in the translation")
    if customer is None or not world.is_open(line, customer):
        return 131047, "More than 24 hours have passed since the recipient last replied"
    return None


def _read(world: World, payload: dict[str, Any]) -> Response:
    entry = world.entry(str(payload.get("message_id")))
    if entry is None:
        return error(131009, "message_id")
    for each in world.entries[: entry.seq]:
        if each.mine and each.customer == entry.customer and each.line == entry.line:
            each.status = "read"
    if "typing_indicator" in payload:
        world.typing_until[entry.customer] = world.now() + timedelta(seconds=TYPING_S)
    world.changed += 1
    return JSONResponse({"success": True})


def _tell_what_became_of_it(hooks: Hooks, world: World, entry: Entry) -> None:
    world.typing_until.pop(entry.customer, None)

    async def tell() -> None:
        for name in ("sent", "delivered", *(["read"] if world.options.reads else [])):
            await asyncio.sleep(BETWEEN_STATUSES_S)
            hooks.emit(entry.line, statuses=[status(world, entry, name)])

    hooks.later(tell())
