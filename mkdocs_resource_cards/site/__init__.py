"""What a build knows while pages are rendered. Hosts make it; the extension asks it.

site           what is the same for every page: registry, citations, words, templates
page_context   one page: the numbers of its citations, its elements' ids, what was found on it
source_names   what stands for sources in titles, headings and sentences
"""

from .page_context import PageContext, Report, RerenderableFragment
from .site import Href, Site, style_of, words_of
from .source_names import source_names

__all__ = ["Href", "PageContext", "Report", "RerenderableFragment", "Site", "source_names", "style_of", "words_of"]
