"""The tenant's catalogue as pages: what each item is and what it is good for, in each language.

Without prices, stock and attributes: the catalogue answers for those itself, as they are that day.
"""

from collections.abc import Iterator

from commerce.packs.fields import Language
from commerce.packs.items import Item
from commerce.packs.model import Pack
from knowledge.load.page import Page, identity
from knowledge.load.plain import literal

SOURCE = "catalogue"


def pages_in(pack: Pack, source: str = SOURCE) -> Iterator[Page]:
    """One page for each item and language that it is described in."""
    namespace = pack.file.sales_agent.vector_database.namespace
    categories = {category.id: category.name for category in pack.catalogue.categories}
    for item in pack.catalogue.items:
        for language in pack.file.languages:
            if name := item.name.get(language):
                about = categories[item.category].get(language)
                yield Page(identity(source, f"{item.id} {language}"), name, pack.file.company.website, language,
                           _body(item, language, about), namespace, source, "catalogue")  # fmt: skip


def _body(item: Item, language: Language, category: str | None) -> str:
    opening = [literal(words) for words in (item.description.get(language), category) if words]
    benefits = [f"- {literal(each[language])}" for each in item.benefits if language in each]
    return "\n\n".join(filter(None, [*opening, "\n".join(benefits)]))
