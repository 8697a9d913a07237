"""Compressed bodies -> bytes, never more of them than allowed at a time: a small bomb must not become a large memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from .errors import FetchError

ACCEPTED = "gzip, deflate"
_CHUNK = 64 * 1024


def read_body(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The decoded body of a response whose Content-Encoding is `encoding`, at most `limit` bytes. Raises FetchError.

    What was not asked for (`br`, two encodings at once) is refused: its decoder would set its own bounds.
    """
    names = {"": None, "identity": None, "gzip": 31, "x-gzip": 31, "deflate": 15}
    name = encoding.strip().lower()
    if name not in names:
        raise FetchError("protocol", f"the response is encoded as `{name[:40]}`, which was not requested")
    window = names[name]
    return _plain(chunks, limit) if window is None else _inflated(chunks, window, limit)


def _plain(chunks: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        _check(len(body), limit)
    return bytes(body)


def _inflated(chunks: Iterable[bytes], window: int, limit: int) -> bytes:
    """Every member of a gzip or deflate stream. Compressed bytes count too: they may decode to nothing without end."""
    body, received = bytearray(), 0
    decoder = None
    for chunk in chunks:
        received += len(chunk)
        _check(received, limit)
        while chunk:
            if decoder is None:
                decoder = zlib.decompressobj(_window(window, chunk))
            try:
                body += decoder.decompress(chunk, _CHUNK)
            except zlib.error as error:
                raise FetchError("protocol", "the compressed response is damaged") from error
            _check(len(body), limit)
            chunk = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
            decoder = None if decoder.eof else decoder
    if decoder is not None:
        raise FetchError("partial", "the compressed response ended early")
    return bytes(body)


def _window(window: int, start: bytes) -> int:
    """The wbits of zlib; some servers send `deflate` without its header (RFC 9110, 8.4.1.2)."""
    return -15 if window == 15 and start[0] & 0x0F != 8 else window


def _check(size: int, limit: int) -> None:
    if size > limit:
        raise FetchError("size", f"the response is larger than {limit / 1_000_000:g} MB")
