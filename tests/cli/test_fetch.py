"""Fetching from a server that misbehaves: what comes back, how long it takes, how much memory it costs."""

from __future__ import annotations

import gzip
import os
import re
import socket
import threading
import time
import tracemalloc
import zlib

import httpx
import pytest
from server import PAGE, Server, answer, bomb, compressed, cut, endless, head, redirect, serving

from mkdocs_resource_cards.cli.fetch import Fetcher, FetchError, Limits
from mkdocs_resource_cards.cli.fetch.ip_policy import is_public
from mkdocs_resource_cards.cli.fetch.proxies import Proxies, of_environment

SECONDS = 1.0
"""The limit where it is to be reached; elsewhere it is one that a busy machine keeps."""


@pytest.fixture
def fetcher(server: Server) -> Fetcher:
    return Fetcher({server.address}, Limits(bytes=2_000_000, seconds=20))


@pytest.fixture
def hasty(server: Server) -> Fetcher:
    return Fetcher({server.address}, Limits(bytes=2_000_000, seconds=SECONDS))


def kind_of(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.get(url)
    assert "\n" not in str(caught.value)
    return caught.value.kind


def test_a_page_comes_with_its_status_type_and_charset(server: Server, fetcher: Fetcher) -> None:
    server.pages["/"] = answer(PAGE, Content_Type="Text/HTML; Charset=ISO-8859-1", ETag='"1"')
    fetched = fetcher.get(server.url())
    assert (fetched.status, fetched.body, fetched.content_type, fetched.charset) == (200, PAGE, "text/html", "ISO-8859-1")
    assert fetched.headers["etag"] == '"1"'


def test_the_request_says_who_asks_and_tells_nothing_else(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    server.pages["/"] = answer(b"", "302 Found", Location="/next", Set_Cookie="a=b; Path=/")
    server.pages["/next"] = answer(PAGE)
    Fetcher({server.address}).get(server.url())
    for _, headers in server.requests:
        assert headers["user-agent"].startswith("mkdocs-resource-cards/")
        assert headers["accept-language"].startswith("en")  # Else some servers guess the reader's from the address.
        assert not {"authorization", "cookie", "referer", "proxy-authorization"} & headers.keys()
    assert server.paths() == ["/", "/next"]


def test_compression_is_undone(server: Server, fetcher: Fetcher) -> None:
    server.pages["/gzip"] = compressed()
    server.pages["/members"] = answer(gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]), Content_Encoding="gzip")
    server.pages["/deflate"] = answer(zlib.compress(PAGE), Content_Encoding="deflate")
    server.pages["/raw"] = answer(zlib.compress(PAGE)[2:-4], Content_Encoding="deflate")
    for path in ("/gzip", "/members", "/deflate", "/raw"):
        assert fetcher.get(server.url(path)).body == PAGE, path


def test_a_status_is_an_answer_not_a_failure(server: Server, fetcher: Fetcher) -> None:
    for status in (403, 404, 410, 429, 500, 503):
        server.pages[f"/{status}"] = answer(b"no", f"{status} X", Retry_After="7")
        assert fetcher.get(server.url(f"/{status}")).status == status


