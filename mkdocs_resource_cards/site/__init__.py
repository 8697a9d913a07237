"""What a build knows while pages are rendered. Hosts make it; the extension asks it.

site           what is the same for every page: registry, citations, words, templates
page_context   one page: the numbers of its citations, its elements' ids, what was found on it
"""

from .page_context import PageContext, Report, RerenderableFragment
from .site import Href, Site, style_of, words_of

__all__ = ["Href", "PageContext", "Report", "RerenderableFragment", "Site", "style_of", "words_of"]
