"""Why a fetch failed."""

from __future__ import annotations


class FetchError(Exception):
    """A fetch that failed; its text is one sentence for people.

    `kind` is one of:
        address     no such host
        private     a host whose address is not public
        url         not http or https, or not a URL that can be fetched
        connection  refused, cut, or no TLS; or the resolver could not be asked
        timeout     longer than the limit, however it was spent
        protocol    not HTTP, or a compression that was not asked for
        partial     the body ended early
        size        the body is larger than the limit
        redirects   more than the limit, or one that leads nowhere
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
