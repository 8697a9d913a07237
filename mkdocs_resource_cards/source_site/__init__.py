"""A site as its Markdown sources alone tell it, for who sees no rendered page: Zensical, Python-Markdown, commands.

ground       where a site stands               docs      the folder of sources: what they cite, titles, addresses
site         registry and docs -> Site         unread    problems of pages that nobody rendered
frontmatter  the front matter of a page        snippets  texts that are put into pages before they are rendered
written      pages and assets as files in the docs folder
expected     what a host will complain of when it builds
"""

from .docs_folder import FORMS, SUFFIXES, DocsFolder, gives_way, href_from, sources
from .expected_problems import conflicts, unwatched
from .site_config import SiteConfig
from .snippets import Expand, expansion, expansion_of, unexpanded
from .source_site import SourceSite
from .unrendered_pages import unread
from .written_pages import Written, write_assets, write_pages

__all__ = [
    "FORMS",
    "SUFFIXES",
    "DocsFolder",
    "Expand",
    "SiteConfig",
    "SourceSite",
    "Written",
    "conflicts",
    "expansion",
    "expansion_of",
    "gives_way",
    "href_from",
    "sources",
    "unexpanded",
    "unread",
    "unwatched",
    "write_assets",
    "write_pages",
]
