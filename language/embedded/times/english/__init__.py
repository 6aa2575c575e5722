"""How times are said in English."""

from language.embedded.times.english.grammar import GRAMMAR

__all__ = ["GRAMMAR"]
