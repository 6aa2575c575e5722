"""A brand's colour as shades that can be read, on light and on dark paper (WCAG 2.2: 4.5 to 1)."""

import colorsys
import hashlib

from commerce.packs.business import PackFile

Rgb = tuple[float, float, float]

OURS = ("#0b6b62", "#2457a6", "#9c3f1a", "#76397f", "#3f671f")
WHITE, INK = "#ffffff", "#17202b"
LIGHT_PAPERS = ("#ffffff", "#f0f3f6")
DARK_PAPERS = ("#14181e", "#212830")
"""The paper and the other side's bubbles of ``web/chat/chat.css``."""
READABLE = 4.5
STEPS = 100


def color_of(file: PackFile) -> str:
    """The business's own, or one of ours that is always the same."""
    chosen = int(hashlib.sha256(file.id.encode()).hexdigest(), 16) % len(OURS)
    return file.channels.web.color or OURS[chosen]


def sheet(color: str) -> str:
    """The style sheet that colours a chat page."""
    light, dark = shades(color)
    return (
        f":root {{ {_variables(light)} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {_variables(dark)} }} }}\n"
    )


def shades(color: str) -> tuple[dict[str, str], dict[str, str]]:
    """For light and for dark: ``accent`` behind text, ``on`` that text, ``accent-ink`` on paper."""
    accent, on = filled(color)
    light = {"accent": accent, "on": on, "accent-ink": readable_on(color, LIGHT_PAPERS)}
    return light, {**light, "accent-ink": readable_on(color, DARK_PAPERS)}


def filled(color: str) -> tuple[str, str]:
    """The colour, and the text on it: white where it can be read after a shade at the most, dark ink otherwise."""
    for on in (WHITE, INK):
        if contrast(color, on) >= READABLE:
            return color, on
    return readable_on(color, (WHITE,)), WHITE


def readable_on(color: str, papers: tuple[str, ...]) -> str:
    """The colour made darker or lighter, whichever leads away from the papers, until it reads on all of them."""
    goal = 0.0 if luminance(papers[0]) > 0.5 else 1.0
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(color))
    for step in range(STEPS + 1):
        tried = _hex(colorsys.hls_to_rgb(hue, lightness + (goal - lightness) * step / STEPS, saturation))
        if min(contrast(tried, paper) for paper in papers) >= READABLE:
            return tried
    return WHITE if goal else "#000000"


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(color: str) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _variables(shades: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in shades.items())


def _rgb(color: str) -> Rgb:
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
