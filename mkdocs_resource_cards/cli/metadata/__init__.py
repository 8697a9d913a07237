"""A page -> what is known of it: title, authors, date, publication, main text.

page      HTML -> what it says of itself            jsonld     schema.org's JSON within it
choose    several statements -> a draft entry       names, dates    one field each
content   HTML -> main text as Markdown             identify   what a user typed -> what to fetch
notes     plain text -> what it says of itself
"""

from .choose import Draft, draft_of

__all__ = ["Draft", "draft_of"]
