"""Renders pages before and after: a link is only converted if the shortcode renders the same, with the same address.

A page is rendered with its links marked, then with shortcodes in their place. Links that differ stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ...i18n import Translations
from ...model import Resource
from ...render import Renderer
from ...source_site import SourceSite, front_matter
from ..lint.converted_pages import PageHost, markdown_of

if TYPE_CHECKING:
    from markdown import Markdown

    from ...registry import Registry

_MARK = re.compile(r"rc-([0-9]+)(?: (?P<title>.*))?\Z", re.DOTALL)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
_ROUNDS = 8
"""Most times that a page is rendered until nothing differs."""


class CandidateLink(NamedTuple):
    """A link that may become a shortcode."""

    start: int
    end: int
    marked: str
    """The link, with `rc-N` in front of its title."""
    resource: Resource
    forms: tuple[str, ...]
    """Possible shortcodes, with `rc-N` as key. The first that changes nothing is used."""


def mark(number: int) -> str:
    """The key and title of candidate `number`."""
    return f"rc-{number}"


Replacements = Mapping[int, str]
"""Candidate -> text in its place."""
Events = list[tuple[object, ...]]
"""A page as events: texts, links with addresses and marks, other elements with attributes."""


class Prover:
    """Renders pages of one site, with its extensions from Python-Markdown and PyMdown Extensions."""

    def __init__(self, source_site: SourceSite, extensions: Mapping[str, Any] | None) -> None:
        self._source_site = source_site
        self._registry = _WithCandidates(source_site.site.registry)
        # The site's own templates may render anything.
        renderer = Renderer((), Translations("en"))
        site = replace(source_site.site, registry=cast("Registry", self._registry), renderer=renderer)
        self._host = PageHost(site, source_site.page_context(""))
        self._md: Markdown = markdown_of(extensions, self._host)
        self.failed: dict[str, str] = {}
        """Page -> why it cannot be rendered for comparison."""

    def chosen_in(self, path: str, text: str, candidates: Sequence[CandidateLink]) -> list[int | None]:
        """For each candidate in `text`, the page `path`, the form that changes nothing; None for links that must stay."""
        self._registry.found = {mark(number): one.resource for number, one in enumerate(candidates)}
        chosen = dict[int, int]()
        try:
            # One that failed next to another may work once that is settled; a second run would find it.
            while more := self._settled(text, path, candidates, chosen):
                chosen.update(more)
        except Exception as error:  # Errors are for the build to report; links that cannot be compared stay.
            self.failed[path] = f"{type(error).__name__}: {error}"
            chosen.clear()
        return [chosen.get(number) for number in range(len(candidates))]

    def reads_the_same(self, path: str, before: str, after: str) -> bool:
        """Whether two texts of the page `path` render the same, except for the markup of shortcodes."""
        try:
            return self._events(before, path, bare=True) == self._events(after, path, bare=True)
        except Exception:  # As above.
            return False

    def _links(self, text: str, path: str, candidates: Sequence[CandidateLink], kept: Replacements) -> tuple[set[int], Events]:
        """(candidates that are links with the expected address on the rendered page, that page with marks)."""
        before = [_unmarked(event) for event in self._events(_filled(text, candidates, kept), path)]
        real = set(range(len(candidates))) - kept.keys()
        for _ in range(_ROUNDS if real else 0):
            links = {number: candidates[number].marked for number in real}
            marked = self._events(_filled(text, candidates, {**kept, **links}), path)
            seen = dict(_inner(marked))
            wrong = {n for n in real if n not in seen or seen[n][0] != candidates[n].resource.url}
            if not wrong and before == [_unmarked(event) for event in marked]:
                return real, marked
            wrong = wrong or _next(marked, [_unmarked(event) for event in marked], before)
            if not wrong & real:
                break
            real -= wrong
        return set(), []

    def _settled(self, text: str, path: str, candidates: Sequence[CandidateLink], chosen: Mapping[int, int]) -> dict[int, int]:
        """Further candidates besides `chosen`, each with the form that changes nothing."""
        if len(chosen) == len(candidates):
            return {}
        kept = {number: candidates[number].forms[which] for number, which in chosen.items()}
        links, before = self._links(text, path, candidates, kept)
        marked = {number: candidates[number].marked for number in links}
        form: dict[int, int] = dict.fromkeys(links, 0)
        for _ in range(_ROUNDS if links else 0):
            written = {number: candidates[number].forms[which] for number, which in form.items()}
            after = self._events(_filled(text, candidates, {**kept, **marked, **written}), path)
            if before == after:
                return form
            wrong = _different(before, after) & form.keys()
            if not wrong:
                break
            for number in wrong:
                form[number] += 1
                if form[number] == len(candidates[number].forms):
                    del form[number]
        return {}

    def _events(self, text: str, path: str, *, bare: bool = False) -> Events:
        site, config = self._source_site, self._source_site.site_config
        plain = config.has_plain_front_matter
        self._host.current = site.page_context(path, references=front_matter.values_of(text, plain=plain).get("references"))
        body = config.filled(front_matter.body_of(text, plain=plain), path)
        reader = _Reader(bare)
        reader.feed(self._md.reset().convert(body))
        reader.close()
        return reader.done()


class _WithCandidates(Mapping[str, Resource]):
    """A registry in which each candidate's mark is a key of its entry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.found: Mapping[str, Resource] = {}

    def __getitem__(self, key: str) -> Resource:
        found = self.found.get(key)
        return found._replace(id=key) if found is not None else self._registry[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._registry)

    def __len__(self) -> int:
        return len(self._registry)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._registry, name)


