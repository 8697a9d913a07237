"""What must hold on a built site, whoever built it. Each check returns complaints, none when all is well."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

SITE_URL = "https://site.example/"
_RAW = re.compile(r"<<\s*resource|&lt;&lt;\s*resource")
_OURS = re.compile(r"rc-pop|rcPreviews")
_LITERAL = ("code", "pre", "script", "style", "textarea", "kbd")


Check = Callable[["Site"], Iterator[str]]


class Site:
    """A built site, parsed once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        files = sorted(folder.rglob("*.html"))
        self.pages = {path.relative_to(folder).as_posix(): _soup(path) for path in files}
        self._ids: dict[str, set[str]] = {}

    def ids(self, path: str) -> set[str]:
        if path not in self._ids:
            soup = self.pages[path]
            named = {str(tag["name"]) for tag in soup.select("a[name]")}
            self._ids[path] = {str(tag["id"]) for tag in soup.select("[id]")} | named
        return self._ids[path]


def _soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def no_raw_shortcode(site: Site) -> Iterator[str]:
    for path, soup in site.pages.items():
        for text in soup.find_all(string=_RAW):
            if not any(parent.name in _LITERAL for parent in text.parents):
                yield f"{path}: raw shortcode: {str(text).strip()[:80]}"


def code_is_as_written(site: Site) -> Iterator[str]:
    for path, soup in site.pages.items():
        if path.startswith("code") and not any("<< resource:alpha >>" in code.text for code in soup.select("code")):
            yield f"{path}: the example of a shortcode is gone"


def no_double_id(site: Site) -> Iterator[str]:
    for path, soup in site.pages.items():
        counts = Counter(str(tag["id"]) for tag in soup.select("[id]"))
        for name, count in counts.items():
            if count > 1 and (name.startswith("rc-") or _is_ours(soup.find(id=name))):
                yield f"{path}: id {name} stands {count} times"


def links_lead_somewhere(site: Site) -> Iterator[str]:
    for path, soup in site.pages.items():
        for link in soup.select("[class^=rc-] a[href], [class^=rc-] a:not([href], [name])"):
            complaint = _broken(site, path, str(link.get("href", "")))
            if complaint:
                yield f"{path}: {complaint}"


def styles_are_there(site: Site) -> Iterator[str]:
    for path, soup in site.pages.items():
        if soup.select_one(".rc-card, .rc-ref") and not _has_styles(site, path, soup):
            yield f"{path}: shows cards without our style sheet"


def cited_by(site: Site, expected: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """`expected`: start of a page's path -> titles of the rows of alpha's cards there; the longest start counts."""
    seen = 0
    for path, soup in site.pages.items():
        start = max((one for one in expected if path.startswith(one)), key=len, default=None)
        for section in soup.select("article[data-rc-id=alpha].rc-card--full .rc-cited"):
            rows = [row.select_one("bdi").text for row in section.select("tbody tr")]
            seen += 1
            if start is not None and rows != list(expected[start]):
                yield f"{path}: cited by {rows}, not {list(expected[start])}"
    if not seen:
        yield "no card of alpha shows who cites it"


def pages_are_generated(site: Site) -> Iterator[str]:
    for name in ("resources/alpha", "resources/index"):
        if not any(path in site.pages for path in (f"{name}/index.html", f"{name}.html")):
            yield f"no page {name}"


def nothing_of_ours_elsewhere(site: Site) -> Iterator[str]:
    """Feeds, llms.txt, search indexes and whatever else is no page."""
    for file in sorted(site.folder.rglob("*")):
        if file.suffix in (".xml", ".txt", ".md", ".json") and file.is_file() and "assets" not in file.parts:
            text = file.read_text(encoding="utf-8", errors="replace")
            name = file.relative_to(site.folder).as_posix()
            if _OURS.search(text):
                yield f"{name}: holds previews of ours"
            if file.suffix != ".json" and _RAW.search(_without_code(text)):
                yield f"{name}: holds a raw shortcode"
    for location, text in _searched(site.folder):
        if "excerpt of the alpha paper" in text and "resources/" not in location:
            yield f"search: {location} holds an excerpt"


def _searched(folder: Path) -> Iterator[tuple[str, str]]:
    """(address, text) of everything that a site's search knows: that of MkDocs and Material, of Zensical, or Pagefind."""
    for name, key in (("search/search_index.json", "docs"), ("search.json", "items")):
        if (folder / name).exists():
            for one in json.loads((folder / name).read_text(encoding="utf-8"))[key]:
                yield one["location"], one["text"]
    for file in folder.glob("search/fragment/*.pf_fragment"):
        text = gzip.decompress(file.read_bytes()).decode("utf-8")
        fragment = json.loads(text[text.index("{") :])
        yield fragment["url"], fragment["content"]


def _without_code(text: str) -> str:
    text = re.sub(r"<(code|pre)\b.*?</\1>|&lt;(code|pre)\b.*?&lt;/(code|pre)&gt;", "", text, flags=re.DOTALL)
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def _is_ours(tag: Tag | None) -> bool:
    return tag is not None and tag.find_parent(class_=re.compile("^rc-")) is not None


def _has_styles(site: Site, path: str, soup: BeautifulSoup) -> bool:
    if any(".rc-card" in style.text for style in soup.select("style")):
        return True
    for link in soup.select("link[rel=stylesheet][href]"):
        target = unquote(urlsplit(urljoin(SITE_URL + path, str(link["href"]))).path).lstrip("/")
        if "resource-cards" in target and (site.folder / target).is_file():
            return True
    return False


def _broken(site: Site, path: str, href: str) -> str:
    if not href:
        return "a link without an address"
    parts = urlsplit(urljoin(SITE_URL + path, href))
    if parts.netloc != urlsplit(SITE_URL).netloc:
        return "" if parts.scheme in ("http", "https") and not parts.netloc.startswith(".") else f"a link to {href}"
    target = unquote(parts.path).lstrip("/")
    if target == "" or target.endswith("/"):
        target += "index.html"
    if not (site.folder / target).is_file():
        return f"{href} leads nowhere"
    if parts.fragment and unquote(parts.fragment) not in site.ids(target):
        return f"{href}: no such anchor"
    return ""


GENERAL = (
    no_raw_shortcode,
    code_is_as_written,
    no_double_id,
    links_lead_somewhere,
    styles_are_there,
    nothing_of_ours_elsewhere,
)
