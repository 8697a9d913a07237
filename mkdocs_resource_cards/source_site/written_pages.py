"""Pages and assets as files in the docs folder, for hosts that generate nothing.

A page enters as finished, inert HTML between a few Markdown headings of ours, which the table of contents lists. Data is never
Markdown there: no fence, no template, no shortcode of whatever else reads the file. Its front matter says who wrote it; only
files that say so are ever replaced or removed.
"""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from markdown.extensions.toc import slugify

from ..excerpt import inert
from ..generated_pages import (
    WRITTEN,
    Body,
    index_page,
    is_written,
    listed,
    page_path,
    publication_page,
    publication_path,
    resource_page,
    wanted,
)
from ..html_entities import unescape
from ..model import Problem, Resource
from ..render import ASSETS, INDEX_SCRIPT, SCRIPT, STYLE
from .docs_folder import sources
from .source_site import SourceSite

_HEADING = re.compile(r'<h2 id="([^"]*)"[^>]*>(.*?)</h2>', re.DOTALL)
_FENCE = re.compile(r"`{3,}|~{3,}")


@dataclass(slots=True)
class Written:
    """What was done, as paths within the docs."""

    written: list[str] = field(default_factory=list)
    """New, or other than before."""
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    """Ours, and no longer wanted."""
    problems: list[Problem] = field(default_factory=list)


def write_pages(source_site: SourceSite) -> Written:
    """Writes the pages of resources, and their index, as the option `pages` wants them; raises OSError.

    Doing it again changes nothing. A page of the author's own at the same path stays, and is a problem.
    """
    docs, done = source_site.site_config.docs, Written()
    if docs is None:
        raise ValueError("pages are written into a docs folder, and there is none")
    resources = listed(source_site.site)
    _announce(source_site, resources)
    texts = dict(_texts(source_site, resources))
    for path, text in texts.items():
        _write_page(source_site, docs / path, path, text, done)
    for path in _ours(docs):
        if path not in texts:
            (docs / path).unlink()
            done.removed.append(path)
    return done


def write_assets(docs: Path) -> Written:
    """Copies style sheet and scripts into the docs folder; raises OSError."""
    done = Written()
    for path in (STYLE, SCRIPT, INDEX_SCRIPT):
        _put(docs / path, path, (ASSETS / Path(path).name).read_text(encoding="utf-8"), done)
    return done


def _announce(source_site: SourceSite, resources: list[Resource]) -> None:
    """Tells the site of all pages before the first is made: they link to each other."""
    site, folder = source_site.site, source_site.site.options.pages_path
    venues = {one.publication.id for one in resources if one.publication} & set(site.registry.publications)
    site.pages = {one.id: page_path(folder, one.id) for one in wanted(site, resources)}
    site.publication_pages = {venue: publication_path(folder, venue) for venue in sorted(venues)}
    index = f"{folder}/index.md"
    is_free = index not in source_site.docs or is_written(source_site.docs.text(index))
    site.index_path = index if resources and is_free else ""


def _texts(source_site: SourceSite, resources: list[Resource]) -> Iterator[tuple[str, str]]:
    """(path within the docs, text) of every page."""
    site = source_site.site
    for key, path in site.pages.items():
        one = site.registry[key]
        yield path, _page(resource_page(site, one, source_site.visit(path).href))
    for venue, path in site.publication_pages.items():
        published = [one for one in resources if one.publication and one.publication.id == venue]
        yield path, _page(publication_page(site, site.registry.publications[venue], published, source_site.visit(path).href))
    if resources:
        index = f"{site.options.pages_path}/index.md"  # Where an author's own stands, that is told.
        yield index, _page(index_page(site, resources, source_site.visit(index).href))


def _page(body: Body) -> str:
    head = {"title": body.title} | ({"description": body.description} if body.description else {})
    language = f' lang="{escape(body.language)}"' if body.language else ""
    parts = _HEADING.split(f"<h1{language}>{escape(body.title)}</h1>\n{body.html}")
    blocks = [_block(parts[0])]
    for name, heading, block in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        # The heading's own id is up to the host's slugs: where it is another, cards lead to one before it.
        labelled = block.replace(f'aria-labelledby="{name}"', f'aria-label="{heading.strip()}"')
        anchor = "" if slugify(unescape(heading.strip()), "-") == name else f'<div id="{name}"></div>'
        blocks += [anchor, f"## {heading.strip()}", _block(labelled)]
    front_matter = WRITTEN + "".join(f"{key}: {_scalar(text)}\n" for key, text in head.items())
    return f"{front_matter}---\n\n" + "\n\n".join(block for block in blocks if block) + "\n"


def _scalar(text: str) -> str:
    """A text in front matter: themes put it into the head as it is, plugins evaluate it. JSON's strings are YAML's."""
    return json.dumps(inert(escape(text)))


def _block(html: str) -> str:
    """HTML that every Markdown processor takes as it is."""
    return inert(_FENCE.sub(lambda match: f"&#{ord(match[0][0])};" * len(match[0]), html)).strip()


def _write_page(source_site: SourceSite, file: Path, path: str, text: str, done: Written) -> None:
    if file.exists() and not is_written(file.read_text(encoding="utf-8", errors="replace")):
        message = f"`{path}` stands in the docs already, so no page is written there"
        done.problems.append(Problem("page_conflict", message, source_site.docs.location(path)))
    else:
        _put(file, path, text, done)


def _put(file: Path, path: str, text: str, done: Written) -> None:
    """Replaces a file at once, so that a server never reads half of it."""
    data = text.encode("utf-8", "replace")
    if file.is_file() and file.read_bytes() == data:
        done.kept.append(path)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.parent.resolve().is_relative_to(file.parents[path.count("/")].resolve()):
        raise PermissionError(errno.EACCES, "leads out of the docs folder", str(file))
    fresh = file.with_name(f".{file.name}.resource-cards.tmp")
    fresh.unlink(missing_ok=True)  # A link that a stranger left there would lead anywhere.
    with open(fresh, "xb") as stream:
        stream.write(data)
    os.replace(fresh, file)
    done.written.append(path)


def _ours(docs: Path) -> Iterator[str]:
    """Pages that we wrote, wherever `pages_path` led at the time."""
    for file in list(sources(docs)):
        with file.open(encoding="utf-8", errors="replace") as stream:
            if is_written(stream.read(len(WRITTEN))):
                yield file.relative_to(docs).as_posix()
