"""Reads a tenant's pack, the base merged in. What comes back has been checked."""

from collections.abc import Mapping
from pathlib import Path

from commerce.packs.cache import keep, recall
from commerce.packs.check import judge
from commerce.packs.model import Pack
from commerce.packs.problem import InvalidPackError
from commerce.packs.sources import available, digest, gather

__all__ = ["available", "load"]


def load(root: Path, tenant: str, cache: Path | None = None, changed: Mapping[str, str] | None = None) -> Pack:
    """The pack of ``tenant`` under ``root``; from ``cache`` in milliseconds while its files are the same.

    ``changed`` are whole files that stand in for those of its folder.

    Raises NotFoundError where there is no such pack, InvalidPackError with every problem of one that has any.
    """
    sources = gather(root, tenant, changed)
    stamp = digest(sources)
    if cache and (known := recall(cache, tenant, stamp)):
        return known
    draft = judge(root, tenant, sources)
    if draft.problems:
        raise InvalidPackError(tenant, draft.problems)
    pack = draft.pack(stamp)
    if cache:
        keep(cache, pack)
    return pack
