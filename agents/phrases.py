"""Short wordings that stand inside other sentences (a unit, a tax note), from the pack's ``phrase.…`` templates."""

from agents.context import Context
from agents.state import State
from commerce.packs.fields import Text


def phrase(context: Context, state: State, name: str, /, **values: str) -> str:
    """The pack's words for ``name`` in the conversation's language, with ``values`` put in."""
    template = context.pack.templates[f"phrase.{name}"]
    variants = template.en if state["language"] == "en" else template.es
    text = variants[0]
    for variable, value in values.items():
        text = text.replace("{{ " + variable + " }}", value)
    return text


def words(text: Text, state: State) -> str:
    """A text of the pack in the conversation's language, or in the one that it has."""
    language = state["language"]
    for candidate, value in text.items():
        if candidate == language:
            return value
    return next(iter(text.values()))
