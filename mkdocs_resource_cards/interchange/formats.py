"""The file formats, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..model import Resource
from .bibtex import bibtex
from .csl import csl_json
from .ris import ris


@dataclass(frozen=True, slots=True)
class Format:
    """One file format of reference managers."""

    name: str
    label: str
    """As readers know it."""
    suffix: str
    """Of a file, with its dot."""
    media_type: str
    write: Callable[[Iterable[Resource]], str]


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("bibtex", "BibTeX", ".bib", "application/x-bibtex", bibtex),
        Format("ris", "RIS", ".ris", "application/x-research-info-systems", ris),
        Format("csl", "CSL-JSON", ".csl.json", "application/vnd.citationstyles.csl+json", csl_json),
    )
}


def write(resources: Iterable[Resource], format: str) -> str:
    """`resources` as the text of one file, in UTF-8; raises KeyError for a format that is none of FORMATS."""
    return FORMATS[format].write(resources)
