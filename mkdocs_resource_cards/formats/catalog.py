"""The file formats, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..model import Resource

if TYPE_CHECKING:
    from .bibliography import Own


class ExportFormat(NamedTuple):
    """One file format of reference managers."""

    name: str
    label: str
    """As readers know it."""
    suffix: str
    """Of a file, with its dot."""
    media_type: str
    option: str
    """Its name in commands."""


EXPORT_FORMATS: Mapping[str, ExportFormat] = {
    one.name: one
    for one in (
        ExportFormat("bibtex", "BibTeX", ".bib", "application/x-bibtex", "bibtex"),
        ExportFormat("ris", "RIS", ".ris", "application/x-research-info-systems", "ris"),
        ExportFormat("csl", "CSL-JSON", ".csl.json", "application/vnd.citationstyles.csl+json", "csl-json"),
    )
}

SUFFIXES = {".bib": "bibtex", ".bibtex": "bibtex", ".ris": "ris", **dict.fromkeys((".nbib", ".enw", ".ciw"), "ris")}
"""The ending of a bibliography's name -> its format. JSON says by its content what it is. Publishers name RIS `.enw`, too;
what else such files may hold is told."""
WRITTEN = (*(one.option for one in EXPORT_FORMATS.values()), "json")
"""What commands can write: these, and registries."""


def write(resources: Iterable[Resource], format: str, own: Own | None = None) -> str:
    """`resources` as the text of one file, in UTF-8; `own` is what each record keeps beside.

    Raises KeyError for a format that is none of EXPORT_FORMATS.
    """
    from .bibtex.writer import bibtex  # Writers are loaded when something is written.
    from .csl_json.writer import csl_json
    from .ris.writer import ris

    return {"bibtex": bibtex, "ris": ris, "csl": csl_json}[format](resources, own or {})
