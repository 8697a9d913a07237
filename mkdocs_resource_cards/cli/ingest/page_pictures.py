"""A page's picture, kept next to the registry: few bytes, few pixels, and of a kind that runs nothing.

What a file is, its own first bytes say, never its name or the server. SVG is a document that may hold scripts, and is refused.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from ...normalize.urls import safe_url
from ..fetch import Fetched, FetchError
from ..metadata import jsonld
from ..metadata.page import SourcePage

FOLDER = "images"
BYTES = 1_000_000
"""Of one picture: a reader loads it with the page."""
PIXELS = 25_000_000
"""Of one picture; a small file of many pixels fills the memory of a reader's browser."""
TRIES = 4
"""Addresses that are asked for one page."""


class NoPictureError(Exception):
    """There is no picture to keep; the message says why."""


class FetchedPicture(NamedTuple):
    """A picture that may be kept."""

    body: bytes
    ending: str
    """Of its file: `.png`, `.jpg`, `.gif`, `.webp` or `.avif`."""

    def path_of(self, key: str) -> str:
        """Where it is kept for the entry `key`, relative to its registry file's folder."""
        return f"{FOLDER}/{key}{self.ending}"


def picture_of(page: SourcePage, url: str, get: Callable[[str], Fetched]) -> FetchedPicture:
    """The picture that a page names for links to it, else its icon. Raises NoPictureError."""
    reasons = list[str]()
    for address in list(dict.fromkeys(addresses(page, url)))[:TRIES]:
        try:
            fetched = get(address)
            if fetched.status != 200:
                raise NoPictureError(f"HTTP {fetched.status}")
            return FetchedPicture(fetched.body, ending_of(fetched.body))
        except (FetchError, NoPictureError) as error:
            reasons.append(f"{address}: {error}")
    raise NoPictureError(reasons[0] if reasons else "the page has none")


def addresses(page: SourcePage, url: str) -> Iterator[str]:
    """Where a page says that its picture is, best first; then its icons."""
    linked = (text for thing in page.things[:1] for text in _urls(thing.get("image")))
    for stated in (
        *page.all("og:image:secure_url", "og:image", "og:image:url"),
        *page.all("twitter:image"),
        *linked,
        *page.icons,
    ):
        with suppress(ValueError):
            found = safe_url(urljoin(url, stated.strip()))
            if found and found != url:
                yield found


def _urls(value: object) -> Iterator[str]:
    """The addresses of an image in JSON-LD: a text, an object with `url`, or a list of them."""
    for one in value[:5] if isinstance(value, list) else [value]:
        yield from jsonld.texts(one.get("url") if isinstance(one, dict) else one)


def ending_of(body: bytes) -> str:
    """The file ending for a picture. Raises NoPictureError for what is none, or too large."""
    if len(body) > BYTES:
        raise NoPictureError(f"it is larger than {BYTES // 1_000_000} MB")
    for kind, measure in ((".png", _png), (".jpg", _jpeg), (".gif", _gif), (".webp", _webp), (".avif", _avif)):
        with suppress(struct.error, ValueError, IndexError):
            if (size := measure(body)) is not None:
                if not 0 < size[0] * size[1] <= PIXELS:
                    raise NoPictureError(f"it has {size[0]} x {size[1]} pixels")
                return kind
    raise NoPictureError("it is not a PNG, JPEG, GIF, WebP or AVIF")


def save(registry: Path, key: str, picture: FetchedPicture) -> Path:
    """Writes the picture of the entry `key` next to its registry file. Raises NoPictureError, OSError."""
    path = registry.parent / picture.path_of(key)
    if not path.parent.resolve().is_relative_to(registry.parent.resolve()):
        raise NoPictureError(f"`{FOLDER}` leads outside the registry's folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "xb") as file:
            file.write(picture.body)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise NoPictureError(f"`{FOLDER}/{path.name}` exists already") from error
    return path


def _png(body: bytes) -> tuple[int, int] | None:
    return struct.unpack(">II", body[16:24]) if body.startswith(b"\x89PNG\r\n\x1a\n") and body[12:16] == b"IHDR" else None


def _gif(body: bytes) -> tuple[int, int] | None:
    return struct.unpack("<HH", body[6:10]) if body.startswith((b"GIF87a", b"GIF89a")) else None


def _jpeg(body: bytes) -> tuple[int, int] | None:
    """ITU T.81, B.2.2: the size is in the header of the frame."""
    if not body.startswith(b"\xff\xd8\xff"):
        return None
    place = 2
    while place < len(body):
        marker = body[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", body[place + 5 : place + 9])
            return width, height
        place += 2 + struct.unpack(">H", body[place + 2 : place + 4])[0]
    raise ValueError("no frame")


def _webp(body: bytes) -> tuple[int, int] | None:
    """RFC 9649, 2.5 to 2.7."""
    if body[:4] != b"RIFF" or body[8:12] != b"WEBP":
        return None
    if body[12:16] == b"VP8X":
        return int.from_bytes(body[24:27], "little") + 1, int.from_bytes(body[27:30], "little") + 1
    if body[12:16] == b"VP8L":
        bits = int.from_bytes(body[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", body[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _avif(body: bytes) -> tuple[int, int] | None:
    """ISO/IEC 23008-12, 6.5.3: the largest image of the file."""
    if body[4:8] != b"ftyp" or not any(brand in body[8:64] for brand in (b"avif", b"avis")):
        return None
    sizes, place = list[tuple[int, int]](), body.find(b"ispe")
    while place >= 0:
        sizes.append(struct.unpack(">II", body[place + 8 : place + 16]))
        place = body.find(b"ispe", place + 4)
    return max(sizes, key=lambda size: size[0] * size[1])
