"""The policy: which untrusted markup may appear on our pages. Only this module returns such markup.

Everything goes through nh3 (html5ever, the parser browsers' rules were written down for) with explicit tags, attributes and
schemes. What later readers of the page might evaluate (a template engine, Python-Markdown, html.parser) is made inert.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from .shorten import clean, without_controls


def names(text: str) -> frozenset[str]:
    """Names of elements, written in a row."""
    return frozenset(text.split())


INLINE = names("a abbr b cite code del dfn em i ins kbd mark q s samp small strong sub sup var")
TABLE = names("table caption thead tbody tfoot tr th td")
BLOCK = TABLE | names("p blockquote pre ul ol li dl dt dd hr")
TAGS = INLINE | BLOCK | {"br"}
"""What a preview may hold: no images, headings, forms, frames, styles, scripts, foreign (SVG, MathML) or media elements."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STRUCTURE = TAGS | HEADINGS | {"div"}
"""What is kept while the document's blocks are still to be found; `preview` turns the surplus into paragraphs."""
SCHEMES = frozenset({"http", "https"})
REL = "nofollow noopener"
MAX_URL = 2048
"""Characters; a longer link is unlinked."""

_EVALUATED = re.compile(r"\{(?=[{%#])")
_ARMED = re.compile(r"\{(?=[{%#])|<(?=[A-Za-z/!?])")
_NOT_IN_URL = re.compile(r"[\s<>\"'`{}|^\\]")


def sanitise(html: str, tags: frozenset[str] = TAGS) -> str:
    """`html` with nothing but `tags`, `a[href]` to http(s) and `rel`; balanced, inert, and unchanged when sanitised again.

    Takes bounded markup only (see `bound`): time grows with the square of the nesting.
    """
    import nh3  # a warm build needs it for previews alone

    clean_html = nh3.clean(
        without_controls(html),
        tags=set(tags),
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}},
        url_schemes=set(SCHEMES),
        attribute_filter=lambda tag, name, value: (safe_href(value) or None) if name == "href" else value,
        link_rel=REL,
        generic_attribute_prefixes=set(),
    )
    # Again: what was written as an entity is a character now.
    return inert(without_controls(clean_html))


def inert(html: str) -> str:
    """Finished HTML in which no template engine finds `{{`, `{%` or `{#`: other plugins may render it. Not for scripts."""
    return _EVALUATED.sub("&#123;", html)


def disarmed(text: str) -> str:
    """Plain text that stays text where others take escaping away again, as Material does for a page's title.

    A word joiner, which nobody sees, stands where a tag or a template's braces would begin.
    """
    return _ARMED.sub("\\g<0>\u2060", text) if "{" in text or "<" in text else text


def safe_href(address: str, base: str = "") -> str:
    """`address`, relative to `base`, as an absolute http(s) URL fit for an attribute; `""` when it must not be linked."""
    address = clean(address)
    if not address or address.startswith("#") or len(address) > MAX_URL:
        return ""
    try:
        url = urljoin(base, address)
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:  # such as `http://[`
        return ""
    if parts.scheme not in SCHEMES or not host or "@" in parts.netloc or "\\" in url[: len(parts.netloc) + 10]:
        return ""
    return _NOT_IN_URL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)
