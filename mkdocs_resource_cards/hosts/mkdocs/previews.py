"""Previews join the finished page, after search, feeds and llms.txt have taken its content."""

from __future__ import annotations

from collections.abc import Iterator

from ...render import PEEK_END, PEEK_MARK, SCRIPT
from ...site import Href, Site


def join(output: str, content: str, site: Site, href: Href, *, needs_script: bool) -> str:
    """`output` with one preview for each resource that an inline reference on it shows, and the script that opens them.

    They stand at the end of `content`, the page's own, or of the article where another plugin has changed that. Looking for
    references in a finished page is dear: a site without previews is not looked through, nor a page whose content has some.
    `needs_script` is for a page that needs the script for something else.
    """
    if not needs_script and not (site.options.previews and (PEEK_MARK in content or PEEK_MARK in output)):
        return output
    shown: dict[str, str] = {}
    end = _end_of_content(output, content)
    before, after = ([*_filled(part, site, href, shown)] for part in (output[:end], output[end:]))
    parts = [*before, *shown.values(), f'<script src="{href(SCRIPT, "")}" defer></script>', *after]
    # One character beyond ASCII makes Python keep and write the whole page at many times the cost: ours bring none.
    return "".join(map(_ascii, parts) if output.isascii() else parts)


def _ascii(html: str) -> str:
    return html if html.isascii() else html.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _filled(html: str, site: Site, href: Href, shown: dict[str, str]) -> Iterator[str]:
    """The parts of `html`, buttons in the place of their marks; `shown` takes the previews, by the ids of their resources."""
    first, *others = html.split(PEEK_MARK)
    yield first
    for other in others:
        key, _, text = other.partition(PEEK_END)
        resource = site.registry.get(key)
        if resource is not None:
            if key not in shown:
                shown[key] = site.preview(resource, href)
            yield site.peek(resource)
        yield text


def _end_of_content(output: str, content: str) -> int:
    beginning = content[:200]
    start = output.find(beginning) if content else -1
    while start >= 0:  # Nearly always once; looking for the whole of it prepares for far more.
        if output.startswith(content, start):
            return start + len(content)
        start = output.find(beginning, start + 1)
    ends = (output.rfind(tag) for tag in ("</article>", "</main>", "</body>"))
    return next((end for end in ends if end >= 0), len(output))
