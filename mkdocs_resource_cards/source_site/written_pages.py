"""Pages and assets as files in the docs folder, for hosts that generate nothing.

A page enters as finished, inert HTML between a few Markdown headings of ours, which the table of contents lists. Data is never
Markdown there: no fence, no template, no shortcode of whatever else reads the file. Its front matter says who wrote it; only
files that say so are ever replaced or removed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from markdown.extensions.toc import slugify

from ..cards.card import Link
from ..excerpt import inert
from ..formats import EXPORT_FORMATS
from ..formats import coins as coins_of
from ..generated_pages import (
    WRITTEN,
    PageBody,
    download_path,
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
from ..site import Href, Site
from .docs_folder import href_from, sources
from .source_site import SourceSite
from .written_downloads import write_downloads
from .written_files import Written, put

_HEADING = re.compile(r'<h2 id="([^"]*)"[^>]*>(.*?)</h2>', re.DOTALL)
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_FENCE = re.compile(r"`{3,}|~{3,}")


def write_pages(source_site: SourceSite, form: str = "folder") -> Written:
    """Writes the pages of resources, their index and downloads, as the option `pages` wants them; raises OSError.

    `form` is that of addresses in the finished site, one of `docs_folder.FORMS`.
    Doing it again changes nothing. A page of the author's own at the same path stays, and is a problem.
    """
    docs, done = source_site.site_config.docs, Written()
    if docs is None:
        raise ValueError("pages are written into the docs folder, but there is none")
    resources = listed(source_site.site)
    _announce(source_site, resources)
    texts = dict(_texts(source_site, resources, form))
    for path, text in texts.items():
        _write_page(source_site, docs / path, path, text, done)
    for path in _ours(docs):
        if path not in texts:
            (docs / path).unlink()
            done.removed.append(path)
    write_downloads(source_site, resources, docs, done, form)
    return done


def write_assets(docs: Path) -> Written:
    """Copies style sheet and scripts into the docs folder; raises OSError."""
    done = Written()
    for path in (STYLE, SCRIPT, INDEX_SCRIPT):
        put(docs / path, path, (ASSETS / Path(path).name).read_bytes(), done)
    return done


def _announce(source_site: SourceSite, resources: list[Resource]) -> None:
    """Registers all pages with the site before the first is rendered, because they link to each other."""
    site, folder = source_site.site, source_site.site.options.pages_path
    venues = {one.publication.id for one in resources if one.publication} & set(site.registry.publications)
    site.pages = {one.id: page_path(folder, one.id) for one in wanted(site, resources)}
    site.publication_pages = {venue: publication_path(folder, venue) for venue in sorted(venues)}
    index = f"{folder}/index.md"
    is_free = index not in source_site.docs or is_written(source_site.docs.text(index))
    site.index_path = index if resources and is_free else ""


def _texts(source_site: SourceSite, resources: list[Resource], form: str) -> Iterator[tuple[str, str]]:
    """(path within the docs, text) of every page."""
    site = source_site.site
    for key, path in site.pages.items():
        one = site.registry[key]
        href = source_site.page_context(path).href
        page = resource_page(site, one, href, _downloads(site, href, key))
        # A written page has no head: this is what reference managers find in its body.
        coins = f'<p><span class="Z3988" title="{escape(coins_of(one))}"></span></p>\n'
        yield path, _page(page._replace(html=coins + page.html))
    for venue, path in site.publication_pages.items():
        published = [one for one in resources if one.publication and one.publication.id == venue]
        yield (
            path,
            _page(publication_page(site, site.registry.publications[venue], published, source_site.page_context(path).href)),
        )
    if resources:
        index = f"{site.options.pages_path}/index.md"  # Where an author's own stands, that is told.
        href = source_site.page_context(index).href
        # In a `noscript` no host looks for links: there they are what they will be.
        yield index, _page(index_page(site, resources, href, _downloads(site, href), href_from(index, form)))


def _downloads(site: Site, href: Href, resource_id: str = "") -> list[Link]:
    folder = site.options.pages_path
    return [Link(form.label, href(download_path(folder, name, resource_id), "")) for name, form in EXPORT_FORMATS.items()]


def _page(body: PageBody) -> str:
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
    """A text in front matter: themes put it into the head as it is, plugins evaluate it.

    JSON's strings are YAML's, but for what YAML takes for the end of a line or does not let stand. Characters beyond 16 bits
    stand as they are: YAML knows no pairs of surrogates.
    """
    return _NOT_IN_YAML.sub(_escaped, json.dumps(inert(escape(text)), ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    return "\\ufffd" if "\ud800" <= match[0] <= "\udfff" else f"\\u{ord(match[0]):04x}"


def _block(html: str) -> str:
    """HTML that every Markdown processor takes as it is."""
    return inert(_FENCE.sub(lambda match: f"&#{ord(match[0][0])};" * len(match[0]), html)).strip()


def _write_page(source_site: SourceSite, file: Path, path: str, text: str, done: Written) -> None:
    if file.exists() and not is_written(file.read_text(encoding="utf-8", errors="replace")):
        message = f"`{path}` is already in the docs, so it is not replaced"
        done.problems.append(Problem("page_conflict", message, source_site.docs.location(path)))
    else:
        put(file, path, text.encode("utf-8", "replace"), done)


def _ours(docs: Path) -> Iterator[str]:
    """Pages that we wrote, wherever `pages_path` led at the time."""
    for file in list(sources(docs)):
        with file.open(encoding="utf-8", errors="replace") as stream:
            if is_written(stream.read(len(WRITTEN))):
                yield file.relative_to(docs).as_posix()
