"""Host name -> a connection to an address that was looked at first.

The name is resolved here, once for each connection, and the connection goes to the exact address that was checked: a name that
resolves differently the second time (DNS rebinding) gains nothing. Decimal, octal and hexadecimal spellings of an address go
through the same check, because it looks at the addresses that the system's resolver returns.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

import httpcore

from .errors import FetchError
from .ip_policy import is_public

CONNECT_SECONDS = 10.0
"""For one address of several."""
_NO_HOST = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
"""What a resolver says of a name that nobody has; all else it says of itself, or of the network."""


class Deadline:
    """A moment by which everything has to be over."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, more than 0; raises FetchError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError("timeout", f"no complete response within {self._seconds:g} s")
        return left


class AddressPolicy(NamedTuple):
    """Which addresses may be connected to: those of the public internet, and what a person allowed."""

    addresses: Collection[tuple[str, int]] = ()
    """(address, port) pairs that need not be public, such as a test's own server."""
    hosts: Collection[str] = ()
    """Names of hosts, lower case, that need not be public."""

    def check(self, host: str, port: int, found: Iterable[str]) -> None:
        """Raises FetchError unless every one of the addresses `found` for `host` may be connected to."""
        for address in found:
            if not is_public(address) and (address, port) not in self.addresses and host.lower().rstrip(".") not in self.hosts:
                raise FetchError("private", f"{host} has the address {address}, which is not public")


class PublicOnlyBackend(httpcore.NetworkBackend):
    """Opens connections for httpcore, to public addresses only, all before one deadline."""

    def __init__(self, deadline: Deadline, policy: AddressPolicy | None = None) -> None:
        """`policy`: None for a proxy, which the user's own environment names."""
        self._deadline = deadline
        self._policy = policy
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers; every address must be allowed."""
        addresses = resolve(host, port, self._deadline)
        if self._policy is not None:
            self._policy.check(host, port, addresses)
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, CONNECT_SECONDS)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, self._deadline.left())

    def _connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(address, port, min(seconds, self._deadline.left()))
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step ends at the deadline: a server that drips bytes gains no time."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of `host`, in the resolver's order, each once. Raises FetchError when none are found in time."""
    found: list[Any] = []
    failed: list[OSError] = []

    def ask() -> None:
        try:
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except UnicodeError:  # A name that none can have.
            pass
        except OSError as error:
            failed.append(error)

    # The system's resolver knows no time limit; a thread left behind in it must not keep the program from ending.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(deadline.left())
    deadline.left()
    if failed and failed[0].errno not in _NO_HOST:
        raise FetchError("connection", f"the address of {host} could not be looked up: {failed[0].strerror}")
    if not found:
        raise FetchError("address", f"there is no host {host}")
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