@pytest.mark.parametrize(
    ("respond", "kind"),
    [
        (endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65536), "protocol"),
        (endless(head(Content_Type="text/html"), b"x" * 65536), "size"),
        (endless(head(Transfer_Encoding="chunked"), b"10000\r\n" + b"x" * 65536 + b"\r\n"), "size"),
        (endless(head(Content_Encoding="gzip"), gzip.compress(b"") * 9000), "size"),
        (answer(bomb(50_000_000), Content_Encoding="gzip"), "size"),
        (answer(gzip.compress(bomb(50_000_000)), Content_Encoding="gzip, gzip"), "protocol"),
        (answer(PAGE, Content_Encoding="br"), "protocol"),
        (answer(PAGE, Content_Encoding="gzip"), "protocol"),
        (answer(gzip.compress(PAGE * 99)[:-20], Content_Encoding="gzip"), "partial"),
        (answer(PAGE, Content_Length="9999"), "partial"),
        (cut(head(Transfer_Encoding="chunked") + b"5\r\nhello\r\n"), "partial"),
        (cut(head(Content_Length="50") + b"hello", reset=True), "connection"),
        (cut(b""), "partial"),
        (cut(b"HTTP/1.1 2"), "partial"),
        (cut(b"220 smtp.example ESMTP\r\n\r\n"), "protocol"),
        (answer(PAGE, Content_Length="-5"), "protocol"),
        (answer(PAGE, Content_Length="5, 6"), "protocol"),
        (redirect("http://user:secret@example.org/"), "url"),
        (redirect("file:///etc/passwd"), "url"),
        (redirect("gopher://127.0.0.1/"), "url"),
        (redirect("http://[::1"), "url"),
        (redirect("javascript:alert(1)"), "url"),
    ],
)
def test_misbehaviour_is_a_failure_of_its_kind(server: Server, fetcher: Fetcher, respond, kind: str) -> None:
    server.pages["/"] = respond
    assert kind_of(fetcher, server.url()) == kind


@pytest.mark.parametrize(
    "respond",
    [
        endless(head(Content_Type="text/html"), b"x", 0.05),
        endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.05),
        endless(b"", b"", 0.05),
        endless(head(Transfer_Encoding="chunked"), b"1\r\nx\r\n", 0.05),
    ],
)
def test_dripping_does_not_win_time(server: Server, hasty: Fetcher, respond) -> None:
    server.pages["/"] = respond
    started = time.monotonic()
    assert kind_of(hasty, server.url()) == "timeout"
    assert SECONDS - 0.1 < time.monotonic() - started < SECONDS + 4


def test_a_body_longer_than_announced_ends_where_it_said(server: Server, fetcher: Fetcher) -> None:
    server.pages["/"] = answer(PAGE + b"<script>more", Content_Length=str(len(PAGE)))
    assert fetcher.get(server.url()).body == PAGE


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "mailto:ann@example.org", "http://[::1"])
def test_a_redirect_to_what_is_no_web_address_is_named(server: Server, fetcher: Fetcher, target: str) -> None:
    server.pages["/"] = redirect(target)
    with pytest.raises(FetchError, match=f"`{re.escape(target)}` is not an http or https URL"):
        fetcher.get(server.url("/"))


def test_time_spent_on_redirects_counts_as_a_whole(server: Server, hasty: Fetcher) -> None:
    def slow(target: str):
        def respond(client: socket.socket, running: Server) -> None:
            time.sleep(0.4)
            redirect(target)(client, running)

        return respond

    server.pages.update({f"/{n}": slow(f"/{n + 1}") for n in range(5)})
    assert kind_of(hasty, server.url("/0")) == "timeout"


def test_five_redirects_are_followed_and_no_sixth(server: Server, fetcher: Fetcher) -> None:
    server.pages.update({f"/{n}": redirect(f"/{n - 1}") for n in range(1, 7)})
    server.pages["/0"] = answer(PAGE)
    assert fetcher.get(server.url("/5")).url == server.url("/0")
    assert kind_of(fetcher, server.url("/6")) == "redirects"
    server.pages["/loop"] = redirect("/loop")
    assert kind_of(fetcher, server.url("/loop")) == "redirects"


SPELLINGS = """
127.0.0.1 127.1 2130706433 0x7f000001 0x7f.1 017700000001 0177.0.0.1 localhost 0.0.0.0 10.0.0.1 172.16.0.1 192.168.0.1
169.254.169.254 100.64.0.1 224.0.0.1 255.255.255.255 192.0.2.1
[::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [2002:7f00:1::] [::]
[fe80::1] [fc00::1] [fec0::1]
""".split()


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_a_private_address_is_connected_to(server: Server, host: str) -> None:
    fetcher = Fetcher(limits=Limits(seconds=SECONDS))
    server.pages["/"] = answer(PAGE)
    assert kind_of(fetcher, server.url(host=host)) in ("private", "url")
    assert server.requests == []


