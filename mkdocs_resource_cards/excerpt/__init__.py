"""Snapshot -> sanitised preview and excerpt."""

from .shorten import shorten

__all__ = ["shorten"]
