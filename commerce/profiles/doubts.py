"""Addresses that look like a slip of the finger: asked about once, never mended in silence."""

from rapidfuzz.distance import OSA

COMMON = (
    "gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "live.com", "hotmail.es", "outlook.es",
    "yahoo.es", "yahoo.com.mx", "yahoo.com.co", "live.com.mx", "aol.com", "msn.com", "protonmail.com",
)  # fmt: skip
"""Where most private mail goes; a company's own domain is nobody's slip."""
NEAR = 2
ENDINGS = {"con": "com", "cmo": "com", "comm": "com", "ocm": "com", "vom": "com", "xom": "com", "cim": "com"}
"""Endings that no address has, and what was meant."""


def meant(email: str) -> str | None:
    """The address that was probably meant; None where this one looks right."""
    name, _, domain = email.partition("@")
    mended = _ended(domain)
    near = next((known for known in COMMON if _is_a_slip(mended, known)), mended)
    return f"{name}@{near}" if domain not in COMMON and near != domain else None


def _ended(domain: str) -> str:
    host, dot, ending = domain.rpartition(".")
    return f"{host}{dot}{ENDINGS.get(ending, ending)}"


def _is_a_slip(domain: str, known: str) -> bool:
    """A letter or two off in the provider's name, with the same first letter: mail.com is no gmail.com."""
    host, _, ending = domain.partition(".")
    other, _, rest = known.partition(".")
    return ending == rest and host[:1] == other[:1] and len(other) > NEAR + 1 and 0 < OSA.distance(host, other) <= NEAR
