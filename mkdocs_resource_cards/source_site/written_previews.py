"""Previews as files in the docs folder, shared by all pages of a site whose host generates nothing.

The list of what the command `pages` wrote says what each preview was made from. A page asks: what has changed since then it
carries in itself, so that no reader sees an old preview because somebody forgot the command.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from .. import __version__
from ..generated_pages import LIST
from ..render import preview_data as data
from ..site import Site
from .docs_folder import href_from

KEY = "previews"
"""In the list, beside the hashes of downloads: resource id -> digest of what its preview was made from."""


def preview_files(site: Site, resource_ids: Iterable[str], form: str) -> Iterator[tuple[str, str]]:
    """(path within the docs, text) of each file. `form` is that of addresses in the finished site."""
    shares: dict[str, list[str]] = {}
    ids = sorted(resource_ids)
    for one in ids:
        shares.setdefault(data.file_path(data.file_number(one, data.file_count(len(ids)))), []).append(one)
    for path, share in sorted(shares.items()):
        yield path, data.file_text(site.previews(share, href_from(path, form)))


def digest_of(site: Site, resource_id: str) -> str:
    """What tells whether the preview of a resource would be another one now."""
    inputs = (__version__, site.look(), *site.preview_inputs([resource_id], href_from("")))
    return sha256(repr(inputs).encode("utf-8", "replace")).hexdigest()[:16]


class WrittenPreviews:
    """The files that lie in the docs, as `site` may use them."""

    def __init__(self, site: Site, docs: Path | None) -> None:
        self._digests = _listed(docs) if docs else {}
        self.count = data.file_count(len(self._digests)) if self._digests else 0
        """How many files the previews are spread over, 0 for none."""
        self._is_fresh = cache(lambda one: self._digests.get(one) == digest_of(site, one))

    def folder(self, path: str, form: str) -> str:
        """The address of the folder as seen from the page with source path `path`."""
        return href_from(path, form)(data.FOLDER, "")

    def without(self, resource_ids: Iterable[str]) -> list[str]:
        """Those of which there is no preview in the files, or an old one."""
        return [one for one in resource_ids if one not in self._digests or not self._is_fresh(one)]


def _listed(docs: Path) -> Mapping[str, str]:
    """A list that is damaged, or whose files are not all there, names none."""
    try:
        found = json.loads((docs / LIST).read_bytes())[KEY]
        numbers = {data.file_number(one, data.file_count(len(found))) for one in found}
        return found if all((docs / data.file_path(one)).is_file() for one in numbers) else {}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}
