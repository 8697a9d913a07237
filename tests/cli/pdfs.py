"""Small PDFs, written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def pdf(
    info: Mapping[str, str] | None = None, lines: Sequence[tuple[int, str]] = (), xmp: str = "", extra: bytes = b""
) -> bytes:
    """A PDF of one page with `lines` (size in points, text), its information dictionary and its XMP."""
    text = "".join(
        f"BT /F1 {size} Tf 50 {700 - 30 * number} Td ({words}) Tj ET\n" for number, (size, words) in enumerate(lines)
    )
    said = " ".join(f"/{name} ({value})" for name, value in (info or {}).items())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R" + (b" /Metadata 6 0 R" if xmp else b"") + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font "
        b"/Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        stream(text.encode()),
        f"<< {said} >>".encode("latin-1"),
        extra or stream(xmp.encode(), b"/Type /Metadata /Subtype /XML "),
    ]
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return bytes(body) + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + end


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def xmp(inner: str) -> str:
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>{inner}</rdf:Description></rdf:RDF></x:xmpmeta>'
    )
