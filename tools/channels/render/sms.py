"""A reply as a text message: plain words, choices by number, within what carriers take."""

from tools.channels.render.length import split
from tools.channels.render.markup import PLAIN, written
from tools.channels.render.plan import Choice, Plan, choices_of, lines_of
from tools.channels.render.segments import plainer

LIMIT = 1600
"""Characters of one message, in segments that the carrier joins again."""
STOP = {"es": "Responde BAJA para no recibir más.", "en": "Reply STOP to opt out."}


def render_sms(plan: Plan) -> list[str]:
    """The messages; marketing says how to end it. Choices are numbered through all blocks: a number picks one."""
    said, numbers = [written(plan.text, PLAIN)], iter(range(1, 1000))
    for block in plan.blocks:
        numbered = [f"{next(numbers)}. {choice.label}" for choice in choices_of(block)]
        said.append("\n".join(numbered or lines_of(block)))
    if plan.purpose == "marketing":
        said.append(STOP.get(plan.language, STOP["es"]))
    return split(plainer("\n\n".join(part.strip() for part in said if part.strip())), LIMIT)


def picked(text: str, blocks: list[dict[str, object]]) -> Choice | None:
    """The choice whose number the whole text is, out of the blocks of the message that offered it."""
    said = text.strip().rstrip(".)")
    choices = [choice for block in blocks for choice in choices_of(block)]
    is_number = said.isdecimal() and len(said) < 4 and 0 < int(said) <= len(choices)
    return choices[int(said) - 1] if is_number else None
