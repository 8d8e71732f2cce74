"""E-mail addresses in a text: found in whatever dress, and withheld. No output of the kit carries one."""

from __future__ import annotations

import re

__all__ = ["WITHHELD", "has_email", "withhold"]

WITHHELD = "[e-mail address withheld]"

# What nobody sees and what would hide an address from the pattern: soft hyphen, zero-width space and its kin.
_UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))
_LOCAL = r"[^\s<>()\[\],;:\"@/?=&]"
# A name begins only where none is under way, and none is longer than mail knows: so long texts take linear time.
_EMAIL = re.compile(
    rf'(?:mailto:)?(?:"[^"\n@]{{1,64}}"|(?<!{_LOCAL}){_LOCAL}{{1,64}}?|(?<=%22){_LOCAL}{{1,64}}?)'
    r"(?:@|%40|\uff20)[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_SIGNS = ("@", "%40", "\uff20")


def has_email(text: str) -> bool:
    """Return whether a text holds an e-mail address.

    Examples
    --------
    >>> has_email("Write to a.b@example.org."), has_email("@home, 3 @ 5")
    (True, False)
    """
    return any(sign in text for sign in _SIGNS) and _EMAIL.search(text.translate(_UNSEEN)) is not None


def withhold(text: str) -> str:
    """Return ``text`` without any e-mail address.

    Examples
    --------
    >>> withhold("Write to a.b@example.org."), withhold("no address here")
    ('Write to [e-mail address withheld].', 'no address here')
    """
    return _EMAIL.sub(WITHHELD, text.translate(_UNSEEN)) if has_email(text) else text
