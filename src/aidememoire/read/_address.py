"""In: an address. Out: whether it is one of the web; whether it belongs to the public internet."""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Blocks that carry an IPv4 address inside: (block, how many bits stand after it). Each must be unpacked.
CARRIERS = (
    (ipaddress.ip_network("::/96"), 0),  # IPv4-compatible
    (ipaddress.ip_network("::ffff:0:0/96"), 0),  # IPv4-mapped
    (ipaddress.ip_network("::ffff:0:0:0/96"), 0),  # SIIT
    (ipaddress.ip_network("64:ff9b::/96"), 0),  # NAT64
    (ipaddress.ip_network("2002::/16"), 80),  # 6to4
)
# Blocks that the standard library counts as global in some of the releases we run on, or that lead inside.
CLOSED = tuple(
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4",
        "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10",
        "fec0::/10",
    )
)  # fmt: skip


def is_web(name: str) -> bool:
    """Whether a name is an address of the web rather than a path."""
    return name[:8].lower().startswith(("http://", "https://"))


def is_public(address: Address) -> bool:
    """Whether one may be sent there by a stranger's link.

    >>> is_public(ipaddress.ip_address("64:ff9b::7f00:1"))
    False
    """
    if isinstance(address, ipaddress.IPv6Address) and address.scope_id:
        return False
    for block, shift in CARRIERS:
        if address in block:
            inner = ipaddress.IPv4Address((int(address) >> shift) & 0xFFFFFFFF)
            return is_public(inner)
    if any(address in block for block in CLOSED):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
