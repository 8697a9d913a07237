"""Downloads and previews as files in the docs folder, for hosts that generate nothing.

Most of their formats cannot say who wrote them. So a list beside them does, with what each held: a file that is no more as it
was written is somebody's own, and stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from ..formats import EXPORT_FORMATS, write
from ..generated_pages import CATALOGUE, LIST, catalogue_text, download_path, hash_of, is_listed, listed_files
from ..model import Problem, Resource
from .docs_folder import href_from
from .source_site import SourceSite
from .written_files import Written, put
from .written_previews import KEY as PREVIEWS
from .written_previews import digest_of, preview_files


def write_downloads(source_site: SourceSite, listed: list[Resource], docs: Path, done: Written, form: str) -> None:
    """Writes those of all `listed` resources and of each that has a page, and the previews of all that are cited.

    Removes those no longer wanted. Raises OSError.
    """
    site, before, after = source_site.site, listed_files(docs), dict[str, str]()
    ids = [one.id for one in listed]  # A row of the index takes what it copies from the preview.
    previewed = list(dict.fromkeys([*ids, *site.index.cited])) if site.options.previews else ids
    for path, text in chain(_texts(source_site, listed, form), preview_files(site, previewed, form)):
        data = text.encode("utf-8", "replace")
        if (docs / path).exists() and not is_listed(before, docs, path) and (docs / path).read_bytes() != data:
            message = f"`{path}` is already in the docs, so it is not replaced"
            done.problems.append(Problem("page_conflict", message, source_site.docs.location(path)))
        else:
            put(docs / path, path, data, done)
            after[path] = hash_of(data)
    for path in sorted(before.keys() - after.keys()):
        if is_listed(before, docs, path):
            (docs / path).unlink()
            done.removed.append(path)
    _write_list(docs, {"sha256": after, PREVIEWS: {one: digest_of(site, one) for one in previewed} if after else {}})


def _texts(source_site: SourceSite, listed: list[Resource], form: str) -> Iterator[tuple[str, str]]:
    """(path within the docs, text) of each download."""
    site, folder = source_site.site, source_site.site.options.pages_path
    if not listed:
        return
    for format in EXPORT_FORMATS:
        yield download_path(folder, format), write(listed, format)
        for one in listed:
            if one.id in site.pages:
                yield download_path(folder, format, one.id), write([one], format)
    path = f"{folder}/{CATALOGUE}"
    yield path, catalogue_text(site, listed, href_from(path, form))


def _write_list(docs: Path, named: dict[str, dict[str, str]]) -> None:
    if any(named.values()):
        kept = {key: dict(sorted(values.items())) for key, values in named.items() if values}
        text = json.dumps({"written_by": "resource-cards pages", **kept}, indent=1)
        put(docs / LIST, LIST, f"{text}\n".encode(), Written())
    else:
        (docs / LIST).unlink(missing_ok=True)
