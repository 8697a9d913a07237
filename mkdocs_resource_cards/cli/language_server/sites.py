"""The sites of a client's folders: each file belongs to the nearest configuration above it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ...registry import RegistryError
from ..config import loader
from ..console import Failure
from .site_state import SiteState

_MOST = 20
"""Most sites in memory; the least recently used one is dropped."""
_Stamps = tuple[tuple[int, int] | None, ...]


class _Kept(NamedTuple):
    """A site in memory."""

    state: SiteState
    files: tuple[Path, ...]
    """Its configuration, and those that it inherits from."""
    stamps: _Stamps
    """Stamps of these files when they were read."""


class Sites:
    """Sites by the path of their configuration. A site is read at the first request for one of its files."""

    def __init__(self) -> None:
        self.private_hosts: tuple[str, ...] = ()
        """Hosts that commands may fetch although their addresses are not public."""
        self.failures: dict[Path, str] = {}
        """Configuration -> why its site cannot be read now, in one line."""
        self._kept: dict[Path, _Kept] = {}
        self._links: dict[Path, Path] = {}
        """Folder of a site as the client calls it -> its real path, if they differ."""
        self._texts: dict[Path, str] = {}

    def real(self, path: Path) -> Path:
        """The path of a client's file, with the folder of its site resolved."""
        config = loader.find(path.parent)
        if config is None:
            return path
        folder, real = config.parent, config.parent.resolve()
        if folder != real:
            self._links[folder] = real
        return real / path.relative_to(folder)

    def given(self, path: Path) -> Path:
        """The path as the client calls it: the reverse of `real`."""
        found = ((folder, real) for folder, real in self._links.items() if path.is_relative_to(real))
        return next((folder / path.relative_to(real) for folder, real in found), path)

    def of(self, path: Path) -> SiteState | None:
        """The site of a file, given its real path; None if it has none, or one that cannot be read."""
        config = loader.find(path.parent)
        return None if config is None else self._state(config)

    def refreshed(self, path: Path) -> SiteState | None:
        """As `of`, with changes read from disk. The previous state stays while a registry cannot be read."""
        state = self.of(path)
        if state is not None:
            try:
                state.refresh()
                self.failures.pop(state.config_path, None)
            except (RegistryError, Failure, OSError) as error:
                self.failures[state.config_path] = str(error)
        return state

    def _state(self, config: Path) -> SiteState | None:
        kept = self._kept.pop(config, None)
        if kept is None or kept.stamps != _stamps(kept.files):
            kept = self._read(config)
        if kept is None:
            return None
        self._kept[config] = kept  # as the last: the first is the least recently used
        if len(self._kept) > _MOST:
            self._kept.pop(next(iter(self._kept)))
        return kept.state

    def _read(self, config: Path) -> _Kept | None:
        stamps = _stamps((config,))
        state = SiteState(config, self.private_hosts)
        try:
            parent = state.config.values.get("INHERIT") if state.config else None
            files = (config, config.parent / parent) if isinstance(parent, str) else (config,)
            stamps = (*stamps, *_stamps(files[1:]))
            state.refresh()
            for path, text in self._texts.items():
                if loader.find(path.parent) == config:
                    state.set_text(path, text)
            state.settle()
        except (RegistryError, Failure) as error:
            self.failures[config] = str(error)
            return None
        except Exception as error:
            self.failures[config] = f"{type(error).__name__}: {error}"
            return None
        self.failures.pop(config, None)
        return _Kept(state, files, stamps)

    def set_text(self, path: Path, text: str) -> None:
        """Sets the text of a file in the editor."""
        self._texts[path] = text
        if state := self.of(path):
            state.set_text(path, text)

    def drop_text(self, path: Path) -> None:
        """Drops the text of a file that was closed."""
        self._texts.pop(path, None)
        if state := self.of(path):
            state.set_text(path, None)
            with suppress(RegistryError, OSError):
                state.settle()

    def changed(self, path: Path) -> None:
        """Notes that a file was written, created or removed. A configuration is read again at the next request."""
        if path.name in loader.NAMES:
            self._kept.pop(path, None)
            self.failures.pop(path, None)
        elif state := self.of(path):
            state.saved()

    def all(self) -> Iterator[SiteState]:
        """The sites in memory."""
        yield from [kept.state for kept in list(self._kept.values())]


def _stamps(files: tuple[Path, ...]) -> _Stamps:
    """A stamp that changes when a file does."""
    found = list[tuple[int, int] | None]()
    for file in files:
        try:
            status = file.stat()
        except OSError:
            found.append(None)
        else:
            found.append((status.st_mtime_ns, status.st_size))
    return tuple(found)
