"""The server with all its features. An error in a request only fails that request: the library returns it."""

from __future__ import annotations

from .change_requests import ADD, CHANGES, UPDATE, run_add, run_update
from .document_events import EVENTS
from .questions import QUESTIONS
from .session import Server


def serve() -> None:
    """Serves standard input and output until the client is done."""
    made().start_io()


def made() -> Server:
    """A server with all features."""
    server = Server()
    for name, options, answer in (*EVENTS, *QUESTIONS, *CHANGES):
        server.feature(name, options)(answer)
    server.command(ADD)(run_add)
    server.command(UPDATE)(run_update)
    return server
