"""Resource -> the formats that reference managers, search engines and scripts read. Pure functions, no host, no library.

kinds      a resource's type in every format's words, both ways
names      one author's name -> family and given, or a name that is not to be taken apart
values     dates, addresses and texts as all formats take them
bibtex, ris, csl                 files: many resources -> one text
page       what stands in a resource's own page: `citation_*` tags and JSON-LD; and COinS, beside a card
catalogue  `resources.json`: resources and their citations, for scripts
losses     what a format cannot hold

Whoever reads these formats (the command `import`) should take `kinds` and `names` from here, and whoever writes them (the
command `export`) `write` and `left_out`: that what goes out comes in again is tested on these.
"""

from .catalogue import CATALOGUE_VERSION, Entry, catalogue
from .formats import FORMATS, Format, write
from .losses import left_out
from .names import Name, split_name
from .page import coins, head_tags, json_ld, meta_tags

__all__ = [
    "CATALOGUE_VERSION",
    "FORMATS",
    "Entry",
    "Format",
    "Name",
    "catalogue",
    "coins",
    "head_tags",
    "json_ld",
    "left_out",
    "meta_tags",
    "split_name",
    "write",
]
