"""Which proxy an address is asked through: as the environment says it, in the way that httpx and curl read it.

HTTP_PROXY, HTTPS_PROXY and ALL_PROXY name one; NO_PROXY lists hosts that are asked directly, with their subdomains, or `*`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies


class Proxies(NamedTuple):
    """The proxies of a network."""

    by_scheme: Mapping[str, str] = {}
    """`http`, `https` or `all` -> the proxy's URL."""
    direct: tuple[str, ...] = ()
    """Hosts that need none, lower case, with their subdomains; `*` for all."""

    def proxy_of(self, url: str) -> str:
        """The URL of the proxy for `url`, `""` for none."""
        parts = urlsplit(url)
        if any(_matches((parts.hostname or "").lower(), parts.port, one) for one in self.direct):
            return ""
        return self.by_scheme.get(parts.scheme) or self.by_scheme.get("all", "")


def of_environment() -> Proxies:
    """The proxies that the user's environment names."""
    found = getproxies()
    named = {scheme: found[scheme] for scheme in ("http", "https", "all") if found.get(scheme)}
    by_scheme = {scheme: url if "://" in url else f"http://{url}" for scheme, url in named.items()}
    return Proxies(by_scheme, tuple(one.strip().lower() for one in found.get("no", "").split(",") if one.strip()))


def _matches(host: str, port: int | None, entry: str) -> bool:
    if entry == "*":
        return True
    if "://" in entry:
        entry = entry.partition("://")[2]
    name, _, wanted = entry.rpartition(":") if entry.count(":") == 1 else (entry, "", "")
    if wanted and wanted != str(port or ""):
        return False
    if _is_address(name) or name == "localhost":
        return host == name.strip("[]")
    return host.endswith(f".{name.lstrip('.')}") or host == name


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return False
    return True
