"""From a pack to what a language engine learns of it, in the language room's own terms."""

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.model import Pack
from commerce.packs.words import Template
from language.port import IntentSpec, LanguagePack, Term, Wording


def language_pack(pack: Pack) -> LanguagePack:
    """What an engine learns of a tenant."""
    file = pack.file
    return LanguagePack(
        tenant=pack.id,
        languages=file.languages,
        region=file.region,
        currency=file.currency,
        intents={
            name: IntentSpec(
                intent.family, intent.signal, {str(known): list(texts) for known, texts in intent.examples.items()}
            )
            for name, intent in pack.intents.items()
        },
        wordings={name: _wording(template) for name, template in pack.templates.items()},
        terms=[Term(id=term["id"], names=term["names"]) for term in Catalogue(pack).terms()],
        outside={str(language): texts for language, texts in pack.outside.items()},
    )


def _wording(template: Template) -> Wording:
    variants = {"es": template.es, "es_usted": template.es_usted, "en": template.en}
    return Wording(frozenset(template.variables), {name: texts for name, texts in variants.items() if texts})
