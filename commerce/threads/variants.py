"""Ways in which one telephone is written: Mexico with and without 1, Brazil with and without its ninth digit,
Argentina with and without 9. They find the contact; messages go to the number exactly as the channel gave it.
"""

import re

import phonenumbers

_MEXICO = re.compile(r"52(1?)(\d{10})")
_BRAZIL = re.compile(r"55([1-9]\d)(9?)([6-9]\d{7})")
_ARGENTINA = re.compile(r"54(9?)([1-9]\d{9})")


def variants(id: str) -> tuple[str, ...]:
    """The id as it is, then the other ways to write it where it is such a number."""
    others: list[str] = []
    if found := _MEXICO.fullmatch(id):
        others = [f"52{found[2]}", f"521{found[2]}"]
    elif found := _BRAZIL.fullmatch(id):
        others = [f"55{found[1]}{found[3]}", f"55{found[1]}9{found[3]}"]
    elif found := _ARGENTINA.fullmatch(id):
        others = [f"54{found[2]}", f"549{found[2]}"]
    return tuple(dict.fromkeys([id, *others]))


def telephone(id: str) -> str | None:
    """The number to call, E.164, in the one way of writing it that a telephone network takes; None for other ids."""
    for way in variants(id) if id.isdecimal() else ():
        try:
            number = phonenumbers.parse(f"+{way}")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None
