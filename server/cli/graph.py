"""``parley graph``: the compiled graph as a drawing."""

from pathlib import Path
from typing import Annotated

import typer


def graph(
    svg: Annotated[Path | None, typer.Option(help="Write the drawing to this SVG file.")] = None,
    house: Annotated[
        Path | None, typer.Option(help="Write the drawing of the house's folders to this SVG file.")
    ] = None,
) -> None:
    """Prints the mermaid text of the compiled graph, or writes SVG drawings."""
    from graphs.draw import house_svg, mermaid, svg_of
    from graphs.sales import build

    if svg:
        svg.write_text(svg_of(build()), encoding="utf-8")
    if house:
        house.write_text(house_svg(), encoding="utf-8")
    if not (svg or house):
        typer.echo(mermaid(build()))
