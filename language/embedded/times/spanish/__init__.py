"""How times are said in Spanish."""

from language.embedded.times.spanish.grammar import GRAMMAR

__all__ = ["GRAMMAR"]
