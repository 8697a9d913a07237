"""Fetches titles for sources whose links have none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...registry.plain_entries import Entry
from ..console import Failure
from ..fetch import FetchError
from ..fetch.rate_limit import Politeness, each
from ..ingest.fetch_source import drafted, followed
from ..lint.titles import why_no_title

_KEPT = ("title", "type", "authors", "published", "publication", "doi", "abstract")
"""Metadata that goes into the entry. The address is that of the link."""


def fetched_titles(
    urls: Iterable[str], fetcher: Politeness, step: Callable[[str], None], failed: list[tuple[str, str]]
) -> dict[str, Entry]:
    """Address -> metadata of the page. Calls `failed(address, reason)` for pages without a usable title."""
    found, why = dict[str, Entry](), dict[str, str]()
    asked = sorted(set(urls))

    def ask(url: str) -> None:
        try:
            page = followed(fetcher.get(url.partition("#")[0]), fetcher.get)
            if page.status >= 400:
                why[url] = f"answers HTTP {page.status}"
                return
            answer = drafted(page)
        except (FetchError, Failure) as error:
            why[url] = str(error)
            return
        entry = answer.draft.entry
        title = str(entry.get("title") or "")
        if answer.suspicion or not title or why_no_title(title, url):
            why[url] = answer.suspicion or "it has no title of its own"
        else:
            guesses = set(answer.draft.doubts) - {"title", "type"}
            found[url] = {name: entry[name] for name in _KEPT if entry.get(name) and name not in guesses}

    for url in each(asked, lambda one: one, ask, fetcher):
        step(url)
    failed += sorted(why.items())
    return found
