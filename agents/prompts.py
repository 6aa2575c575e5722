"""Reads the agents' ``prompt.md`` files, a pack's own in their place: what a large model is told."""

from collections.abc import Mapping
from pathlib import Path

from kit.errors import InvalidInputError
from language.llm.prompts import Prompts

ROOMS = Path(__file__).resolve().parent
READER, WRITER = "intent", "composer"
LIMIT = 20_000
"""Characters that a prompt may have."""


def load_prompts(own: Path | None = None, instead: Mapping[str, str] | None = None) -> Prompts:
    """The reader's and the writer's prompt, and what each other agent's acts mean to the writer.

    ``own`` is a pack's folder of ``<agent>.md`` files, each said instead of that agent's. The shape of an answer is not
    in any of them: no pack can change it. ``instead``: texts by agent that go before both. Raises InvalidInputError
    naming a file or text that is no agent's, a file that is empty or too long.
    """
    texts = {file.parent.name: file.read_text(encoding="utf-8").strip() for file in sorted(ROOMS.glob("*/prompt.md"))}
    for file in sorted(own.glob("*")) if own and own.is_dir() else []:
        texts[_agent(file, sorted(texts))] = _text(file)
    for agent in instead or {}:
        if agent not in texts:
            raise InvalidInputError(f"prompt {agent!r}: expected one of {', '.join(sorted(texts))}.")
    texts |= instead or {}
    read, write = texts.pop(READER), texts.pop(WRITER)
    return Prompts(read=read, write=write, by_agent=texts)


def _agent(file: Path, agents: list[str]) -> str:
    if file.suffix != ".md" or file.stem not in agents:
        raise InvalidInputError(f"{file}: expected <agent>.md, one of {', '.join(agents)}.")
    return file.stem


def _text(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{file}: byte {error.start} is not UTF-8.") from error
    if not text or len(text) > LIMIT:
        raise InvalidInputError(f"{file}: has {len(text)} characters: expected 1 to {LIMIT}.")
    return text
