"""What a CSL processor is given for each citation of a text, told by the text that a style of our own makes of it.

A citation is written as `⟪see N1⟦K1¦page¦3⟧, and passim¤⟦K2⟧⟫`: names, key, label and locator, and the author's words around
them. So pandoc and a page of Python-Markdown tell it in the same words.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag
from pandoc import Rendered
from random_texts import KEYS

_LOCATORS = (
    "book chapter column figure folio issue line note opus page number-of-pages paragraph part section sub-verbo verse volume"
).split()
_LABELS = "".join(
    f'<{name} locator="{one}"><text value="{one}"/></{name}>'
    for name, one in zip(["if", *["else-if"] * len(_LOCATORS)], _LOCATORS, strict=False)
)
STYLE = f"""\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
<info><title>probe</title><id>probe</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="⟪" suffix="⟫" delimiter="¤"><names variable="author"/><group prefix="⟦" suffix="⟧" delimiter="¦">
<text variable="archive"/><choose>{_LABELS}</choose><text variable="locator"/></group></layout></citation>
<bibliography><layout><text variable="archive"/></layout></bibliography>
</style>
"""
BIBLIOGRAPHY = json.dumps(
    [
        {"id": key, "type": "book", "title": "T", "author": [{"family": f"N{number}"}], "archive": f"K{number}"}
        for number, key in enumerate(KEYS)
    ],
    ensure_ascii=False,
)
_GROUP = re.compile("⟪([^⟪⟫]*)⟫")
_ITEM = re.compile(r"(?P<name>N\d+)?⟦K(?P<key>\d+)(?:¦(?P<label>[a-z-]+)(?=¦))?(?:¦(?P<locator>[^⟦⟧]*))?⟧")
_FOLLOWING = re.compile(r"(¦[^⟦⟧¦]*[0-9ivx])⟧(\s?ff?\b\.?)(?!\w)")
"""What pandoc leaves to the author's words: here it belongs to the locator."""
_CITED = re.compile(r"(?P<before>(?:N\d+[\s\u2060]*⟪?)?)⟦K(?P<key>\d+)")
_SAME = str.maketrans({"¾": "34", "½": "12", "_": ""})
"""What typography makes of fractions."""

Told = tuple[list[tuple[str, str]], list[str]]
"""Each key with how it is cited; each citation in which no other stands, as it was told."""


def of_pandoc(cited: Iterable[Rendered]) -> Told:
    """What pandoc's answers tell."""
    cited = list(cited)
    keys = sorted((key, mode) for items, _ in cited for key, mode in items if key in KEYS)
    is_mixed_up = any(not text or any(key not in KEYS for key, _ in items) for items, text in cited)
    return keys, [] if is_mixed_up else sorted(one for _, text in cited for one in _groups(_FOLLOWING.sub(r"\1\2⟧", text)))


def of_page(html: str, ids: dict[str, str], expected: Iterable[tuple[str, str]]) -> Told:
    """What a page tells. `ids`: of resources -> key. `expected`: taken over within links, where the style is not asked."""
    soup = BeautifulSoup(html, "html.parser")
    for image in soup.find_all("img"):
        image.insert_before(str(image.get("alt", "")))
    for other in soup.select(".rc-refs, sup:has(> .footnote-ref), .footnote-backref"):
        other.decompose()
    linked = [ids[name] for one in soup.select(".rc-ref[data-rc-id]") if (name := _linked(one)) in ids]
    text = soup.get_text()
    keys = [(KEYS[int(one["key"])], _mode(one["before"], one["key"])) for one in _CITED.finditer(text)]
    left = Counter(expected) - Counter(keys)
    for key in linked:
        keys.append(next((one for one in left.elements() if one[0] == key), (key, "")))
        left -= Counter([keys[-1]])
    return sorted(keys), [] if linked else sorted(_groups(text))


def _linked(element: Tag) -> str:
    """The id of a source that is cited within a link."""
    return "" if "⟦" in element.get_text() else str(element["data-rc-id"])


def _mode(before: str, key: str) -> str:
    if before == f"N{key}":
        return "NormalCitation"
    return "AuthorInText" if before.endswith("⟪") and re.match(rf"N{key}\b", before) else "SuppressAuthor"


def _groups(text: str) -> Iterable[str]:
    for group in _GROUP.findall(text):
        items = [match for piece in group.split("¤") if (match := _told(piece))]
        if items:
            yield " ¤ ".join(items)


def _told(piece: str) -> str:
    match = _ITEM.search(piece)
    if match is None:
        return ""
    before, behind = _plain(piece[: match.start()]), _plain(piece[match.end() :])
    return f"{before}|{match['key']}|{match['label'] or ''}|{_plain(match['locator'] or '')}|{behind}"


def _plain(text: str) -> str:
    """Letters and digits: signs and spaces are for each typography to make."""
    return re.sub(r"[^\w¶§]", "", text.translate(_SAME))
