"""``stages.yaml`` and ``strategies.yaml``: a way through the sale that can be walked."""

from collections.abc import Iterator

from commerce.packs import merge
from commerce.packs.draft import BASE_TEMPLATES, Draft
from commerce.packs.model import Pipeline
from commerce.packs.problem import Path, Problem, describe, one_of
from commerce.packs.rules.unique import repeated
from commerce.stages.names import CONDITIONS, PROFILE_FIELDS

NEEDS = ("stages.yaml", "strategies.yaml", "templates.yaml", BASE_TEMPLATES)
KEY = "stages.yaml"
STRATEGIES = "strategies.yaml"
TOP: Path = ("sales_pipeline",)


def find(draft: Draft) -> Iterator[Problem]:
    yield from _ways(draft, draft.pipeline)
    yield from _transitions(draft, draft.pipeline)
    yield from _contents(draft, draft.pipeline)
    yield from _strategies(draft)


def _ways(draft: Draft, pipeline: Pipeline) -> Iterator[Problem]:
    names = list(pipeline.stages)
    if pipeline.initial not in pipeline.stages:
        yield draft.at(KEY, (*TOP, "initial"), describe(pipeline.initial), one_of(names))
        return
    for name, stage in pipeline.stages.items():
        for place, other in enumerate(stage.next_stages):
            if other not in pipeline.stages:
                path = (*TOP, "stages", name, "next_stages", place)
                yield draft.at(KEY, path, describe(other), one_of(names))
    for name in pipeline.stages.keys() - _reached(pipeline):
        found = "a stage that cannot be reached"
        yield draft.at(KEY, (*TOP, "stages", name), found, f"it among the next_stages on a way from {pipeline.initial}")


def _reached(pipeline: Pipeline) -> set[str]:
    reached, todo = set(), [pipeline.initial]
    while todo:
        name = todo.pop()
        if name in pipeline.stages and name not in reached:
            reached.add(name)
            todo += pipeline.stages[name].next_stages
    return reached


def _transitions(draft: Draft, pipeline: Pipeline) -> Iterator[Problem]:
    for index, rule in enumerate(pipeline.transitions.rules):
        path: Path = (*TOP, "transitions", "rules", index)
        start = pipeline.stages.get(rule.from_)
        if start is None:
            yield draft.at(KEY, (*path, "from"), describe(rule.from_), one_of(list(pipeline.stages)))
        elif rule.to not in start.next_stages:
            found = f"{rule.to!r}, which is not among the next_stages of {rule.from_}"
            yield draft.at(KEY, (*path, "to"), found, one_of(start.next_stages))
        if not rule.conditions:
            yield draft.at(KEY, (*path, "conditions"), "no condition", "at least one, or the stage is left at once")
        yield from _conditions(draft, KEY, (*path, "conditions"), rule.conditions)


def _conditions(draft: Draft, key: str, path: Path, names: list[str]) -> Iterator[Problem]:
    for place, name in enumerate(names):
        if name not in CONDITIONS:
            yield draft.at(key, (*path, place), describe(name), one_of(list(CONDITIONS)))


def _contents(draft: Draft, pipeline: Pipeline) -> Iterator[Problem]:
    templates = merge.templates(draft.base_templates, draft.own_templates)
    strategies = [strategy.id for strategy in draft.strategies.strategies]
    for name, stage in pipeline.stages.items():
        path: Path = (*TOP, "stages", name)
        for place, field in enumerate(stage.data_collection):
            if field not in PROFILE_FIELDS:
                found, wanted = describe(field), one_of(list(PROFILE_FIELDS))
                yield draft.at(KEY, (*path, "data_collection", place), found, wanted)
        for place, strategy in enumerate(stage.strategies):
            if strategy not in strategies:
                yield draft.at(KEY, (*path, "strategies", place), describe(strategy), one_of(strategies))
        for place, prompt in enumerate(stage.prompts):
            if prompt not in templates:
                yield draft.at(KEY, (*path, "prompts", place), describe(prompt), "the name of a template")


def _strategies(draft: Draft) -> Iterator[Problem]:
    strategies = draft.strategies.strategies
    yield from repeated(draft, STRATEGIES, ("strategies",), "id", [each.id for each in strategies])
    for index, strategy in enumerate(strategies):
        yield from _conditions(draft, STRATEGIES, ("strategies", index, "when"), strategy.when)
    fallbacks = [index for index, strategy in enumerate(strategies) if not strategy.when]
    if not fallbacks:
        found = "no strategy with an empty when"
        yield draft.at(STRATEGIES, ("strategies",), found, "one to fall back on when no other applies")
    for index in fallbacks[1:]:
        yield draft.at(STRATEGIES, ("strategies", index, "when"), "a second empty when", "one fallback alone")
