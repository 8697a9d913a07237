"""Previews as files of the site, and the script that loads them, in the finished pages that need it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from ...cache import Cache
from ...render import SCRIPT
from ...render import preview_data as data
from ...site import Href, Site
from . import generated_files
from .page_facts import SiteFacts

_OURS = ' class="rc-'
_BUCKET = "previews"
_CACHE_VERSION = 2
"""Goes up with every change of what cards show, or how it is rendered, that is not one of their templates."""


class PreviewFiles:
    """Spreads the previews of one build over a few files. Search, feeds and llms.txt read none of them."""

    def __init__(self, config: MkDocsConfig, site: Site, facts: SiteFacts, cache: Cache) -> None:
        self._config = config
        self._cache = cache
        self._site = site
        self._facts = facts
        self._count = 0
        self._look: tuple[str, ...] = ()
        self._folder = ""
        self._scripts: dict[tuple[str, str, int], str] = {}

    def add(self, files: Files, resource_ids: Iterable[str]) -> None:
        """Adds the files with the previews of these resources; they are made when they are written."""
        ids = sorted(set(resource_ids))
        self._look = self._site.look() if ids else ()
        self._count = data.file_count(len(ids)) if ids else 0
        shares: dict[int, list[str]] = {}
        for resource_id in ids:
            shares.setdefault(data.file_number(resource_id, self._count), []).append(resource_id)
        for number, share in sorted(shares.items()):
            file = generated_files.download(self._config, data.file_path(number), str)
            file.make = partial(self._text, file.url, share, self._facts.href_from(file.url))
            self._folder = file.url.rpartition("/")[0]
            if files.get_file_from_path(file.src_uri) is None:
                files.append(file)

    def _text(self, name: str, resource_ids: Iterable[str], href: Href) -> str:
        """A file's text, kept between builds: rendering it takes several times as long as seeing that nothing has changed."""
        inputs = (_CACHE_VERSION, *self._look, *self._site.preview_inputs(resource_ids, href))
        key = hashlib.sha256(repr(inputs).encode("utf-8", "replace")).hexdigest()
        kept, _, text = (self._cache.get(_BUCKET, name) or "").partition("\n")
        if kept != key:
            text = data.file_text(self._site.previews(resource_ids, href))
            self._cache.put(_BUCKET, name, f"{key}\n{text}")
        return text

    def finish(self, output: str, content: str, url: str) -> str:
        """`output`, the finished page at `url`, with the script at the end of `content` if it holds anything of ours.

        Where another plugin has changed the content it is at the end of the article.
        """
        if _OURS not in content and _OURS not in output:  # The content is a fraction of the page, and nearly always tells.
            return output
        site = self._site
        index = self._facts.files.src_uris.get(site.index_path)
        count = self._count if site.options.previews or (index and index.url == url) else 0
        folder = get_relative_url(f"{self._folder}/", url) if count else ""
        script = self._script(self._facts.href_from(url)(SCRIPT, ""), folder, count)
        end = _end_of_content(output, content)
        # One character beyond ASCII makes Python keep and write the whole page at many times the cost.
        script = script.encode("ascii", "xmlcharrefreplace").decode("ascii") if output.isascii() else script
        return f"{output[:end]}{script}{output[end:]}"

    def _script(self, src: str, folder: str, count: int) -> str:
        """The same for all pages of a depth."""
        asked = src, folder, count
        if asked not in self._scripts:
            self._scripts[asked] = data.script(src, self._site.words, folder, count)
        return self._scripts[asked]


def _end_of_content(output: str, content: str) -> int:
    beginning = content[:200]
    start = output.find(beginning) if content else -1
    while start >= 0:  # Nearly always once; looking for the whole of it prepares for far more.
        if output.startswith(content, start):
            return start + len(content)
        start = output.find(beginning, start + 1)
    ends = (output.rfind(tag) for tag in ("</article>", "</main>", "</body>"))
    return next((end for end in ends if end >= 0), len(output))
