"""Which URLs are dead: asked of the network, politely. Only what is surely gone counts (404, 410, no such host)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...model import Problem, Resource
from ..fetch import FetchError
from ..fetch.rate_limit import Politeness, each
from .context import problem

GONE = (404, 410)


def dead(
    resources: Iterable[Resource], manners: Politeness, step: Callable[[str], None], unasked: list[tuple[str, str]]
) -> Iterator[Problem]:
    """The problems of entries whose URL leads nowhere, in the order of `resources`. 403 and 429 say nothing of a page.

    `unasked` takes (URL, why) of those that gave no answer: they may be alive.
    """
    asked = [one for one in resources if one.url]
    answers: dict[str, str] = {}

    def ask(one: Resource) -> None:
        if one.url not in answers:
            answers[one.url] = _answer(one.url, manners, unasked)

    for one in each(asked, lambda resource: resource.url, ask, manners):
        step(one.url)
    for one in asked:
        if answers.get(one.url):
            message = f"the URL of `{one.id}` {answers[one.url]}: {one.url}"
            hint = (
                f"its archived copy is {one.archive_url}" if one.archive_url else "find it elsewhere, or give an `archive_url`"
            )
            yield problem("dead_link", one, message, hint)


def _answer(url: str, manners: Politeness, unasked: list[tuple[str, str]]) -> str:
    """What is wrong with a URL, `""` for nothing that is certain."""
    try:
        status = manners.get(url, body=False).status
    except FetchError as error:
        if error.kind == "address" and "there is no host" in str(error):
            return "has a host that does not exist"
        if error.kind in ("connection", "timeout"):
            unasked.append((url, str(error)))
        return ""
    return f"is gone (HTTP {status})" if status in GONE else ""
