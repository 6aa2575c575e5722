"""``stages.yaml``: a way through the sale that can be walked."""

from collections.abc import Iterator

from commerce.packs import merge
from commerce.packs.draft import BASE_INTENTS, BASE_TEMPLATES, Draft
from commerce.packs.problem import Path, Problem, describe, one_of
from commerce.packs.process import Pipeline
from commerce.packs.rules.conditions import unfit
from commerce.stages.names import PROFILE_FIELDS

NEEDS = ("stages.yaml", "strategies.yaml", "templates.yaml", "intents.yaml", BASE_TEMPLATES, BASE_INTENTS)
KEY = "stages.yaml"
TOP: Path = ("sales_pipeline",)


def find(draft: Draft) -> Iterator[Problem]:
    yield from _ways(draft, draft.pipeline)
    yield from _transitions(draft, draft.pipeline)
    yield from _timeouts(draft, draft.pipeline)
    yield from _contents(draft, draft.pipeline)


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
        yield from unfit(draft, KEY, (*path, "conditions"), rule.conditions)


def _timeouts(draft: Draft, pipeline: Pipeline) -> Iterator[Problem]:
    templates = merge.templates(draft.base_templates, draft.own_templates)
    for name, stage in pipeline.stages.items():
        path: Path = (*TOP, "stages", name, "on_timeout")
        if stage.on_timeout is None:
            continue
        if stage.timeout_seconds is None:
            yield draft.at(KEY, path, "no timeout_seconds beside it", "the seconds of silence after which it happens")
        if stage.on_timeout.to is not None and stage.on_timeout.to not in stage.next_stages:
            yield draft.at(KEY, (*path, "to"), describe(stage.on_timeout.to), one_of(stage.next_stages))
        if stage.on_timeout.say is not None and stage.on_timeout.say not in templates:
            yield draft.at(KEY, (*path, "say"), describe(stage.on_timeout.say), "the name of a template")


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
