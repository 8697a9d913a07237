"""robots.txt and politeness."""

from __future__ import annotations

import itertools
import time

import pytest
from server import Server, answer

from mkdocs_resource_cards.cli.fetch import Fetcher, FetchError
from mkdocs_resource_cards.cli.fetch.rate_limit import Politeness, each
from mkdocs_resource_cards.cli.fetch.robots import parse

RULES = b"""User-agent: other
Disallow: /

User-agent: a
User-agent: Mkdocs-Resource-Cards # us
Disallow: /private*/x$
Disallow: /deep
Allow: /deep/open
Crawl-delay: 0.2
Disallow:

User-agent: *
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private1/x", False),
        ("/private1/xy", True),
        ("/deep/a", False),
        ("/deep/open/b", True),
        ("/d%65ep", False),
    ],
)
def test_the_longest_rule_of_our_group_decides(path: str, allowed: bool) -> None:
    assert parse(RULES).allows(f"http://x.org{path}") is allowed
    assert parse(RULES).delay == 0.2


def test_without_a_group_of_ours_the_star_counts() -> None:
    assert not parse(b"user-agent: *\ndisallow: /").allows("http://x.org/a")
    assert parse(b"user-agent: z\ndisallow: /").allows("http://x.org/a")
    assert parse(b"\xff\xfe not text at all").allows("http://x.org/a")


def test_a_hostile_pattern_takes_no_time() -> None:
    robots = parse(b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"b$\n")
    started = time.process_time()
    assert robots.allows("http://x.org/" + "a" * 4000)
    assert time.process_time() - started < 5  # One that tries again at each star does not end.


def test_manners() -> None:
    server = Server({"/robots.txt": answer(b"User-agent: *\nDisallow: /no", Content_Type="text/plain"), "/yes": answer(b"x")})
    manners = Politeness(Fetcher({server.address}))
    assert manners.get(server.url("/yes")).status == 200
    with pytest.raises(FetchError) as caught:
        manners.get(server.url("/no"))
    assert caught.value.kind == "robots"
    assert server.paths() == ["/robots.txt", "/yes"]
    server.pages["/robots.txt"] = answer(b"", "503 Down")
    assert not Politeness(Fetcher({server.address})).robots(server.url("/yes")).allows(server.url("/yes"))
    server.close()


def test_one_host_is_asked_in_order_with_pauses_and_hosts_at_once() -> None:
    manners = Politeness(Fetcher(), 0.1)
    begun: list[tuple[float, str]] = []
    urls = [f"http://{host}.example/{n}" for n in range(3) for host in "ab"]
    manners._robots.update({f"http://{host}.example": parse(b"") for host in "ab"})
    started = time.monotonic()
    done = list(each(urls, str, lambda url: begun.append((time.monotonic() - started, url)), manners))
    assert sorted(done) == sorted(urls)
    for host in "ab":
        times = [moment for moment, url in begun if f"{host}.example" in url]
        assert [url[-1] for _, url in begun if f"{host}.example" in url] == ["0", "1", "2"]
        assert all(later - earlier >= 0.09 for earlier, later in itertools.pairwise(times))
    ends = {host: [moment for moment, url in begun if f"{host}.example" in url] for host in "ab"}
    assert max(ends["a"][0], ends["b"][0]) < min(ends["a"][-1], ends["b"][-1])
