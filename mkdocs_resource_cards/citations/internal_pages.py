"""Which declared citing pages are pages of this site, however they are spelled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from ..model import CitingPage

_SUFFIX = re.compile(r"\.(?:md|markdown|mdown|mkdn?|html?)\Z")
_BEHIND = re.compile("[?#]")
_ADDRESS = re.compile(r"(?:https?:)?[/\\]{2}", re.IGNORECASE)


class InternalPages:
    """The pages of one site, by path, name, address and title."""

    def __init__(self, site_url: str, docs_dir: str, paths: Iterable[str], titles: Iterable[str]) -> None:
        """`docs_dir`: the name of the docs' folder. `paths`: of sources, and addresses within the site."""
        self._site = address_key(site_url)
        self._paths = frozenset(map(path_key, paths))
        self._titles = frozenset(map(words_key, titles))
        folders = (docs_dir, self._site.partition("/")[2])
        self._before = tuple(f"{path_key(folder)}/" for folder in folders if path_key(folder))
        self._known: dict[CitingPage, bool] = {}

    def __contains__(self, page: CitingPage) -> bool:
        known = self._known.get(page)
        if known is None:
            known = self._known[page] = self._is_own(page)
        return known

    def _is_own(self, page: CitingPage) -> bool:
        if page.url:
            return self._is_within(page.url)
        words = words_key(page.title)
        if words in self._titles or (_ADDRESS.match(words) and self._is_within(words)):
            return True
        path = path_key(page.title)
        # What is left of a title such as "?" is not a path: only what is written as one is the first page.
        is_named = bool(path) or not words.strip("./\\")
        if "/" in words.replace("\\", "/"):
            path = self._within(path)
        return is_named and path in self._paths

    def _within(self, path: str) -> str:
        """A path without the docs' folder, or that of the site's address, before it."""
        return next((f"{path}/"[len(one) :].strip("/") for one in self._before if f"{path}/".startswith(one)), path)

    def _is_within(self, url: str) -> bool:
        return bool(self._site) and f"{address_key(url)}/".startswith(f"{self._site}/")


def words_key(text: str) -> str:
    """A title without case, invisible characters and differences of form."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(character for character in text if unicodedata.category(character) not in ("Cf", "Cc"))
    return " ".join(text.casefold().split())


def path_key(text: str) -> str:
    """The same text for all spellings of a page within a site: `p.md`, `./p`, `/p/`, `p/index.html`, `p#x`."""
    path = _BEHIND.split(words_key(text).replace("\\", "/"), maxsplit=1)[0]
    path = words_key(unquote(path)) if "%" in path else path
    path = _SUFFIX.sub("", normpath(f"/{path}").strip("/"))
    folder, _, name = path.rpartition("/")
    return folder if name in ("index", "readme") else path


def address_key(url: str) -> str:
    """`host/path` for all spellings of an address: scheme, port, case and escapes make no difference; `""` for none."""
    try:
        parts = urlsplit(words_key(url).replace("\\", "/"))
        host = (parts.hostname or "").rstrip(".")
        port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    except ValueError:
        return ""
    return f"{host}{port}/{path_key(parts.path)}".rstrip("/") if host else ""
