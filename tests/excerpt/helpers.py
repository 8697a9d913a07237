"""What the tests of excerpts share: a resource, a digest, and a judge of markup that is no code of ours."""

from __future__ import annotations

import html5lib

from mkdocs_resource_cards.excerpt.digest import digest
from mkdocs_resource_cards.excerpt.stored_digest import Digest
from mkdocs_resource_cards.model import Location, Resource, Snapshot

ALLOWED = set(
    """a abbr b cite code del dfn em i ins kbd mark q s samp small strong sub sup var table caption thead tbody tfoot tr th td
    p blockquote pre ul ol li dl dt dd hr br""".split()
)
FORBIDDEN_TEXT = ("{{", "{%", "{#", "<<", "<![", "<!--", "\x00", "\x02", "\x03", "\u202e", "\u2066")


def resource(**fields: object) -> Resource:
    told = {
        "id": "r1",
        "title": "A title",
        "url": "https://example.org/a/b",
        "location": Location("resources.yml", 3, 5),
    } | fields
    return Resource(**told)


def digested(text: str, form: str = "html", limit: int = 600, **fields: object) -> Digest:
    return digest(resource(**fields), Snapshot(text, form), limit)


def faults_of(html: str) -> list[str]:
    """What html5lib finds in `html`, put where a page would have it, that must not be there."""
    page = f'<section id="ours"><div id="inner">{html}</div><p id="after">after</p></section><p id="behind"></p>'
    tree = html5lib.parseFragment(page, treebuilder="etree", namespaceHTMLElements=False)
    faults = [f"holds {text!a}" for text in FORBIDDEN_TEXT if text in html]
    ids = [[child.get("id") for child in parent] for parent in (tree, tree.find("section"))]
    if ids != [["ours", "behind"], ["inner", "after"]]:
        return [*faults, f"breaks out of its container: {ids}"]
    if any(element.tail for element in (tree.find("section"), *tree.find("section"))):
        faults.append("leaves text outside its container")
    for element in tree.find("section").find("div").iter():
        if element.get("id") != "inner":
            faults += _element_faults(element)
    return faults


def _element_faults(element: object) -> list[str]:
    name, attributes = str(element.tag), dict(element.attrib)
    if name not in ALLOWED:
        return [f"element {name}"]
    if name == "a" and attributes.pop("rel", None) != "nofollow noopener":
        return ["link without rel"]
    if name == "a" and not attributes.pop("href", "").startswith(("http://", "https://")):
        return ["link to no http(s) address"]
    return [f"attribute {key} of {name}" for key in attributes]
