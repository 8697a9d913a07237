"""A web server on 127.0.0.1 that misbehaves in every way a page can be asked for by path."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PAGE = b"<!doctype html><title>A page</title><p>Words."
Respond = Callable[[socket.socket, "Server"], None]


def answer(body: bytes, status: str = "200 OK", **headers: str) -> Respond:
    """A well-behaved answer."""
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    fields.update({name.replace("_", "-"): value for name, value in headers.items()})

    def respond(client: socket.socket, server: Server) -> None:
        client.sendall(head(status, **{name: value for name, value in fields.items() if value}) + body)

    return respond


def head(status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def redirect(target: str, status: str = "302 Found") -> Respond:
    return answer(b"", status, Location=target)


def endless(start: bytes, piece: bytes, pause: float = 0.0) -> Respond:
    """Never ends; counts the bytes that went out."""

    def respond(client: socket.socket, server: Server) -> None:
        client.sendall(start)
        while not server.closing:
            client.sendall(piece)
            server.sent += len(piece)
            time.sleep(pause)

    return respond


def cut(start: bytes, *, reset: bool = False) -> Respond:
    """Sends `start` and goes away."""

    def respond(client: socket.socket, server: Server) -> None:
        client.sendall(start)
        if reset:
            time.sleep(0.05)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return respond


def bomb(size: int) -> bytes:
    """`size` zero bytes, gzipped."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = bytes(1_000_000)
    return b"".join(packer.compress(piece) for _ in range(size // len(piece))) + packer.flush()


class Server:
    """Answers each connection by its path; remembers what it was asked."""

    def __init__(self, pages: dict[str, Respond] | None = None) -> None:
        self.pages = dict(pages or {})
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.sent = 0
        self.closing = False
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def address(self) -> tuple[str, int]:
        return ("127.0.0.1", self.port)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]

    def close(self) -> None:
        self.closing = True
        self._socket.close()

    def _serve(self) -> None:
        while not self.closing:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with client:
            try:
                path, headers = self._request(client)
                self.requests.append((path, headers))
                self.pages.get(path, answer(b"<title>404 Not Found</title>", "404 Not Found"))(client, self)
            except OSError:
                pass  # The other side had enough.

    @staticmethod
    def _request(client: socket.socket) -> tuple[str, dict[str, str]]:
        data = b""
        while b"\r\n\r\n" not in data:
            piece = client.recv(65536)
            if not piece:
                raise OSError("no request")
            data += piece
        first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        pairs = (line.partition(":") for line in lines)
        return first.split()[1], {name.lower(): value.strip() for name, _, value in pairs}


@contextmanager
def serving(pages: dict[str, Respond]) -> Iterator[Server]:
    server = Server(pages)
    try:
        yield server
    finally:
        server.close()


def compressed(body: bytes = PAGE) -> Respond:
    return answer(gzip.compress(body), Content_Encoding="gzip")
