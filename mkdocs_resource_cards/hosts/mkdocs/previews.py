"""Previews join the finished page, after search, feeds and llms.txt have taken its content."""

from __future__ import annotations

from functools import partial

from ...model import Resource
from ...render import PEEK_MARK, SCRIPT, with_buttons
from ...site import Href, Site


def join(output: str, content: str, site: Site, href: Href, *, needs_script: bool) -> str:
    """`output` with one preview for each resource that an inline reference on it shows, and the script that opens them.

    They stand at the end of `content`, the page's own, or of the article where another plugin has changed that. Looking for
    references in a finished page is dear, so a site without previews is not looked through; `needs_script` is for a page
    that needs the script for something else.
    """
    if not needs_script and not (site.options.previews and PEEK_MARK in output):
        return output
    end = _end_of_content(output, content)
    shown: dict[str, Resource] = {}
    with_previews = partial(_button, site, shown)
    before, after = with_buttons(output[:end], with_previews), with_buttons(output[end:], with_previews)
    html = [site.preview(resource, href) for resource in shown.values()]
    return "".join([before, *html, f'<script src="{href(SCRIPT, "")}" defer></script>', after])


def _button(site: Site, shown: dict[str, Resource], key: str) -> str:
    resource = site.registry.get(key)
    if resource is None:
        return ""
    shown[key] = resource
    return site.peek(resource)


def _end_of_content(output: str, content: str) -> int:
    start = output.find(content) if content else -1
    if start >= 0:
        return start + len(content)
    return max(output.rfind("</article>"), output.rfind("</main>"), 0) or output.rfind("</body>")
