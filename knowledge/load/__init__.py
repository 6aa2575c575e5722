"""From what a business has to pages: its site, its exports, its files, its catalogue, its pack."""

from knowledge.load.pack import pages_of
from knowledge.load.page import Page

__all__ = ["Page", "pages_of"]