@pytest.mark.parametrize("host", ["127.0.0.1:{other}", "localhost:{other}", "2130706433:{other}", "[::ffff:127.0.0.1]:{port}"])
def test_a_redirect_to_a_private_address_is_not_followed(server: Server, fetcher: Fetcher, host: str) -> None:
    other = Server({"/": answer(PAGE)})
    server.pages["/"] = redirect(f"http://{host.format(other=other.port, port=server.port)}/")
    assert kind_of(fetcher, server.url()) == "private"
    assert other.requests == []
    other.close()


def test_the_connection_goes_to_the_address_that_was_checked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to something else at the second time gains nothing; it is asked once."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolver(host, *rest, **named):
        if host != "rebind.example":
            return real(host, *rest, **named)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "10.255.255.1", *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    server.pages["/"] = answer(PAGE)
    fetched = Fetcher({server.address}).get(server.url(host="rebind.example"))
    assert (fetched.body, asked) == (PAGE, ["rebind.example"])
    assert server.requests[0][1]["host"] == f"rebind.example:{server.port}"


def test_one_private_address_among_public_ones_is_enough_to_refuse(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert kind_of(Fetcher(), "http://mixed.example/") == "private"


def test_a_resolver_that_hangs_costs_no_more_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [] * released.wait(60))
    started = time.monotonic()
    assert kind_of(Fetcher(limits=Limits(seconds=0.3)), "http://slow.example/") == "timeout"
    assert time.monotonic() - started < 30
    released.set()


def test_a_bomb_stays_small_in_memory(server: Server) -> None:
    server.pages["/"] = answer(bomb(100_000_000), Content_Encoding="gzip")
    fetcher = Fetcher({server.address}, Limits(bytes=8_000_000))
    tracemalloc.start()
    try:
        assert kind_of(fetcher, server.url()) == "size"
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_no_connection_stays_open(server: Server, fetcher: Fetcher) -> None:
    server.pages["/"] = endless(head(), b"x" * 65536)
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for _ in range(5):
        assert kind_of(fetcher, server.url()) == "size"
    time.sleep(0.1)  # The server's own ends close when its threads notice.
    after = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    assert after <= before + 1


def test_without_body_only_the_head_is_waited_for(server: Server, fetcher: Fetcher) -> None:
    server.pages["/"] = endless(head(Content_Type="text/html"), b"x" * 65536)
    assert fetcher.get(server.url(), body=False).status == 200


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::808:808", True),
        ("2002:808:808::", True),
        ("::ffff:8.8.8.8", True),
    ]
    + [(host, False) for host in ("fe80::1%eth0", "2001::1", "2001:db8::1", "64:ff9b:1::1", "ff02::1", "192.88.99.1", "", "a")]
    + [("2606:4700::5efe:127.0.0.1", False), ("2002:a00:1::", False), ("64:ff9b::a00:1", False), ("240.0.0.1", False)],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_host_that_somebody_allows_may_be_private(server: Server) -> None:
    server.pages.update({"/": answer(PAGE), "/on": redirect("/"), "/off": redirect(server.url(host="127.0.0.1"))})
    fetcher = Fetcher(limits=Limits(seconds=20)).allowing(["LocalHost."])
    assert fetcher.get(server.url("/on", "localhost")).body == PAGE
    assert kind_of(fetcher, server.url()) == "private"  # The same server under a name that nobody allowed.
    assert kind_of(fetcher, server.url("/off", "localhost")) == "private"
    for given in (f"127.0.0.1:{server.port}", server.url(), "127.0.0.1"):
        assert Fetcher().allowing([given]).get(server.url()).status == 200


