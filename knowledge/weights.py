"""How much meaning counts beside words, by encoder and language, and the two joined into one score.

``score = weight * cosine + (1 - weight) * share``: both are already between 0 and about 1 whatever the corpus, so that
nothing is normalised over the candidates and five chunks are ranked as soundly as a hundred thousand. How the
weights were chosen is told in ``docs/quality.md``, with the command that measures them again.
"""

from collections.abc import Mapping

from language.embedded.encoder import Encoder

MEASURED: Mapping[str, Mapping[str, float]] = {"all-MiniLM-L6-v2": {"en": 0.5}}
"""By encoder, for the languages that it was trained on."""
UNKNOWN = 0.15
"""For a language that such an encoder does not know: enough to choose between passages whose words say the same."""
CHOSEN = 0.5
"""For an encoder that an operator chose instead: it is taken to know the languages of what it is given."""
ANY = "*"


def weights_for(encoder: Encoder | None, language: str) -> dict[str, float]:
    """For a question in ``language``, by the language of the chunks: the encoder must know both."""
    if encoder is None:
        return {ANY: 0.0}
    known = MEASURED.get(encoder.name)
    if known is None:
        return {ANY: CHOSEN}
    asked = known.get(language, UNKNOWN)
    return {ANY: min(asked, UNKNOWN)} | {each: min(asked, weight) for each, weight in sorted(known.items())}


def joined(share: float, cosine: float | None, weight: float) -> float:
    """The score of a chunk; by its words alone where it has no vector."""
    return share if cosine is None else weight * cosine + (1 - weight) * share
