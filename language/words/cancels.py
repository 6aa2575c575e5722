"""Words that ask to take back what was done, in both languages; not those that ask about doing so."""

import re

from language.words.fold import plain

_LEADS = (
    r"(?:actually|sorry|wait|ok|hey|please|in fact|perdon|disculpa|disculpe|oye|oiga|mejor|bueno|de hecho|en realidad|"
    r"por favor|porfa)[,.]?"
)
_ASKS = (
    r"(?:(?:can|could|would|will) (?:you|we|i) (?:please )?|i(?: want|['’]d like| would like| need)(?: you)? to |"
    r"(?:me )?(?:puede[ns]?|puedo|podemos|podria[ns]?|podrias) |(?:quiero|quisiera|necesito) )"
)
_CANCELS = (
    r"(?:cancel (?:it|that|this)|(?:cancelar|anular)(?:me|nos)?(?:la|lo)|(?:me |nos )?l[ao] "
    r"(?:cancela[ns]?|pued(?:e[ns]?|o) cancelar|podemos cancelar|quiero cancelar|cancele))"
)
_TAILS = r"(?:please|por favor|porfa|for me|then|entonces|now|ya|gracias|thanks)"
_ASKED = re.compile(rf"\W*(?:{_LEADS} )*(?:{_ASKS})?{_CANCELS}(?:,? {_TAILS})*\W*")


def asks_to_cancel(said: str) -> bool:
    """Whether these words ask for it and for nothing else: "puede cancelarla"; not "what if I cancel it?"."""
    return _ASKED.fullmatch(plain(said)) is not None
