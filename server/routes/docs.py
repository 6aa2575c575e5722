"""``/docs``: the interface as it is described by ``/openapi.json``, drawn without anything from outside."""

from typing import Any

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from server.routes.demo import page

router = APIRouter(include_in_schema=False)


@router.get("/docs", response_class=HTMLResponse)
async def interface(request: Request) -> HTMLResponse:
    described = request.app.openapi()
    schemas = described.get("components", {}).get("schemas", {})
    operations = [
        _operation(method, path, found)
        for path, methods in described["paths"].items()
        for method, found in methods.items()
    ]
    texts = {name: orjson.dumps(schema, option=orjson.OPT_INDENT_2).decode() for name, schema in schemas.items()}
    return page("docs.html", operations=operations, schemas=texts)


def _operation(method: str, path: str, found: dict[str, Any]) -> dict[str, Any]:
    body = found.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return {
        "method": method.upper(),
        "path": path,
        "about": found.get("description") or found.get("summary", ""),
        "parameters": [
            {"name": each["name"], "place": each["in"], "needed": each.get("required", False)}
            for each in found.get("parameters", [])
        ],
        "body": body.get("$ref", "").rpartition("/")[2],
        "answers": sorted(found.get("responses", {})),
    }
