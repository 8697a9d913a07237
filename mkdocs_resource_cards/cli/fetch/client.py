"""URL -> Fetched: one GET, redirects followed, every bound kept."""

from __future__ import annotations

import os
import ssl
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urljoin

import httpcore
import httpx

from ... import __version__
from ...normalize.urls import safe_url
from . import decoding
from .errors import FetchError
from .network import AddressPolicy, Deadline, PublicOnlyBackend, resolve
from .proxies import Proxies

USER_AGENT = f"mkdocs-resource-cards/{__version__} (+https://pypi.org/project/mkdocs-resource-cards/)"
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, application/json;q=0.8, */*;q=0.5",
    "Accept-Encoding": decoding.ACCEPTED,
    "Accept-Language": "en, *;q=0.5",
    "Connection": "close",
}
_NO_PROXIES = Proxies()
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one fetch."""

    bytes: int = 8_000_000
    """Of the body, decoded."""
    redirects: int = 5
    seconds: float = 30.0
    """In all: resolving, connecting, redirects, body."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole answer."""

    url: str
    """Where the last redirect led."""
    status: int
    content_type: str = ""
    """Lower case, without parameters."""
    charset: str = ""
    """As the server names it, `""` when it doesn't."""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Lower-case names."""


class _Transport(httpx.BaseTransport):
    """httpx on top of connections that were looked at first."""

    def __init__(self, deadline: Deadline, policy: AddressPolicy, proxies: Proxies, tls: ssl.SSLContext) -> None:
        self._deadline, self._policy, self._proxies, self._tls = deadline, policy, proxies, tls
        self._pool: httpcore.ConnectionPool | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        self._pool = self._pool_for(request.url)
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions)

    def _pool_for(self, url: httpx.URL) -> httpcore.ConnectionPool:
        proxy = self._proxies.proxy_of(str(url))
        if not proxy:
            backend = PublicOnlyBackend(self._deadline, self._policy)
            return httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend, max_keepalive_connections=0)
        self._look_at(url)
        try:
            told = httpx.Proxy(proxy)
            kind = httpcore.SOCKSProxy if told.url.scheme.startswith("socks") else httpcore.HTTPProxy
            return kind(
                proxy_url=str(told.url),
                proxy_auth=told.raw_auth,
                ssl_context=self._tls,
                network_backend=PublicOnlyBackend(self._deadline),
                max_keepalive_connections=0,
            )
        except (RuntimeError, ImportError, ValueError, TypeError, httpx.InvalidURL) as error:
            raise FetchError("connection", f"the proxy cannot be used: {_reason(error)}") from error

    def _look_at(self, url: httpx.URL) -> None:
        """Refuses a private host as well as that can be seen from here: a name that only the proxy knows is its affair."""
        host, port = url.raw_host.decode("ascii", "replace"), url.port or (443 if url.scheme == "https" else 80)
        try:
            found = resolve(host.strip("[]"), port, self._deadline)
        except FetchError as error:
            if error.kind == "timeout":
                raise
            return
        self._policy.check(host, port, found)

    def close(self) -> None:
        if self._pool is not None:
            self._pool.close()


class _Stream(httpx.SyncByteStream):
    """The body of an answer, as it arrives."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@lru_cache(maxsize=2)
def _tls(file: str, folder: str) -> ssl.SSLContext:
    """The certificates to trust, from where httpx has them; `file` and `folder` are what the environment says of that.

    Read once: that takes longer than all else a fetcher begins with.
    """
    return httpx.create_ssl_context()


class Fetcher:
    """Fetches untrusted URLs. May be used by several threads."""

    def __init__(
        self,
        allowed: Collection[tuple[str, int]] = (),
        limits: Limits | None = None,
        *,
        private_hosts: Collection[str] = (),
        proxies: Proxies = _NO_PROXIES,
    ) -> None:
        """`allowed`: (address, port) pairs that need not be public, such as a test's own server; `private_hosts`: such names.

        Passwords never come from the environment; proxies only as `proxies`, certificates as httpx has them (SSL_CERT_FILE).
        """
        self._allowed = frozenset(allowed)
        self._private_hosts = frozenset(map(_bare_host, private_hosts))
        self._proxies = proxies
        self.limits = limits or Limits()
        self._tls = _tls(os.environ.get("SSL_CERT_FILE", ""), os.environ.get("SSL_CERT_DIR", ""))

    def allowing(self, hosts: Collection[str]) -> Fetcher:
        """One that also asks these hosts, whose addresses need not be public."""
        return Fetcher(self._allowed, self.limits, private_hosts=self._private_hosts | set(hosts), proxies=self._proxies)

    def get(self, url: str, headers: Mapping[str, str] | None = None, *, body: bool = True) -> Fetched:
        """What `url` answers, whatever its status; without `body` only status and headers. Raises FetchError."""
        deadline = Deadline(self.limits.seconds)
        try:
            return self._follow(deadline, url, headers or {}, body)
        except (httpx.TimeoutException, httpcore.TimeoutException, TimeoutError) as error:
            raise FetchError("timeout", f"no complete response within {self.limits.seconds:g} s") from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise FetchError("url", f"`{url[:200]}` cannot be fetched: {_reason(error)}") from error
        except (httpcore.RemoteProtocolError, httpx.RemoteProtocolError) as error:
            raise FetchError(*_protocol(error)) from error
        except httpcore.ProxyError as error:
            raise FetchError("connection", f"the proxy refused the connection: {_reason(error)}") from error
        except (httpcore.NetworkError, httpx.TransportError, httpx.StreamError, OSError) as error:
            raise FetchError("connection", f"the connection failed: {_reason(error)}") from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, ValueError) as error:
            raise FetchError("protocol", f"the response is not HTTP: {_reason(error)}") from error

    def _client(self, deadline: Deadline, private_hosts: Collection[str]) -> httpx.Client:
        jar = CookieJar(DefaultCookiePolicy(allowed_domains=()))
        transport = _Transport(deadline, AddressPolicy(self._allowed, private_hosts), self._proxies, self._tls)
        hooks = {"response": [_keep_location]}
        return httpx.Client(
            transport=transport,
            trust_env=False,
            headers=_HEADERS,
            cookies=jar,
            event_hooks=hooks,
            timeout=None,  # noqa: S113  the deadline bounds it
        )

    def _follow(self, deadline: Deadline, url: str, headers: Mapping[str, str], body: bool) -> Fetched:
        private_hosts = self._private_hosts
        for _ in range(self.limits.redirects + 1):
            address = safe_url(url)
            if not address:
                raise FetchError("url", f"`{url[:200]}` is not an http or https URL without user name and password")
            with (
                self._client(deadline, private_hosts) as client,
                client.stream("GET", address, headers=dict(headers)) as answer,
            ):
                target = answer.extensions["location"] if answer.status_code in _REDIRECTS else ""
                if not target:
                    return self._whole(answer, body)
                url = _joined(str(answer.url), target)
                # The user allowed a host, not what an untrusted page redirects to.
                private_hosts = private_hosts if _bare_host(answer.url.host) in private_hosts else frozenset()
        raise FetchError("redirects", f"more than {self.limits.redirects} redirects")

    def _whole(self, answer: httpx.Response, body: bool) -> Fetched:
        kind, _, parameters = answer.headers.get("content-type", "").partition(";")
        content = b""
        if body:
            content = decoding.read_body(answer.iter_raw(), answer.headers.get("content-encoding", ""), self.limits.bytes)
        return Fetched(
            url=str(answer.url),
            status=answer.status_code,
            content_type=kind.strip().lower(),
            charset=_charset(parameters),
            body=content,
            headers={name.lower(): value for name, value in answer.headers.items()},
        )


def _bare_host(text: str) -> str:
    """The name of a host as connections have it, also of one that was given as an address."""
    name = httpx.URL(text).host if "://" in text else text.rpartition(":")[0] if text.count(":") == 1 else text
    try:
        return httpx.URL(scheme="http", host=name).raw_host.decode("ascii").lower().strip("[]").rstrip(".")
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return ""


def _keep_location(answer: httpx.Response) -> None:
    """Takes it from httpx, which makes the next request of it even if told not to follow, and raises on what is no URL."""
    answer.extensions["location"] = answer.headers.pop("location", "")


def _joined(url: str, target: str) -> str:
    """Where a redirect leads; what cannot be joined stays as it is, and is refused for that."""
    try:
        return urljoin(url, target)
    except ValueError:
        return target


def _charset(parameters: str) -> str:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:40]
    return ""


def _protocol(error: Exception) -> tuple[str, str]:
    """Distinguishes a truncated body from text that is not HTTP: the former may be complete another time."""
    text = _reason(error)
    if "incomplete" in text or "without sending" in text or "disconnected" in text:
        return "partial", "the connection was closed before the response was complete"
    # Behind its colon h11 quotes the bytes; it calls what it expects of a server a request, too.
    said = text.partition(": ")[0].replace("request line", "status line")
    return "protocol", f"the response is not HTTP: {said}"


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
