"""Card -> HTML, through templates that a site can replace.

environment         where templates are found, what they can call; the one place that marks HTML as finished
compiled_templates  what jinja2 makes of ours, kept between builds
renderer            each view's template, and the element around it
styled              citations, notes and references in a citation style; formatted_text   their texts -> HTML
title_html          titles with markup -> HTML        bidi        names and titles of another direction
preview_data        previews as files and elements that stay data until a reader asks

Every template has autoescape on and is found first in the site's own folders, then in ours, under `resource-cards/`. What
comes out is safe to hand to other plugins: data holds no `{`, which a later template engine would evaluate, and no raw `<`.
Only the sanitised preview of a snapshot enters as markup.
"""

from .bidi import isolated
from .environment import finished
from .renderer import ASSETS, INDEX_SCRIPT, NOT_SEARCHED, SCRIPT, STYLE, Note, RenderedElement, Renderer, item_view

__all__ = [
    "ASSETS",
    "INDEX_SCRIPT",
    "NOT_SEARCHED",
    "SCRIPT",
    "STYLE",
    "Note",
    "RenderedElement",
    "Renderer",
    "finished",
    "isolated",
    "item_view",
]
