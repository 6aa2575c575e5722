"""A link as a QR code."""

from io import BytesIO

import segno


def qr_svg(url: str) -> str:
    """SVG without a fixed size; a quarter of it may be hidden and it is still read."""
    out = BytesIO()
    segno.make(url, error="q", micro=False).save(out, kind="svg", border=2, omitsize=True, xmldecl=False)
    return out.getvalue().decode()
