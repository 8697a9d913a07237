"""A file that is whole at any moment: the new content is written next to it, then renamed over it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replaced(path: Path, fresh: Path) -> Iterator[None]:
    """Renames `fresh`, which the caller writes, over `path`; after an error, `fresh` is removed and `path` is as it was.

    A file that is already at `fresh` is removed first: a killed writer may have left it, or a stranger a link to anywhere.
    """
    fresh.unlink(missing_ok=True)
    try:
        yield
        os.replace(fresh, path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
