"""The words that a customer finds ready to be sent along with their code."""

import re
from urllib.parse import quote

from commerce.packs.channels import WhatsAppNumber
from commerce.packs.model import Pack

PREFILL = "transfer_prefill"
_CODE = re.compile(r"\{\{\s*code\s*\}\}")


def prefill(pack: Pack, language: str, code: str) -> str:
    """What stands in the customer's message field when WhatsApp opens."""
    wording = pack.templates[PREFILL]
    said = (wording.en if language == "en" else wording.es) or wording.es or wording.en
    return _CODE.sub(code, said[0])


def opening(number: WhatsAppNumber, code: str, pack: Pack, language: str) -> str:
    """The link that opens WhatsApp at the number with the words in place."""
    digits = re.sub(r"\D", "", number.display)
    return f"https://wa.me/{digits}?text={quote(prefill(pack, language, code))}"


def is_prefilled(text: str, pack: Pack) -> bool:
    """Whether the text, without its code, has no word that we did not put there."""
    return any(_words(text) <= ours for ours in _ours(pack))


def speaks_of_one(text: str, pack: Pack) -> bool:
    """Whether our words stand there with something that was to be a code: a customer has changed it."""
    return any(ours <= _words(text) and _words(text) - ours for ours in _ours(pack))


def _ours(pack: Pack) -> list[set[str]]:
    wording = pack.templates[PREFILL]
    return [_words(_CODE.sub("", said)) for said in [*wording.es[:1], *wording.en[:1]]]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
