"""Pages and assets as files in the docs folder, for hosts that generate nothing.

A page enters as finished, inert HTML between a few Markdown headings of ours, which the table of contents lists. Data is never
Markdown there: no fence, no template, no shortcode of whatever else reads the file. Its front matter says who wrote it; only
files that say so are ever replaced or removed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from ..excerpt import inert, shorten
from ..model import Problem, Resource
from .site import ScannedSite

ASSETS = Path(__file__).parents[1] / "assets"
STYLE = "assets/resource-cards/resource-cards.css"
SCRIPT = "assets/resource-cards/resource-cards.js"
"""Where style sheet and script lie within a site."""

MARK = ("generated_by", "resource-cards")
"""The key and value of front matter that say: written by us."""
_HEAD = f"---\n# Written by `resource-cards pages`, which replaces it: edit the registry instead.\n{MARK[0]}: {MARK[1]}\n"
_HEADING = re.compile(r'<h2 id="([^"]*)"[^>]*>(.*?)</h2>', re.DOTALL)
_FENCE = re.compile(r"`{3,}|~{3,}")
_DESCRIPTION = 200
"""Characters."""


@dataclass(slots=True)
class Written:
    """What was done, as paths within the docs."""

    written: list[str] = field(default_factory=list)
    """New, or other than before."""
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    """Ours, and no longer wanted."""
    problems: list[Problem] = field(default_factory=list)


def is_written(text: str) -> bool:
    """Whether a file was written here."""
    return text.replace("\r\n", "\n").startswith(_HEAD)


def write_pages(scanned: ScannedSite) -> Written:
    """Writes the pages of resources, and their index, as the option `pages` wants them; raises OSError.

    Doing it again changes nothing. A page of the author's own at the same path stays, and is a problem.
    """
    site, docs, done = scanned.site, scanned.ground.docs, Written()
    if docs is None:
        raise ValueError("pages are written into a docs folder, and there is none")
    folder = site.options.pages_path
    wanted = _wanted(scanned)
    site.pages = {one.id: f"{folder}/{one.id}.md" for one in wanted}
    site.index_path = f"{folder}/index.md" if wanted else ""
    texts = {f"{folder}/{one.id}.md": _resource_page(scanned, one) for one in wanted}
    if wanted:
        texts[site.index_path] = _index_page(scanned, wanted)
    for path, text in texts.items():
        _write_page(scanned, docs / path, path, text, done)
    for path in _ours(docs, folder):
        if path not in texts:
            (docs / path).unlink()
            done.removed.append(path)
    return done


def write_assets(docs: Path) -> Written:
    """Copies style sheet and script into the docs folder; raises OSError."""
    done = Written()
    for path in (STYLE, SCRIPT):
        _put(docs / path, path, (ASSETS / Path(path).name).read_text(encoding="utf-8"), done)
    return done


def _wanted(scanned: ScannedSite) -> list[Resource]:
    site = scanned.site
    if site.options.pages == "none":
        return []
    found = site.registry.resources() if site.options.pages == "all" else [site.registry[key] for key in site.index.cited]
    return sorted(found, key=lambda one: (one.title.casefold(), one.id))


def _resource_page(scanned: ScannedSite, resource: Resource) -> str:
    site, href = scanned.site, scanned.visit(f"{scanned.site.options.pages_path}/{resource.id}.md").href
    body = site.renderer.page(site.card(resource, "page", href), site.snapshots.preview(resource))
    return _page(resource.title, body, shorten(resource.summary or resource.abstract, _DESCRIPTION))


def _index_page(scanned: ScannedSite, resources: list[Resource]) -> str:
    site, href = scanned.site, scanned.visit(scanned.site.index_path).href
    return _page(site.words.text("resources"), site.renderer.index(site.card(one, "row", href) for one in resources))


def _page(title: str, body: str, description: str = "") -> str:
    head = [f"title: {_scalar(title)}", *([f"description: {_scalar(description)}"] if description else [])]
    parts = _HEADING.split(f"<h1>{escape(title)}</h1>\n{body}")
    blocks = [_block(parts[0])]
    for name, heading, block in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        # The heading's id is up to the host's slugs.
        blocks += [
            f"## {heading.strip()}",
            _block(block.replace(f'aria-labelledby="{name}"', f'aria-label="{heading.strip()}"')),
        ]
    return f"{_HEAD}{chr(10).join(head)}\n---\n\n" + "\n\n".join(block for block in blocks if block) + "\n"


def _scalar(text: str) -> str:
    """A text in front matter: themes put it into the head as it is, plugins evaluate it. JSON's strings are YAML's."""
    return json.dumps(inert(escape(text)))


def _block(html: str) -> str:
    """HTML that every Markdown processor takes as it is."""
    return inert(_FENCE.sub(lambda match: f"&#{ord(match[0][0])};" * len(match[0]), html)).strip()


def _write_page(scanned: ScannedSite, file: Path, path: str, text: str, done: Written) -> None:
    if file.exists() and not is_written(file.read_text(encoding="utf-8", errors="replace")):
        message = f"`{path}` stands in the docs already, so no page is written there"
        done.problems.append(Problem("page_conflict", message, scanned.docs.place(path)))
    else:
        _put(file, path, text, done)


def _put(file: Path, path: str, text: str, done: Written) -> None:
    """Replaces a file at once, so that a server never reads half of it."""
    data = text.encode("utf-8", "replace")
    if file.is_file() and file.read_bytes() == data:
        done.kept.append(path)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.resource-cards.tmp")
    fresh.write_bytes(data)
    os.replace(fresh, file)
    done.written.append(path)


def _ours(docs: Path, folder: str) -> Iterator[str]:
    for file in sorted((docs / folder).glob("*.md")):
        if is_written(file.read_text(encoding="utf-8", errors="replace")):
            yield f"{folder}/{file.name}"
