"""Rules about authors and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from ...edtf import order
from ...model import OTHERS, Name, Problem
from ...normalize import author_lists
from ...normalize.names import PARTICLES
from .context import LintContext, problem

_SHOWN = 3
"""Names of one entry that are reported."""
_NO_NAME = re.compile(
    rf"https?://|www\.|[^\s@]{{1,64}}@[^\s@]{{1,200}}\.[^\s@]|^by\s|^@\w|^(?:{author_lists.NOBODY})$", re.IGNORECASE
)
_SEVERAL = re.compile(r"\bet al\b|;|\s&\s(?=\S+\s\S)", re.IGNORECASE)
_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.?$")
"""How given names end: `Jan N`, `Cajo J.F.`"""
_AND = re.compile(r"\s(?:and|&)\s|,\s(?:and\s)?")


def odd_authors(subject: LintContext) -> Iterator[Problem]:
    """Names that are not one person's or group's, first name first."""
    for one in subject.resources:
        people = one.authors[:-1] if one.authors[-1:] == (OTHERS,) else one.authors
        # A bibliography has a word of its own between people, and a comma within a name: of two, each was turned around.
        is_listed = len(one.authors) > 1 and not one.location.path.lower().endswith((".yml", ".yaml"))
        written = map(str if is_listed else _written, people)
        found = [(name, oddity) for name in written if (oddity := _oddity(name))]
        for name, oddity in found[:_SHOWN]:
            reason, suggestion = oddity
            yield problem("author_form", one, f"the author `{name[:80]}` of `{one.typed_key}` {reason}", suggestion)
        if len(found) > _SHOWN:
            yield problem("author_form", one, f"{len(found) - _SHOWN} more authors of `{one.typed_key}` look odd")


def _written(name: Name) -> str:
    """A name as it is likely to have been written: two people with a comma between them look like one, turned around."""
    first, _, rest = name.family.partition(" ")
    is_pair = (
        rest and first.lower() not in PARTICLES and " " in name.given and not name.suffix and not _INITIAL.search(name.given)
    )
    return f"{name.family}, {name.given}" if is_pair else str(name)


def _oddity(name: str) -> tuple[str, str] | None:
    """What is odd about a name, and how it should be; None for nothing."""
    if _NO_NAME.search(name):
        return "is not a name", ""
    if _SEVERAL.search(name) or _joins_people(name):
        return "seems to be several people", "list them separately"
    return None


def _joins_people(name: str) -> bool:
    """`Ann Lee and Bo Ek`, not `Department of Health and Human Services`, `Ernst and Young`."""
    parts = _AND.split(name)
    if len(parts) < 2 or any(len(part.split()) not in (2, 3) for part in parts):
        return False
    return all(word[0].isupper() for part in parts for word in part.split()) and not re.search(
        r"\b(?:Department|Ministry|Institute|Center|Centre|Office|Council|Society|Association|University|Committee|Agency)\b",
        name,
    )


def future_dates(subject: LintContext) -> Iterator[Problem]:
    """Dates of publication after tomorrow: the next day may have begun elsewhere."""
    latest = (subject.today + timedelta(days=1)).isoformat()
    for one in subject.resources:
        if one.published and order(one.published) > order(latest):
            yield problem("future_date", one, f"`{one.typed_key}` was published on {one.published}, which is in the future")
