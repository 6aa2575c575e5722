"""Reads the agents' ``prompt.md`` files: what a large model is told, where one is used."""

from pathlib import Path

from language.llm.prompts import Prompts

ROOMS = Path(__file__).resolve().parent
READER, WRITER = "intent", "composer"


def load_prompts() -> Prompts:
    """The reader's and the writer's prompt, and what each other agent's acts mean to the writer."""
    texts = {file.parent.name: file.read_text(encoding="utf-8").strip() for file in sorted(ROOMS.glob("*/prompt.md"))}
    read, write = texts.pop(READER), texts.pop(WRITER)
    return Prompts(read=read, write=write, by_agent=texts)
