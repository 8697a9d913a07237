"""What a build does not look at: entries that can be read and are wrong all the same.

subject, site       what rules look at
titles, people, addresses, uses, contents           rules, by what they look at
hosts               what one host alone tells
converted           pages as a build reads them    links        rules that ask the network
formats             what is printed                 narrowing, baseline   what is passed over
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...model import Problem
from . import addresses, contents, people, titles, uses
from .context import LintContext

RULES: tuple[Callable[[LintContext], Iterator[Problem]], ...] = (
    titles.addresses_as_titles,
    titles.labels_as_titles,
    titles.shared_titles,
    titles.site_names_in_titles,
    people.odd_authors,
    people.future_dates,
    addresses.doubled,
    addresses.foreign_hashes,
    addresses.cut,
    addresses.lookalikes,
    uses.uncited,
    uses.unused_publications,
    uses.stale_claims,
    contents.suspicious,
    contents.stale,
)

__all__ = ["RULES", "LintContext", "lint"]


def lint(subject: LintContext) -> list[Problem]:
    """The problems of all rules, each once."""
    return list(dict.fromkeys(problem for rule in RULES for problem in rule(subject)))
