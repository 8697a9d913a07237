"""Previews join the finished page, after search, feeds and llms.txt have taken its content."""

from __future__ import annotations

import re

from ...site import Href, Site

_BUTTON = re.compile(r'popovertarget="?rc-pop-([A-Za-z0-9._~-]{1,128})')
_ENDS = ("</article>", "</main>", "</body>")


def join(output: str, site: Site, href: Href) -> str:
    """`output` with one preview for each resource that an inline reference on it shows, and the script that opens them."""
    keys = dict.fromkeys(_BUTTON.findall(output)) if "rc-ref__peek" in output else {}
    has_index = 'class="rc-index"' in output
    if not keys and not has_index:
        return output
    found = [site.registry[key] for key in keys if key in site.registry]
    html = [site.renderer.preview(site.card(resource, "preview", href, suffix=":pop")) for resource in found]
    position = max((output.rfind(end) for end in _ENDS[:1]), default=-1)
    if position < 0:
        position = max(output.rfind(end) for end in _ENDS[1:])
    script = f'<script src="{href(SCRIPT, "")}" defer></script>'
    return output[:position] + "".join([*html, script]) + output[position:]


SCRIPT = "assets/resource-cards/resource-cards.js"
