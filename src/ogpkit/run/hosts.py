"""The numbers of hosts on the internet: which of them belong to the public, and which are never asked."""

from __future__ import annotations

import ipaddress
import re

__all__ = ["is_literal", "is_never_asked", "is_public"]

_IPv4 = ipaddress.IPv4Address
_IPv6 = ipaddress.IPv6Address

_UNICAST = ipaddress.IPv6Network("2000::/3")
"""Of IPv6 only this part is handed out to the public; all else is local, packed or reserved."""

_SPECIAL_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3ffe::/16", "3fff::/20")))
"""Parts of it that are kept for special uses: RFC 6890, RFC 9637; tunnels may lead anywhere."""

_SPECIAL_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",
            "100.64.0.0/10",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "224.0.0.0/3",
        ),
    )
)
"""Named here as well, because what the standard library calls global has changed with its versions."""

_MAPPED, _TRANSLATED, _COMPATIBLE = (
    ipaddress.IPv6Network(one) for one in ("::ffff:0:0/96", "::ffff:0:0:0/96", "::/96")
)
_NAT64, _NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48")

_NEVER = tuple(
    map(
        ipaddress.ip_network,
        (
            "169.254.0.0/16",
            "168.63.129.16/32",
            "100.100.100.200/32",
            "192.0.0.0/24",
            "224.0.0.0/3",
            "fe80::/10",
            "fd00:ec2::/32",
            "fd20:ce::254/128",
            "ff00::/8",
        ),
    )
)
"""The machine's own line, where clouds tell their machines what is theirs, and what is no single host."""

_NUMERAL = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}\.?", re.IGNORECASE)
"""How C libraries read a number: in one to four parts, each decimal, octal or hexadecimal."""


def _read(number: str) -> _IPv4 | _IPv6 | None:
    try:
        return ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return None


def _packed(address: _IPv4 | _IPv6) -> _IPv4 | None:
    """Return the IPv4 address that an IPv6 address stands for or leads to, None where there is none."""
    if isinstance(address, _IPv4):
        return None
    last = _IPv4(int(address) & 0xFFFFFFFF)
    if any(address in one for one in (_MAPPED, _TRANSLATED, _NAT64, _NAT64_LOCAL)):
        return last
    if address in _COMPATIBLE and int(address) > 1:  # 0 and 1 are no host and this machine
        return last
    return address.sixtofour or (address.teredo[1] if address.teredo else None)


def is_public(number: str) -> bool:
    """Return whether an IP address belongs to the public internet; so must what is packed in an IPv6 address.

    Examples
    --------
    >>> [is_public(one) for one in ["93.184.215.14", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "224.0.0.1"]]
    [True, False, False, False, False]
    """
    address = _read(number)
    if address is None:
        return False
    if isinstance(address, _IPv4):
        return address.is_global and not any(address in one for one in _SPECIAL_4)
    if address in _MAPPED or address in _NAT64:
        return is_public(str(_packed(address)))
    return address in _UNICAST and address.is_global and not any(address in one for one in _SPECIAL_6)


def is_never_asked(number: str) -> bool:
    """Return whether an IP address is asked by nobody, even where private networks may be.

    Examples
    --------
    >>> [is_never_asked(one) for one in ["169.254.169.254", "fe80::1", "::ffff:169.254.169.254", "10.0.0.1"]]
    [True, True, True, False]
    """
    address = _read(number)
    if address is None or address in _NAT64_LOCAL:
        return True
    packed = _packed(address)
    return any(one in network for one in (address, packed) if one is not None for network in _NEVER)


def is_literal(host: str) -> bool:
    """Return whether a host is a number in itself, in any of its spellings, so that it needs no looking up.

    Examples
    --------
    >>> [is_literal(one) for one in ["127.0.0.1", "127.1", "0x7f000001", "::1", "127.example"]]
    [True, True, True, True, False]
    """
    return _read(host) is not None or _NUMERAL.fullmatch(host) is not None
