"""Which publication a resource appeared in: the one that its entry names, else that whose domain its address has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate

from ..model import Publication
from ..normalize.urls import PATH_PARTS

# Host and path of an address as `urls.safe_url` leaves it, at a quarter of the cost of urlsplit.
_ADDRESS = re.compile(r"https?://([^/?#:]+)(?::[0-9]*)?([^?#]*)")


class Publications:
    """The publications of a registry, by id, name and domain."""

    def __init__(self, publications: Mapping[str, Publication]) -> None:
        self._by_id = publications
        self._by_name = {publication.name.casefold(): publication for publication in reversed(list(publications.values()))}
        self._by_host: dict[str, dict[str, Publication]] = {}
        """Host -> beginning of a path, `""` for all of the host -> the first publication that has it."""
        for publication in publications.values():
            for domain in publication.domains:
                host, _, path = domain.partition("/")
                self._by_host.setdefault(host, {}).setdefault(path, publication)

    def of(self, written: str, url: str) -> Publication | None:
        """The publication of an entry that calls it `written`, `""` for nothing, and has the address `url`."""
        if written:
            known = self._by_id.get(written) or self._by_name.get(written.casefold())
            return known or Publication("", written)
        return self._of_url(url) if url and self._by_host else None

    def _of_url(self, url: str) -> Publication | None:
        """The publication whose domain is the URL's host or above it; the longest domain and path win."""
        match = _ADDRESS.match(url)
        host, path = (match[1].lower().rstrip("."), match[2].strip("/").lower()) if match else ("", "")
        begun = None
        while host:
            if paths := self._by_host.get(host):
                begun = begun or _beginnings(path)
                for beginning in begun:
                    if beginning in paths:
                        return paths[beginning]
            host = host.partition(".")[2]
        return None


def _beginnings(path: str) -> list[str]:
    """What a domain may say of a path, from the longest to nothing."""
    parts = path.split("/", PATH_PARTS)[:PATH_PARTS]
    return [*reversed(list(accumulate(parts, "{}/{}".format))), ""]
