"""HTML -> what a page says of itself, ordered by kind, nothing decided yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from ...excerpt.decode import decode
from ...normalize.urls import safe_url
from . import jsonld

_XML = re.compile(r"^\s{0,100}<\?xml[^>]{0,500}>")
MAX_CHARACTERS = 1_000_000
"""Characters of a page that are looked at: metadata is at the top."""

_LINKS = 50
"""A page that leads on has one."""
_WITHIN_WORDS = ["i", "b", "em", "strong", "sub", "sup"]
"""Elements that end no word: `H<sub>2</sub>O`."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """What a page says of itself."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    """Lower-case name or property -> contents, in order."""
    things: tuple[dict[str, Any], ...] = ()
    """schema.org objects (JSON-LD) that describe a work."""
    title: str = ""
    """`<title>`, as written."""
    heading: str = ""
    """The first `h1`."""
    canonical: str = ""
    """The address that the page prefers, `""` when it names none."""
    time: str = ""
    """The first `<time datetime>`."""
    guesses: tuple[str, ...] = ()
    """Fields of an entry for which what is here is nobody's outright word."""
    refreshes: tuple[tuple[str, bool], ...] = ()
    """What `<meta http-equiv=refresh>` holds; whether it is in `noscript`."""
    script: str = ""
    """The scripts within the page, without those that hold data."""
    has_script: bool = False
    """Whether it runs any script."""
    has_password: bool = False
    """Whether it asks for a password."""
    icons: tuple[str, ...] = ()
    """Addresses of its icons, as written, those for large tiles first."""
    links: tuple[str, ...] = ()
    """Where its first links lead, as written."""

    def all(self, *names: str) -> list[str]:
        """The contents of the first of `names` that has any."""
        return next((self.metas[name] for name in names if name in self.metas), [])

    def first(self, *names: str) -> str:
        """The first content among `names`, in their order."""
        return next(iter(self.all(*names)), "")


def text_of(body: bytes, charset: str = "") -> str | None:
    """A page's text, read as browsers read it; None when it is none. `charset` is the server's word on the encoding."""
    return decode(body, charset, codec_of, is_whole=True)


def codec_of(label: str) -> str:
    """Python's codec for a label of an encoding (https://encoding.spec.whatwg.org); `""` for one that is none of the web's."""
    from webencodings import lookup

    found = lookup(label)
    if found is None or found.name in ("replacement", "x-user-defined"):
        return ""
    return "gb18030" if found.name == "gbk" else found.codec_info.name


def read(html: str, url: str = "") -> SourcePage:
    """What the page `html`, found at `url`, says of itself."""
    from bs4 import BeautifulSoup, SoupStrainer  # 90 ms; `resource-cards --help` does not need it

    wanted = SoupStrainer(["title", "meta", "link", "script", "noscript", "h1", "time", "base", "input", "a", "svg"])
    # A page may begin as XML; read as HTML, as browsers do what they are sent as such.
    soup = BeautifulSoup(_XML.sub("", html[:MAX_CHARACTERS], count=1), "lxml", parse_only=wanted)
    metas: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        content = str(tag.get("content") or "").strip()
        for key in ("name", "property", "itemprop"):
            name = str(tag.get(key) or "").strip().lower()
            if name and content:
                metas.setdefault(name, []).append(content[:20_000])
    return SourcePage(
        metas=metas,
        things=tuple(jsonld.works(_scripts(soup))),
        # A drawing has a title, too.
        title=_text(next((tag for tag in soup.find_all("title", limit=200) if tag.find_parent("svg") is None), None)),
        heading=_text(soup.find("h1")),
        canonical=_canonical(soup, url),
        time=next((str(tag["datetime"]) for tag in soup.find_all("time", limit=20) if tag.get("datetime")), ""),
        refreshes=tuple(_refreshes(soup)),
        script="\n".join(tag.string or "" for tag in soup.find_all("script", limit=2000) if _runs(tag)),
        has_script=any(map(_runs, soup.find_all("script", limit=2000))),
        has_password=soup.find("input", type="password") is not None,
        icons=tuple(_icons(soup)),
        links=tuple(str(tag["href"]) for tag in soup.find_all("a", href=True, limit=_LINKS)),
    )


def _text(tag: Any) -> str:
    if tag is None:
        return ""
    for inner in tag.find_all(_WITHIN_WORDS, limit=200):
        inner.unwrap()
    tag.smooth()
    return str(tag.get_text(" ", strip=True))[:1000]


def _scripts(soup: Any) -> Iterator[str]:
    for tag in soup.find_all("script", limit=2000):
        if str(tag.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            yield tag.string or ""


def _refreshes(soup: Any) -> Iterator[tuple[str, bool]]:
    for tag in soup.find_all("meta", limit=2000):
        if str(tag.get("http-equiv") or "").strip().lower() == "refresh":
            yield str(tag.get("content") or ""), tag.find_parent("noscript") is not None


def _runs(tag: Any) -> bool:
    """Whether a `script` is one, not data that is in such an element."""
    kind = str(tag.get("type") or "").partition(";")[0].strip().lower()
    return kind in ("", "module") or kind.endswith(("javascript", "ecmascript"))


def _icons(soup: Any) -> Iterator[str]:
    found = [
        (word.lower(), tag) for tag in soup.find_all("link", href=True, limit=2000) for word in tag.get_attribute_list("rel")
    ]
    for kind in ("image_src", "apple-touch-icon", "apple-touch-icon-precomposed", "icon"):
        yield from (str(tag["href"]) for word, tag in found if word == kind)


def _canonical(soup: Any, url: str) -> str:
    for tag in soup.find_all("link", limit=2000):
        if "canonical" in [str(word).lower() for word in tag.get_attribute_list("rel")]:
            try:
                return safe_url(urljoin(url, str(tag.get("href") or "")))
            except ValueError:
                return ""
    return ""
