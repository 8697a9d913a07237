"""YAML -> Registry: every resource by every key, and what was wrong on the way.

Stations: `sources` (which files) -> `events`, `anchors`, `lists`, `recovery` (bytes -> nodes with places) -> `fields`,
`entries` (node -> entry) -> `reading` (keys are unique) -> `rows`, `store` (kept until they are shown) -> `core` (looked up),
`suggest` (or nearly). Values have their form from `text`, `urls` and `formats`; `publications` finds the one that published a
resource.

Errors: `RegistryError`, one line for the author, is the only one that leaves this package.
"""

from .lookup import Registry, load
from .sources import RegistryError

__all__ = ["Registry", "RegistryError", "load"]
