"""Writing into files that people care for: whole or not at all, one writer at a time, nothing of theirs rewritten.

files    locks, and replacing a file's content at once      style    how a person wrote a registry file
entry    an entry -> YAML text in that style                append   entries into a registry file, verified
"""

from .append import RefusedError, append, new_text
from .files import BusyError, locked, replace

__all__ = ["BusyError", "RefusedError", "append", "locked", "new_text", "replace"]