def test_what_a_public_host_leads_to_is_not_what_was_allowed(server: Server) -> None:
    server.pages.update({"/": answer(PAGE), "/off": redirect(server.url(host="localhost"))})
    with serving({}) as other:
        other.pages["/"] = redirect(server.url(host="localhost"))
        fetcher = Fetcher({other.address}, Limits(seconds=20), private_hosts=["localhost"])
        assert kind_of(fetcher, other.url()) == "private"
    assert server.requests == []


def resolved(monkeypatch: pytest.MonkeyPatch, **hosts: str) -> None:
    """Lets `example.org` and the like have these addresses."""
    ask = socket.getaddrinfo

    def answered(host: str, port: int, *more: object, **others: object) -> list:
        name = host.replace(".", "_")
        if name.endswith("_org") and name not in hosts:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return ask(hosts.get(name, host), port, *more, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", answered)


def test_a_proxy_is_asked_for_what_it_is_named_for(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    resolved(monkeypatch, example_org="93.184.216.34", private_org="10.0.0.1")
    server.pages.update({"http://example.org/a": answer(PAGE), "http://unknown.org/": answer(PAGE)})
    proxies = Proxies({"http": f"http://me:secret@127.0.0.1:{server.port}"}, ("direct.org",))
    fetcher = Fetcher(limits=Limits(seconds=20), proxies=proxies)
    assert fetcher.get("http://example.org/a").body == PAGE
    assert server.requests[0][1]["proxy-authorization"] == "Basic bWU6c2VjcmV0"
    assert fetcher.get("http://unknown.org/").body == PAGE  # A name that only the proxy can look up.
    assert kind_of(fetcher, "http://private.org/") == "private"
    assert kind_of(fetcher, "http://169.254.169.254/latest") == "private"
    assert kind_of(fetcher, "http://direct.org/") == "address"
    assert len(server.requests) == 2


def test_a_proxy_that_refuses_is_said(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    resolved(monkeypatch, example_org="93.184.216.34")
    server.pages["example.org:443"] = answer(b"", "403 Forbidden")
    for proxy in (server.url(), "socks5://127.0.0.1:9", "nonsense://x"):
        fetcher = Fetcher(limits=Limits(seconds=20), proxies=Proxies({"all": proxy}))
        with pytest.raises(FetchError, match=r"proxy|connection failed") as caught:
            fetcher.get("https://example.org/")
        assert caught.value.kind == "connection"


NO_PROXY = [
    "",
    "*",
    "example.org",
    ".example.org",
    "localhost,example.org:8080",
    "http://a.example.org",
    "10.0.0.1",
    "::1",
]


@pytest.mark.parametrize("direct", NO_PROXY)
def test_proxies_are_those_that_httpx_would_take(monkeypatch: pytest.MonkeyPatch, direct: str) -> None:
    names = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
    for name in (*names, *map(str.upper, names)):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "proxy.org:3128")
    monkeypatch.setenv("HTTPS_PROXY", "http://secure.org")
    monkeypatch.setenv("NO_PROXY", direct)
    ours, theirs = of_environment(), httpx.Client()
    hosts = ("example.org", "a.example.org", "notexample.org", "example.org:8080", "localhost", "10.0.0.1", "[::1]")
    for url in (f"{scheme}://{host}/" for scheme in ("http", "https") for host in hosts):
        transport = theirs._transport_for_url(httpx.URL(url))
        expected = transport is not theirs._transport
        if not (direct.startswith("http:") and url.startswith("https:")):  # A scheme in front changes nothing for us.
            assert bool(ours.proxy_of(url)) == expected, (direct, url)


def test_certificates_are_read_once_and_anew_where_the_environment_names_others(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(httpx, "create_ssl_context", lambda: read.append(os.environ["SSL_CERT_FILE"]))
    for name in ("one.pem", "one.pem", "other.pem"):
        monkeypatch.setenv("SSL_CERT_FILE", name)
        Fetcher().allowing(["localhost"])
    assert read == ["one.pem", "other.pem"]
