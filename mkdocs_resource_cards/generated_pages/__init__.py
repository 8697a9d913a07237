"""The generated pages. Each host creates them in its own way.

selection   which resources the index lists, and which get a page
paths       where pages and downloads stand, and what may be in their way
contents    what each page contains, and `resources.json`
markers     how files that the command `pages` wrote are told from the author's own
"""

from .contents import (
    PageBody,
    catalogue_text,
    citing_rows,
    index_page,
    page_inputs,
    publication_description,
    publication_page,
    resource_description,
    resource_page,
    row_inputs,
)
from .markers import LIST, MARK, WRITTEN, hash_of, is_listed, is_written, listed_files
from .paths import CATALOGUE, PathReservations, conflict, download_path, file_name, page_path, publication_path
from .selection import listed, wanted

__all__ = [
    "CATALOGUE",
    "LIST",
    "MARK",
    "WRITTEN",
    "PageBody",
    "PathReservations",
    "catalogue_text",
    "citing_rows",
    "conflict",
    "download_path",
    "file_name",
    "hash_of",
    "index_page",
    "is_listed",
    "is_written",
    "listed",
    "listed_files",
    "page_inputs",
    "page_path",
    "publication_description",
    "publication_page",
    "publication_path",
    "resource_description",
    "resource_page",
    "row_inputs",
    "wanted",
]
