"""Many URLs at once, but one after the other on each host."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from .client import Fetched, Fetcher
from .errors import FetchError
from .robots import Robots, parse

_Item = TypeVar("_Item")
PAUSE = 1.0
"""Seconds between the end of a request and the next one to the same host."""
WORKERS = 8
"""Hosts asked at the same time."""


@dataclass
class Politeness:
    """How one host is asked: its robots.txt, once, and pauses."""

    fetcher: Fetcher
    pause: float = PAUSE
    _robots: dict[str, Robots] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, url: str, headers: dict[str, str] | None = None, *, body: bool = True) -> Fetched:
        """Fetches `url` if its host allows that. Raises FetchError, of kind `robots` when it does not."""
        robots = self.robots(url)
        if not robots.allows(url):
            raise FetchError("robots", "robots.txt does not allow it")
        return self.fetcher.get(url, headers, body=body)

    def rest(self, url: str) -> float:
        """Seconds to wait before the next request to the host of `url`."""
        with self._lock:
            known = self._robots.get(_origin(url), Robots())
        return max(self.pause, known.delay)

    def robots(self, url: str) -> Robots:
        """The rules of the host of `url`; a host whose rules cannot be had sets none (RFC 9309, 2.3.1.3)."""
        origin = _origin(url)
        with self._lock:
            known = self._robots.get(origin)
        if known is None:
            known = self._ask(origin)
            with self._lock:
                self._robots[origin] = known
        return known

    def _ask(self, origin: str) -> Robots:
        try:
            answer = self.fetcher.get(f"{origin}/robots.txt")
        except FetchError:
            return Robots()
        if answer.status >= 500:
            return Robots((("/", False),))  # RFC 9309, 2.3.1.4
        return parse(answer.body) if answer.status == 200 else Robots()


def each(
    items: Iterable[_Item],
    url_of: Callable[[_Item], str],
    work: Callable[[_Item], None],
    manners: Politeness,
    workers: int = WORKERS,
) -> Iterator[_Item]:
    """Does `work` on every item, hosts in parallel, the items of one host in order with pauses; yields those that are done.

    What `work` raises is raised here, after the requests under way have ended.
    """
    queues: dict[str, list[_Item]] = {}
    for item in items:
        queues.setdefault(_origin(url_of(item)), []).append(item)
    done: _Done[_Item] = _Done()
    with ThreadPoolExecutor(workers) as pool:
        waiting: set[Future[None]] = {
            pool.submit(_one_host, queue, url_of, work, manners, done)
            for queue in sorted(queues.values(), key=len, reverse=True)
        }
        try:
            while waiting:
                finished, waiting = wait(waiting, timeout=0.1, return_when=FIRST_COMPLETED)
                yield from done.take()
                for future in finished:
                    future.result()
            yield from done.take()
        finally:
            done.stopped.set()
            for future in waiting:
                future.cancel()


@dataclass
class _Done(Generic[_Item]):
    """What the workers have finished and nobody took yet."""

    stopped: threading.Event = field(default_factory=threading.Event)
    _items: list[_Item] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, item: _Item) -> None:
        with self._lock:
            self._items.append(item)

    def take(self) -> list[_Item]:
        with self._lock:
            items, self._items = self._items, []
        return items


def _one_host(
    queue: list[_Item], url_of: Callable[[_Item], str], work: Callable[[_Item], None], manners: Politeness, done: _Done[_Item]
) -> None:
    for number, item in enumerate(queue):
        if done.stopped.is_set():
            return
        if number and done.stopped.wait(manners.rest(url_of(item))):
            return
        work(item)
        done.put(item)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def now() -> str:
    """The moment in UTC, `2026-05-17T09:30:00Z`."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
