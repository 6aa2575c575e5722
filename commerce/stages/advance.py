"""Moves a conversation along the pack's stages, and picks the strategy in force."""

from collections.abc import Mapping, Sequence

from commerce.packs.process import Pipeline, Strategy
from commerce.stages.conditions import Situation, holds
from kit.errors import InvalidInputError


def advance(pipeline: Pipeline, stage: str, situation: Situation) -> str:
    """The stage after the first rule from ``stage`` whose conditions all hold; ``stage`` itself where none
    does.

    A stage that the pack no longer has is left for the initial one.
    """
    here = stage if stage in pipeline.stages else pipeline.initial
    for rule in pipeline.transitions.rules:
        if rule.from_ == here and all(holds(each, situation, pipeline.conditions) for each in rule.conditions):
            return rule.to
    return here


def choose_strategy(
    strategies: Sequence[Strategy], situation: Situation, conditions: Mapping[str, str] | None = None
) -> Strategy:
    """The first strategy whose conditions all hold; one without conditions is the fallback.

    ``conditions``: those that the pack defines, by name.
    """
    asking = [strategy for strategy in strategies if strategy.when]
    fallback = [strategy for strategy in strategies if not strategy.when]
    for strategy in asking:
        if all(holds(each, situation, conditions) for each in strategy.when):
            return strategy
    if not fallback:
        raise InvalidInputError("No strategy fits and none is the fallback: expected one with an empty `when`.")
    return fallback[0]
