"""A site known only from its Markdown sources, for hosts and commands that do not see rendered pages.

site_config     where a site stands                     docs_folder       the sources: what they cite, titles, addresses
source_site     registry and docs -> Site               unrendered_pages  problems of pages that were not rendered
front_matter    the front matter of a page              snippets          texts put into pages before they are rendered
written_pages   pages and assets in the docs folder     written_downloads files for reference managers there
written_files   how files are written there             written_previews  previews that pages share
expected_problems what a host will complain about when it builds
"""

from .docs_folder import FORMS, SUFFIXES, DocsFolder, gives_way, href_from, sources
from .expected_problems import conflicts, unextended, unwatched
from .site_config import SiteConfig
from .snippets import Expand, expansion, expansion_of, unexpanded
from .source_site import SourceSite
from .unrendered_pages import unread
from .written_files import Written
from .written_pages import write_assets, write_pages

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
    "unextended",
    "unread",
    "unwatched",
    "write_assets",
    "write_pages",
]
