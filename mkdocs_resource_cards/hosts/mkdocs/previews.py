"""Previews join the finished page, after search, feeds and llms.txt have taken its content."""

from __future__ import annotations

import re

from ...site import Href, Site

SCRIPT = "assets/resource-cards/resource-cards.js"
_BUTTON = re.compile(r'popovertarget="rc-pop-([A-Za-z0-9._~-]{1,128})"')
_INDEX = 'class="rc-index"'


def join(output: str, content: str, site: Site, href: Href) -> str:
    """`output` with one preview for each resource that an inline reference on it shows, and the script that opens them.

    They stand at the end of `content`, the page's own, or of the article where another plugin has changed that.
    """
    keys = dict.fromkeys(_BUTTON.findall(output)) if "rc-ref__peek" in output else {}
    if not keys and _INDEX not in output:
        return output
    found = [site.registry[key] for key in keys if key in site.registry]
    html = [site.preview(resource, href) for resource in found]
    html.append(f'<script src="{href(SCRIPT, "")}" defer></script>')
    end = _end_of_content(output, content)
    return output[:end] + "".join(html) + output[end:]


def _end_of_content(output: str, content: str) -> int:
    start = output.find(content) if content else -1
    if start >= 0:
        return start + len(content)
    return max(output.rfind("</article>"), output.rfind("</main>"), 0) or output.rfind("</body>")
