"""The sites of a client's folders: each file belongs to the nearest configuration above it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..config import loader
from ..console import Failure
from .site_state import SiteState

_MOST = 20
"""Sites that are kept at a time; the one not used for longest is forgotten."""


class Sites:
    """Sites by the path of their configuration, read when a file of theirs is first asked about."""

    def __init__(self) -> None:
        self._states: dict[Path, SiteState] = {}
        self._texts: dict[Path, str] = {}
        self.failures: dict[Path, str] = {}
        """Configuration -> why its site cannot be read, one line."""

    def of(self, path: Path) -> SiteState | None:
        """The site that a file is part of; None for none, and for one that cannot be read."""
        config = loader.find(path.parent)
        return None if config is None else self._state(config)

    def _state(self, config: Path) -> SiteState | None:
        state = self._states.pop(config, None) or self._read(config)
        if state is not None:
            self._states[config] = state  # as the last: the first is that not used for longest
            if len(self._states) > _MOST:
                self._states.pop(next(iter(self._states)))
        return state

    def _read(self, config: Path) -> SiteState | None:
        state = SiteState(config)
        try:
            for path, text in self._texts.items():
                self._put(state, path, text)
            state.refresh()
        except Failure as error:
            self.failures[config] = str(error)
            return None
        except Exception as error:
            self.failures[config] = f"{type(error).__name__}: {error}"
            return None
        self.failures.pop(config, None)
        return state

    def set_text(self, path: Path, text: str) -> None:
        """An editor holds this text of a file."""
        self._texts[path] = text
        if state := self.of(path):
            self._put(state, path, text)

    def drop_text(self, path: Path) -> None:
        """The editor has closed a file."""
        self._texts.pop(path, None)
        for state in self._states.values():
            state.buffers.pop(path, None)
            if page := state.page_of(path):
                state.unsaved.pop(page, None)
                state.is_changed = True

    def changed(self, path: Path) -> None:
        """A file on disk was written, made or removed. A configuration is read anew when its site is next asked about."""
        if path.name in loader.NAMES:
            self._states.pop(path, None)
            self.failures.pop(path, None)
        elif state := self.of(path):
            state.saved()

    def all(self) -> Iterator[SiteState]:
        """The sites that were read."""
        yield from list(self._states.values())

    def _put(self, state: SiteState, path: Path, text: str) -> None:
        page = state.page_of(path)
        if page:
            state.unsaved[page], state.is_changed = text, True
        elif path.suffix.lower() in (".yml", ".yaml") and loader.find(path.parent) == state.config_path:
            state.buffers[path] = text