class _Reader(HTMLParser):
    """HTML -> events, without the element around a candidate's shortcode. `bare`: around any shortcode, and with bare links.

    The output of other shortcodes is skipped: numbers and year suffixes depend on what else a page cites.
    """

    def __init__(self, bare: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._bare = bare
        self._events: Events = []
        self._text: list[str] = []
        self._open: list[tuple[str, bool]] = []
        """Elements, and whether they are events."""
        self._mark = ""
        self._hidden = 0
        """Depth within an element that is skipped; 0 outside."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        key = found.get("data-rc-id", "")
        is_mark = _MARK.match(key) is not None
        if not self._hidden and not self._bare and ((key and not is_mark) or "rc-refs" in found.get("class", "").split()):
            self._put(("shortcode",) if key else ("",))
            self._hidden = len(self._open) + 1
        if self._hidden or (tag == "span" and (not found or is_mark or (self._bare and key))):
            self._mark = key if is_mark or self._bare else self._mark
            if tag not in _EMPTY:
                self._open.append((tag, False))
            return
        event: tuple[object, ...] = ("<", tag, tuple(sorted(found.items())))
        if tag == "a":
            event, self._mark = self._link(found), ""
        self._put(event)
        if tag not in _EMPTY:
            self._open.append((tag, True))

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name, is_event = self._open.pop()
            if is_event:
                self._put((">", name))
            if len(self._open) < self._hidden:
                self._hidden = 0
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text.append(data)

    def handle_comment(self, data: str) -> None:
        if not self._hidden:
            self._put(("!", data))

    def done(self) -> Events:
        """The events, once all HTML is fed."""
        self._flush()
        return [event for event in self._events if event != ("",)]

    def _link(self, found: dict[str, str]) -> tuple[object, ...]:
        token, match = self._mark, _MARK.match(found.get("title", ""))
        if match:
            token, title = mark(int(match[1])), found.pop("title") and match["title"]
            found.update({"title": title} if title else {})
        if token or self._bare:
            found = {name: found[name] for name in found if name not in ("class", "dir")}
        return ("<", "a", tuple(sorted(found.items())), "" if self._bare else token)

    def _put(self, event: tuple[object, ...]) -> None:
        self._flush()
        self._events.append(event)

    def _flush(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._text))
        self._text.clear()
        if text:
            self._events.append((text,))


def _filled(text: str, candidates: Sequence[CandidateLink], written: Replacements) -> str:
    """`text` with the candidates replaced."""
    parts, end = [], 0
    for number in sorted(written):
        parts += [text[end : candidates[number].start], written[number]]
        end = candidates[number].end
    return "".join([*parts, text[end:]])


def _unmarked(event: tuple[object, ...]) -> tuple[object, ...]:
    return event[:3] if event[:2] == ("<", "a") else event


def _number(event: tuple[object, ...]) -> int | None:
    """The candidate whose link an event starts."""
    match = _MARK.match(str(event[3])) if event[:2] == ("<", "a") and len(event) > 3 else None
    return int(match[1]) if match else None


def _inner(events: Events) -> Iterator[tuple[int, tuple[str, Events]]]:
    """Candidate -> (address, content of its link)."""
    for position, event in enumerate(events):
        number = _number(event)
        if number is not None:
            end = next((at for at in range(position, len(events)) if events[at] == (">", "a")), len(events))
            yield number, (dict(cast("Iterable[tuple[str, str]]", event[2])).get("href", ""), events[position + 1 : end])


def _different(before: Events, after: Events) -> set[int]:
    """The candidates that differ; if none does, those nearest to the first difference."""
    one, two = dict(_inner(before)), dict(_inner(after))
    wrong = {number for number in one if one[number] != two.get(number)}
    return wrong or set(_nearest(before, before, after)) | set(_nearest(after, after, before))


def _next(events: Events, compared: Events, other: Events) -> set[int]:
    """The candidate at or after the first difference, else the one before it."""
    near = _nearest(events, compared, other)
    return {near[-1]} if near else set()


def _nearest(events: Events, compared: Events, other: Events) -> list[int]:
    """The candidates on both sides of the first place where `compared`, which is `events` or as long, differs from `other`."""
    pairs = enumerate(zip(compared, other, strict=False))
    place = next((at for at, (one, two) in pairs if one != two), min(len(compared), len(other)))
    before = next((n for at in range(min(place, len(events) - 1), -1, -1) if (n := _number(events[at])) is not None), None)
    after = next((n for at in range(place, len(events)) if (n := _number(events[at])) is not None), None)
    return [number for number in (before, after) if number is not None]


Find = Callable[[str], Events]
