"""YAML -> Registry: every resource by every key, and what was wrong on the way.

sources   which files there are        text, fields, entries   what a value may be
events    bytes -> nodes with places   reading                 files -> rows, duplicates, publications
rows      row <-> Resource             store                   rows kept between builds, one file per content
"""

from .core import Registry, load
from .sources import RegistryError

__all__ = ["Registry", "RegistryError", "load"]
