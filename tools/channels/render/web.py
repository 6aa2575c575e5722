"""A reply as the page shows it: the text as it is, and blocks whose addresses lead to nothing but pages."""

from typing import Any

from tools.channels.render.plan import Plan

SAFE = ("https://", "http://", "mailto:", "tel:", "/")


def render_web(plan: Plan) -> dict[str, Any]:
    """``{"text", "blocks"}``. The page builds its own nodes: no mark-up is trusted there."""
    return {"text": plan.text, "blocks": [_safe(block) for block in plan.blocks]}


def _safe(value: Any) -> Any:
    """The value without addresses that would run something."""
    if isinstance(value, list):
        return [_safe(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _safe(each)
        for name, each in value.items()
        if not (
            name in {"url", "image", "href"} and isinstance(each, str) and not each.strip().lower().startswith(SAFE)
        )
    }
