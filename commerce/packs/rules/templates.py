"""``templates.yaml``: wordings that can be filled, and that state no figure of their own."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from jinja2 import TemplateSyntaxError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from commerce.packs import merge
from commerce.packs.draft import BASE_TEMPLATES, Draft
from commerce.packs.problem import Path, Problem, describe, one_of
from commerce.packs.words import Template

NEEDS = ("pack.yaml", "templates.yaml", BASE_TEMPLATES)
KEY = "templates.yaml"
FILTERS = frozenset({"either", "both"})
"""What Parley adds to jinja's own: ``a, b o c`` and ``a, b y c``."""
STATED = re.compile(r"\d[\d.,:/]*|https?://\S+|www\.\S+|\S+@\S+")
Lists = Literal["es", "es_usted", "en"]
LISTS: tuple[Lists, ...] = ("es", "es_usted", "en")


def find(draft: Draft) -> Iterator[Problem]:
    base = draft.base_templates
    for key, templates in ((BASE_TEMPLATES, base), (KEY, draft.own_templates)):
        for name, template in templates.items():
            yield from _variants(draft, key, name, template, _variables(base, name, template))
    for name, template in draft.own_templates.items():
        yield from _declared(draft, name, template)
    yield from _unworded(draft)


def _variables(base: dict[str, Template], name: str, template: Template) -> frozenset[str]:
    """The code fills what the base declares; a template of the pack alone is filled with what it declares."""
    return frozenset(base.get(name, template).variables)


def _declared(draft: Draft, name: str, template: Template) -> Iterator[Problem]:
    base = draft.base_templates.get(name)
    if base is None:
        if "variables" not in template.model_fields_set:
            wanted = "the name of a base template, or the variables of a new one (variables: [] for none)"
            yield draft.at(KEY, ("templates", name), "a name that no base template has", wanted)
        return
    for place, variable in enumerate(template.variables):
        if variable not in base.variables:
            path: Path = ("templates", name, "variables", place)
            yield draft.at(KEY, path, describe(variable), one_of(base.variables))


def _variants(draft: Draft, key: str, name: str, template: Template, variables: frozenset[str]) -> Iterator[Problem]:
    for language in LISTS:
        for place, text in enumerate(getattr(template, language)):
            path: Path = ("templates", name, language, place)
            for found, expected in _mistakes(text, variables):
                yield draft.at(key, path, found, expected)


def _unworded(draft: Draft) -> Iterator[Problem]:
    merged = merge.templates(draft.base_templates, draft.own_templates)
    for name, template in merged.items():
        for language in draft.file.languages:
            if not getattr(template, language):
                key = KEY if name in draft.own_templates else BASE_TEMPLATES
                yield draft.at(
                    key, ("templates", name), f"no wording in {language}", "one in each language of the pack"
                )


@cache
def _mistakes(text: str, variables: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """What is wrong with one variant. Cached, because every pack stands on the same base."""
    environment = _environment()
    if not text.strip():
        return (("an empty wording", "what the customer is to read"),)
    try:
        tree = environment.parse(text)
    except TemplateSyntaxError as error:
        return ((f"{describe(text)} ({error.message})", "jinja that can be read"),)
    return tuple(_in_tree(tree, environment, variables))


@cache
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment()
    environment.filters.update(dict.fromkeys(FILTERS, str))
    return environment


def _in_tree(
    tree: nodes.Template, environment: SandboxedEnvironment, variables: frozenset[str]
) -> Iterator[tuple[str, str]]:
    unknown = [node.name for node in tree.find_all(nodes.Filter) if node.name not in environment.filters]
    unknown += [test.name for test in tree.find_all(nodes.Test) if test.name not in environment.tests]
    for name in unknown:
        yield f"the filter {name!r}", "either, both, or one of jinja's own"
    if not unknown:  # jinja cannot tell the variables of a template whose filters it does not know
        for variable in sorted(meta.find_undeclared_variables(tree) - variables):
            yield f"the variable {variable!r}", one_of(list(variables))
    for text in _said(tree):
        for figure in STATED.findall(text):
            yield f"{describe(figure)} written out", "figures and addresses through variables alone"


def _said(tree: nodes.Template) -> Iterator[str]:
    """The words that stand in the template itself, those inside expressions included."""
    for data in tree.find_all(nodes.TemplateData):
        yield data.data
    for constant in tree.find_all(nodes.Const):
        if isinstance(constant.value, str):
            yield constant.value
