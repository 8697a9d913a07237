"""URL -> Fetched: one GET, redirects followed, every bound kept."""

from __future__ import annotations

import ssl
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urljoin

import httpcore
import httpx

from ... import __version__
from ...normalize.urls import safe_url
from . import decoding
from .errors import FetchError
from .network import Deadline, PublicOnlyBackend

USER_AGENT = f"mkdocs-resource-cards/{__version__} (+https://pypi.org/project/mkdocs-resource-cards/)"
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, application/json;q=0.8, */*;q=0.5",
    "Accept-Encoding": decoding.ACCEPTED,
    "Accept-Language": "en, *;q=0.5",
    "Connection": "close",
}
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost at most."""

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

    def __init__(self, backend: PublicOnlyBackend, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=tls, network_backend=backend, max_keepalive_connections=0)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    """The body of an answer, as it arrives."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class Fetcher:
    """Fetches URLs that nobody vouches for. May be used by several threads."""

    def __init__(self, allowed: Collection[tuple[str, int]] = (), limits: Limits | None = None) -> None:
        """`allowed`: (address, port) pairs that need not be public, such as a test's own server."""
        self._allowed = frozenset(allowed)
        self.limits = limits or Limits()
        # Certificates, proxies and passwords never come from the environment.
        self._tls = httpx.create_ssl_context(trust_env=False)

    def get(self, url: str, headers: Mapping[str, str] | None = None, *, body: bool = True) -> Fetched:
        """What `url` answers, whatever its status; without `body` only status and headers. Raises FetchError."""
        deadline = Deadline(self.limits.seconds)
        with self._client(deadline) as client:
            try:
                return self._follow(client, url, headers or {}, body)
            except (httpx.TimeoutException, httpcore.TimeoutException, TimeoutError) as error:
                raise FetchError("timeout", f"no whole answer within {self.limits.seconds:g} s") from error
            except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
                raise FetchError("url", f"`{url[:200]}` cannot be fetched: {_reason(error)}") from error
            except (httpcore.RemoteProtocolError, httpx.RemoteProtocolError) as error:
                raise FetchError(*_protocol(error)) from error
            except (httpcore.NetworkError, httpx.TransportError, httpx.StreamError, OSError) as error:
                raise FetchError("connection", f"the connection failed: {_reason(error)}") from error
            except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, ValueError) as error:
                raise FetchError("protocol", f"the answer is not HTTP: {_reason(error)}") from error

    def _client(self, deadline: Deadline) -> httpx.Client:
        jar = CookieJar(DefaultCookiePolicy(allowed_domains=()))
        transport = _Transport(PublicOnlyBackend(deadline, self._allowed), self._tls)
        return httpx.Client(transport=transport, trust_env=False, headers=_HEADERS, cookies=jar, timeout=None)  # noqa: S113  the deadline bounds it

    def _follow(self, client: httpx.Client, url: str, headers: Mapping[str, str], body: bool) -> Fetched:
        for _ in range(self.limits.redirects + 1):
            address = safe_url(url)
            if not address:
                raise FetchError("url", f"`{url[:200]}` is no http or https URL without user name and password")
            with client.stream("GET", address, headers=dict(headers)) as answer:
                target = answer.headers.get("location", "") if answer.status_code in _REDIRECTS else ""
                if not target:
                    return self._whole(answer, body)
                url = _joined(str(answer.url), target)
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
    """A body that is cut and a text that is no HTTP are told apart: the first may be whole another time."""
    text = _reason(error)
    if "incomplete" in text or "without sending" in text or "disconnected" in text:
        return "partial", "the connection was cut before the answer was whole"
    return "protocol", f"the answer is not HTTP: {text}"


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
