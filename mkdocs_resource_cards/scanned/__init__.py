"""A site as its Markdown sources alone tell it, for who sees no rendered page: Zensical, Python-Markdown, commands.

ground   where a site stands          docs     the folder of sources: what they cite, titles, addresses
site     registry and docs -> Site    unread   problems of pages that nobody rendered
written  pages and assets as files in the docs folder
expected what a host will complain of when it builds
"""

from .docs import FORMS, Docs, href_from, sources
from .expected import conflicts, unwatched
from .ground import Ground
from .site import ScannedSite
from .unread import unread
from .written import Written, write_assets, write_pages

__all__ = [
    "FORMS",
    "Docs",
    "Ground",
    "ScannedSite",
    "Written",
    "conflicts",
    "href_from",
    "sources",
    "unread",
    "unwatched",
    "write_assets",
    "write_pages",
]
