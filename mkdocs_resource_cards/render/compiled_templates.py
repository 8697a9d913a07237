"""What jinja2 makes of our own templates, kept where Python keeps what it makes of our modules: in `__pycache__` beside them.

Compiling those of a card takes longer than all else that cards cost a small site. There they are as safe as the package
itself; a site's cache may come with a stranger's pull request, so it holds nothing that runs. Templates of a site's own are
compiled in each build.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from importlib.metadata import version
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from ..file_replacement import replaced

_DIGEST = 32
"""Bytes."""


class CompiledTemplates(BytecodeCache):
    """Those in `folder`, as an environment whose own code is `code` makes them."""

    def __init__(self, folder: Path, code: bytes) -> None:
        self._folder = str(folder)
        self._made_by = b"%s\0%s\0%s" % (MAGIC_NUMBER, version("jinja2").encode(), code)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file: it is part of what is compiled, for messages."""
        return str(filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Code from an earlier process; none for what is missing, damaged, or made of something else."""
        if bucket.key.startswith(self._folder):
            with suppress(OSError, NotImplementedError):
                data = _place(bucket.key).read_bytes()
                if data[:_DIGEST] == self._digest(bucket, data[_DIGEST:]):
                    bucket.code = marshal.loads(data[_DIGEST:])  # noqa: S302  Python does so with what lies beside it.

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps code for later processes, if Python would and can keep that of modules."""
        if bucket.key.startswith(self._folder) and not sys.dont_write_bytecode:
            code = marshal.dumps(bucket.code)
            with suppress(OSError, NotImplementedError):
                place = _place(bucket.key)
                place.parent.mkdir(parents=True, exist_ok=True)
                fresh = place.with_name(f"{place.name}.{os.getpid()}")
                with replaced(place, fresh):
                    fresh.write_bytes(self._digest(bucket, code) + code)

    def _digest(self, bucket: Bucket, code: bytes) -> bytes:
        made_of = f"\0{bucket.key}\0{bucket.checksum}\0".encode("utf-8", "surrogateescape")
        return hashlib.sha256(self._made_by + made_of + code).digest()


def _place(template: str) -> Path:
    """As for a module; raises NotImplementedError where Python keeps none."""
    return Path(cache_from_source(f"{template}.py"))
