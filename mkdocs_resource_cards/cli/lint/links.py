"""Which URLs are dead, checked over the network at a polite pace. Only certain cases count (404, 410, no such host)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ...model import Problem, Resource
from ..fetch import FetchError
from ..fetch.rate_limit import Politeness, each
from .context import problem

GONE = (404, 410)
_REFUSED = {401: "sign in first", 403: "forbidden", 429: "too many requests", 451: "unavailable for legal reasons"}
"""What a host says to programs that it does not want; the page may be there for people."""


class Undecided(NamedTuple):
    """A URL that may or may not be dead."""

    url: str
    reason: str
    """Why nothing is known, for all with this reason."""
    detail: str = ""


def dead(
    resources: Iterable[Resource], manners: Politeness, step: Callable[[str], None], undecided: list[Undecided]
) -> Iterator[Problem]:
    """The problems of entries whose URL leads nowhere, in the order of `resources`.

    `undecided` takes those that were not asked, or whose answer says nothing of the page.
    """
    asked = [one for one in resources if one.url]
    answers: dict[str, str] = {}

    def ask(one: Resource) -> None:
        if one.url not in answers:
            answers[one.url] = _answer(one.url, manners, undecided)

    for one in each(asked, lambda resource: resource.url, ask, manners):
        step(one.url)
    for one in asked:
        if answers.get(one.url):
            message = f"the URL of `{one.typed_key}` {answers[one.url]}: {one.url}"
            hint = (
                f"its archived copy is {one.archive_url}" if one.archive_url else "find a new address, or add an `archive_url`"
            )
            yield problem("dead_link", one, message, hint)


def _answer(url: str, manners: Politeness, undecided: list[Undecided]) -> str:
    """What is wrong with a URL, `""` for nothing that is certain."""
    try:
        status = manners.get(url, body=False).status
    except FetchError as error:
        if error.kind == "address":
            return "has a host that does not exist"
        undecided.append(Undecided(url, _reason(error), str(error)))
        return ""
    if status in GONE:
        return f"is gone (HTTP {status})"
    if status >= 400:
        undecided.append(Undecided(url, f"answered HTTP {status} ({_REFUSED.get(status, 'an error of the host')})"))
    return ""


def _reason(error: FetchError) -> str:
    reasons = {
        "robots": "not checked, since robots.txt does not allow it",
        "private": "not checked, since the host's address is not public",
        "url": "not checked, since it cannot be fetched",
        "redirects": "too many redirects",
    }
    return reasons.get(error.kind, "no response")


def told(undecided: Sequence[Undecided]) -> Iterator[str]:
    """A sentence for each reason: how many, and one of them."""
    for reason in dict.fromkeys(sorted(one.reason for one in undecided)):
        same = sorted(one for one in undecided if one.reason == reason)
        first = f"{same[0].url}: {same[0].detail}" if same[0].detail else same[0].url
        number = f"{len(same)} address{'es' if len(same) > 1 else ''}"
        yield f"{number} may be alive: {reason}{'; for example' if len(same) > 1 else ':'} {first}"
