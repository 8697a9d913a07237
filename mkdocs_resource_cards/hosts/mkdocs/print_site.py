"""The page that mkdocs-print-site builds from all pages, from the content (`page.html`) it took of each when it was converted.

It takes content before citations are reconciled and generated pages are filled. It prefixes links with the name of their page,
whether that is printed or not, and ids only on some elements (what stands first on a line): ours would stand there twice and
never be found. So it is given each page's final content, with anchors it does not look for instead of our ids, whole
addresses of generated pages.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from mkdocs.structure.files import Files, InclusionLevel

_LINK = re.compile(r'(?P<before><a\b[^<>]*?) href="(?P<href>(?![a-z]+:|#|/)[^"]*)"')
_START_TAG = re.compile(r"<(?P<name>[a-z][a-z0-9]*)(?P<attributes> [^<>]*\b(?:data-rc-id|id|aria-labelledby)=\"[^<>]*)>")
_MARK = re.compile(r' (?:data-rc-id|aria-labelledby|id)="(?P<value>[^"]*)"')


def prepare(files: Files, site_url: str) -> None:
    """Gives print-site the final content of each page that it took."""
    absent = {file.url for file in files.documentation_pages() if file.inclusion == InclusionLevel.NOT_IN_NAV}
    for file in files.documentation_pages():
        page = file.page
        if page is not None and page.content and hasattr(page, "html"):
            html = _with_whole_addresses(page.content, file.url, absent, site_url)
            page.html = printable(html, _key(page.url))


def _with_whole_addresses(html: str, url: str, absent: set[str], site_url: str) -> str:
    """Links to pages that are not printed lead to the site; without its address (`site_url`) they are no links."""

    def whole(link: re.Match[str]) -> str:
        target = urljoin(f"/{url}", link["href"]).lstrip("/")
        if target.partition("#")[0].partition("?")[0] not in absent:
            return link[0]
        return f'{link["before"]} href="{urljoin(site_url, target)}"' if site_url else link["before"]

    return _LINK.sub(whole, html)


def printable(html: str, key: str) -> str:
    """A page's content as part of a page that holds others too; `key` tells its anchors apart."""

    def anchored(tag: re.Match[str]) -> str:
        marks = [mark for mark in _MARK.finditer(tag["attributes"]) if _is_ours(mark)]
        ids = [mark["value"] for mark in marks if mark[0].startswith(" id=")]
        attributes = tag["attributes"]
        for mark in marks:
            attributes = attributes.replace(mark[0], "")
        # In a row of a table only cells may stand.
        anchors = "" if tag["name"] == "tr" else "".join(f'<a name="{key}-{one}"></a>' for one in ids)
        return f"<{tag['name']}{attributes}>{anchors}"

    return _START_TAG.sub(anchored, html)


def _is_ours(mark: re.Match[str]) -> bool:
    return mark["value"].startswith("rc-") or mark[0].startswith(" data-rc-id=")


def _key(url: str) -> str:
    """The name of a page, as print-site makes it (`get_page_key`)."""
    return url.lower().strip().rstrip("/").replace(".html", "").replace("/", "-").lstrip("-") or "index"
