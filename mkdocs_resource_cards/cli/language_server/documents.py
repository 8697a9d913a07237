"""Documents with lines as the protocol defines them, which are not those of `str.splitlines`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol
from pygls.workspace import PositionCodec, TextDocument, Workspace

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


def plain(text: str) -> str:
    """The text with plain line ends, as files are read. Lines and columns stay the same."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Document(TextDocument):
    """A document of the client."""

    _seen: str | None = None
    _plain: str = ""
    _starts: tuple[int, ...] = ()

    @property
    def lines(self) -> Sequence[str]:
        """The lines, with line ends."""
        return tuple(_LINE.findall(self.source))

    @property
    def text(self) -> str:
        """The text with plain line ends."""
        source = self.source
        if source is not self._seen:
            self._seen, self._plain = source, plain(source)
            self._starts = (0, *(match.end() for match in re.finditer("\n", self._plain)))
        return self._plain

    def offset(self, position: types.Position) -> int:
        """Offset in `text` of a position. Positions past the end of a line or text mean its end."""
        text = self.text
        if position.line >= len(self._starts):
            return len(text)
        start = self._starts[position.line]
        end = text.find("\n", start)
        return start + column(text[start : end if end >= 0 else len(text)], position.character, self.position_codec)


def column(line: str, units: int, codec: PositionCodec) -> int:
    """Column in characters of a column in `units` of the client's encoding; at most the length of the line."""
    if line.isascii() or codec.encoding == types.PositionEncodingKind.Utf32:
        return min(max(units, 0), len(line))
    done = 0
    for number, char in enumerate(line):
        if done >= units:
            return number
        done += codec.client_num_units(char)
    return len(line)


class _Workspace(Workspace):
    """The client's documents."""

    def _create_text_document(
        self,
        doc_uri: str,
        source: str | None = None,
        version: int | None = None,
        language_id: str | None = None,
    ) -> Document:
        return Document(
            doc_uri,
            source=source,
            version=version,
            language_id=language_id,
            sync_kind=self._sync_kind,
            position_codec=self.position_codec,
        )


class Protocol(LanguageServerProtocol):
    """pygls's protocol, with our documents."""

    _documents: _Workspace | None = None

    @property
    def workspace(self) -> Workspace:
        """The client's workspace. Raises RuntimeError before `initialize`."""
        if self._documents is None:
            known = super().workspace
            kind = known._sync_kind
            self._documents = _Workspace(known.root_uri, kind, list(known.folders.values()), known.position_encoding)
        return self._documents
