"""Whose host is it: the part of a host's name that somebody registered (https://publicsuffix.org)."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=10_000)
def site_of(host: str) -> str:
    """`bbc.co.uk` for `news.bbc.co.uk`, `alice.github.io` for itself; a host that nobody can register is its own site."""
    from tld import get_fld  # reads its list of suffixes, which comes with it

    try:
        found = get_fld(f"https://{host}", fail_silently=True, search_private=True)
    except (ValueError, UnicodeError, IndexError):
        found = None
    return str(found) if found else host
