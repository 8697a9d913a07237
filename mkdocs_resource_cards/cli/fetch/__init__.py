"""Fetching from untrusted servers: bounded in time, bytes and redirects, and never from a private address.

client      URL -> Fetched, or FetchError   errors      why a fetch failed
ip_policy   which addresses are public      network     host -> a connection to one of them, with a deadline
decoding    compressed bytes, bounded       proxies     which proxy an address is asked through
robots      robots.txt (RFC 9309)           rate_limit  many URLs, each host at its own pace
"""

from .client import Fetched, Fetcher, Limits
from .errors import FetchError

__all__ = ["FetchError", "Fetched", "Fetcher", "Limits"]
