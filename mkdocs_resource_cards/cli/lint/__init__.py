"""Checks that a build does not make: entries that are valid but probably wrong.

context, site          what rules look at: a scanned site
titles, people, addresses, uses, contents    rules, by what they look at
link_words             texts of links that name no source
generators             what one site generator alone complains of
converted_pages        pages, converted as a build does
links                  rules that ask the network
path_filter, baseline  which problems are skipped
report_formats         text, JSON, GitHub annotations, SARIF
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
