"""``/graph``: the compiled graph as a page, an SVG and mermaid text, with the path of a turn lit."""

import base64
import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from markupsafe import Markup

from graphs.draw import mermaid, svg_of
from server.access import HouseOf
from server.routes.demo import page

router = APIRouter(include_in_schema=False)


def names_of(
    path: Annotated[str, Query(max_length=500, description="Nodes to light: a,b,c")] = "",
) -> list[str]:
    return [name.strip() for name in path.split(",") if name.strip()]


Path = Annotated[list[str], Depends(names_of)]


@router.get("/graph")
async def graph(house: HouseOf, path: Path) -> HTMLResponse:
    svg = svg_of(house.graph, path)
    query = f"?path={','.join(path)}" if path else ""
    policy = {"style-src": f"'self' '{_hash_of_style(svg)}'"}
    return page("graph.html", policy, svg=Markup(svg), mermaid=mermaid(house.graph), path=path, query=query)


@router.get("/graph.svg")
async def graph_svg(house: HouseOf, path: Path) -> Response:
    return Response(svg_of(house.graph, path), media_type="image/svg+xml")


@router.get("/graph.mmd")
async def graph_mermaid(house: HouseOf) -> PlainTextResponse:
    return PlainTextResponse(mermaid(house.graph))


def _hash_of_style(svg: str) -> str:
    """Lets the drawing's own style into the page, and no other."""
    style = svg.partition("<style>")[2].partition("</style>")[0]
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"
