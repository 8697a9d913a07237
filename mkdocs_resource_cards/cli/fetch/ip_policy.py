"""Which IP addresses a stranger's URL may lead to: those of the public internet (IANA special-purpose registries, RFC 6890).

An IPv6 address may carry an IPv4 address, in several spellings; what is carried must be public too.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_UNICAST = IPv6Network("2000::/3")
_SIX_TO_FOUR = IPv6Network("2002::/16")
_NAT64 = IPv6Network("64:ff9b::/96")
_MAPPED = IPv6Network("::ffff:0:0/96")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
_RELAYS = frozenset(("192.88.99", "192.31.196", "192.52.193", "192.175.48"))
"""/24 networks that IANA assigned to services (RFC 7526, 7535, 7450, 7534), and that Python counts as global."""


def is_public(text: str) -> bool:
    """Whether `text`, an IP address as getaddrinfo gives it, belongs to the public internet; other text does not."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return _is_public4(address) if isinstance(address, IPv4Address) else _is_public6(address)


def _is_public4(address: IPv4Address) -> bool:
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local
    return address.is_global and not special and str(address).rpartition(".")[0] not in _RELAYS


def _is_public6(address: IPv6Address) -> bool:
    carried = _carried(address)
    if carried is not None and not _is_public4(carried):
        return False
    if address in _NAT64 or address in _MAPPED or address in _SIX_TO_FOUR:
        return True
    return address in _UNICAST and address.is_global and not address.is_multicast


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address within: mapped (RFC 4291), 6to4 (RFC 3056), NAT64 (RFC 6052), ISATAP (RFC 5214)."""
    number = int(address)
    if address in _SIX_TO_FOUR:
        return IPv4Address(number >> 80 & 0xFFFF_FFFF)
    if address in _NAT64 or address in _MAPPED or (number >> 32 & 0xFFFF_FFFF) in _ISATAP:
        return IPv4Address(number & 0xFFFF_FFFF)
    return None
