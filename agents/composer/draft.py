"""Words the reply and proves it; what watches gets each sentence once it has been proven, and not one sooner."""

from agents.context import Context
from agents.prove import prove, voice_of
from agents.state import Fact, State
from language.port import Act


async def draft(acts: list[Act], facts: list[Fact], state: State, context: Context) -> tuple[str, list[str]]:
    """The text, and the words in it that no fact backs."""
    if not acts:
        return "", []
    if context.release is None:
        text = await context.engine.write(acts, voice_of(state, context))
        return text, prove(text, facts, state, context)
    text = ""
    missing: list[str] = []
    async for part in context.engine.stream(acts, voice_of(state, context)):
        text += part
        missing = missing or prove(text, facts, state, context)
        if not missing:
            await context.release(part)
    return text, missing
