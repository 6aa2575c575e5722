"""What the model points at in the message, read by code: it says where, never what it means."""

from collections.abc import Iterator, Sequence

from language.llm.reading import Heard
from language.port import Engine, Entity, ReadContext

READ_AT_MOST = 3
"""Spans of one message that are read again."""
SURE_AT_MOST = 0.7
"""Confidence of what only the model has pointed at."""


async def pointed_at(
    heard: Heard, message: str, context: ReadContext, known: Sequence[Entity], engine: Engine
) -> list[Entity]:
    """Entities that code finds in the words the model named, and had not found in the whole message."""
    found: list[Entity] = []
    for text, kinds, start in list(_spans(heard, message, context, known))[:READ_AT_MOST]:
        reading = await engine.read(text, {**context, "pending": None})
        found += [_moved(each, start) for each in reading["entities"] if each["kind"] in kinds]
    return found


def _spans(
    heard: Heard, message: str, context: ReadContext, known: Sequence[Entity]
) -> Iterator[tuple[str, frozenset[str], int]]:
    there = {entity["kind"] for entity in known}
    question = context["question"]
    expected = frozenset(question["expects"]) if question else frozenset()
    if heard.answer and not expected & there and (start := message.find(heard.answer)) >= 0:
        yield heard.answer, expected, start
    for entity in heard.entities:
        start = message.find(entity.text)
        if entity.kind not in there and entity.text.strip() and start >= 0:
            yield entity.text, frozenset({entity.kind}), start


def _moved(entity: Entity, by: int) -> Entity:
    return {
        **entity,
        "start": entity["start"] + by,
        "end": entity["end"] + by,
        "confidence": min(entity["confidence"], SURE_AT_MOST),
    }
