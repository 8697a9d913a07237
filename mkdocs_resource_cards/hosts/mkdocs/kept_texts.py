"""Texts kept from an earlier build, reused while their inputs are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256

from ...cache import Cache
from ...model import Location, Resource

CACHE_VERSION = 2
"""Goes up with every change of what pages or downloads hold that their templates do not show."""

_LARGEST = 16 * 1024 * 1024
"""Characters. An index of a hundred thousand resources would fill the cache."""


class KeptTexts:
    """Texts by name, each with a digest of what it was made from. A build keeps one for a name, so nothing is left behind."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._told: dict[str, str] = {}

    def text(self, bucket: str, name: str, inputs: Iterable[object], make: Callable[[], str]) -> str:
        """The text that `make` makes. What has inputs of the same `repr` is the same."""
        key = sha256(repr((CACHE_VERSION, *inputs)).encode("utf-8", "replace")).hexdigest()
        kept, _, text = (self._cache.get(bucket, name) or "").partition("\n")
        if kept != key:
            text = make()
            if len(text) <= _LARGEST:
                self._cache.put(bucket, name, f"{key}\n{text}")
        return text

    def told(self, resource: Resource) -> str:
        """A digest of what the registry says about a resource. Its location is only for messages, so it does not count."""
        found = self._told.get(resource.id)
        if found is None:
            publication = resource.publication and resource.publication._replace(location=Location())
            told = resource._replace(location=Location(), publication=publication)
            found = self._told[resource.id] = sha256(repr(told).encode("utf-8", "replace")).hexdigest()
        return found
