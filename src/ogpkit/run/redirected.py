"""The address to which redirects led, as it may be written into a file that others will read."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit, urlunsplit

from ogpkit.dossier.privacy import has_email

__all__ = ["publishable"]

_LONGEST = 1000
_SECRET_NAME = re.compile(r"auth|cookie|cred|jwt|mail|passw|saml|secret|session|signature|token", re.IGNORECASE)
_SECRET_WORDS = frozenset(
    {"apikey", "code", "key", "keys", "login", "nonce", "otp", "pass", "phpsessid", "pin", "pwd"}
    | {"sess", "sid", "sig", "state", "ticket", "user", "username"}
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_SECRET_VALUE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w.~+/=-]{20,}", re.ASCII)
"""Long, without a space, letters and digits mixed: a key rather than a word."""
_SESSION = re.compile(r";[^/;?]*", re.ASCII)


def _is_secret(name: str, value: str, deep: int = 3) -> bool:
    inner = unquote_plus(value)
    if (
        _SECRET_NAME.search(name)
        or _SECRET_WORDS.intersection(word.lower() for word in (name, *_WORD.findall(name)))
        or _SECRET_VALUE.fullmatch(inner)
        or _SECRET_VALUE.fullmatch(name)
        or has_email(inner)
        or has_email(name)
    ):
        return True
    # An address within an address has names and values of its own; where there is no end of it, it is not looked into.
    return "=" in inner and (
        not deep or any(_is_secret(*one, deep - 1) for one in parse_qsl(inner.partition("?")[2] or inner))
    )


def publishable(address: str) -> str | None:
    """Return an address without what others must not read, None where nothing of use is left or it is too long.

    Left out are name, password and fragment; what follows a semicolon in the path, where servers put the number of a
    session; and the parts of the query whose name or value may be a secret, or that hold an e-mail address. An address
    whose path holds one is not told at all.

    Examples
    --------
    >>> publishable("https://me:pw@city.example/list;jsessionid=1?page=2&token=abc&to=a%40b.example#top")
    'https://city.example/list?page=2'
    """
    if len(address) > _LONGEST or not address.isascii():
        return None
    parts = urlsplit(address)
    path = _SESSION.sub("", parts.path)
    if has_email(unquote_plus(path)):
        return None
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [one for one in pairs if not _is_secret(*one)]
    query = parts.query if kept == pairs else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], path, query, ""))
