"""A reply as a text message: plain words, choices by number, within what carriers take."""

from tools.channels.render.length import split
from tools.channels.render.markup import PLAIN, written
from tools.channels.render.plan import Plan, choices_of, lines_of

LIMIT = 1600
"""Characters of one message, in segments that the carrier joins again."""
STOP = {"es": "Responde BAJA para no recibir más.", "en": "Reply STOP to opt out."}


def render_sms(plan: Plan) -> list[str]:
    """The messages; marketing says how to end it."""
    said = [written(plan.text, PLAIN)]
    for block in plan.blocks:
        choices = choices_of(block)
        numbered = [f"{number}. {choice.label}" for number, choice in enumerate(choices, 1)]
        said.append("\n".join(numbered or lines_of(block)))
    if plan.purpose == "marketing":
        said.append(STOP.get(plan.language, STOP["es"]))
    return split("\n\n".join(part.strip() for part in said if part.strip()), LIMIT)
