"""A page -> what is known of it: title, authors, date, publication, main text.

page      HTML -> what it says of itself            jsonld     schema.org's JSON within it
notes     plain text -> what it says of itself      fallbacks  guesses, where a page says nothing
pdf       PDF -> what it says, read by pdf_process, a process of its own
sites     whose host it is                          content    HTML -> main text as Markdown
choose    several statements -> a draft entry
"""

from .choose import Draft, draft_of

__all__ = ["Draft", "draft_of"]
