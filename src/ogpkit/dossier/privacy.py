"""Addresses of people in a text, in whatever dress: e-mail is withheld, and other ways to reach somebody are found."""

from __future__ import annotations

import re

__all__ = ["WITHHELD", "has_contact", "has_email", "withhold"]

WITHHELD = "[e-mail address withheld]"

# What nobody sees and what would hide an address from a pattern: characters that only format (Unicode's category Cf),
# selectors of variants, fillers, and the frame round a digit.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_SIGN = r"(?:[@\uff20\ufe6b]|%40|&\#(?:64|x40);|&commat;)"
_WORDS = r"(?:at|ät|arroba|собака|собачка|равлик|песик|ат|ет|эт)"
_IN_BRACKETS = rf"[(\[{{<]\s?(?:{_SIGN}|{_WORDS})\s?[)\]}}>]"
_AT = rf"(?:\s{{0,3}}(?:{_SIGN}|{_IN_BRACKETS})\s{{0,3}}|[(\[{{]a[)\]}}])"
_DOT_WORD = r"(?:dot|punkt|punto|крапка|точка)"
_DOT = (
    rf"(?:[.\uff0e\ufe52\u3002\uff61\u2024]|\s\.\s|\s{{0,2}}[(\[{{<]\s?(?:\.|{_DOT_WORD})\s?[)\]}}>]\s{{0,2}}"
    rf"|\s{_DOT_WORD}\s)"
)
_LABEL = r"[\w\u0300-\u036f-]{1,63}"
_KNOWN = r"(?:com|org|net|edu|gov|info|biz|ua|укр|eu|uk|ge|md|pl|de)"
_LOCAL = r"[^\s<>()\[\]{},;:\"@\uff20\ufe6b/?=&]"
# A name begins only where none is under way, so that long texts take linear time. An at in letters without brackets
# needs a dot in letters too: "look at example.org" is no address.
_EMAIL = re.compile(
    rf'(?:mailto:)?(?:"[^"\n@]{{1,64}}"|(?<!{_LOCAL}){_LOCAL}+?|(?<=%22){_LOCAL}{{1,64}}?)'
    rf"(?:{_SIGN}{_LABEL}(?:{_DOT}{_LABEL})+"
    rf"|{_AT}{_LABEL}(?:{_DOT}{_LABEL})*?{_DOT}[^\W\d]{_LABEL}(?:{_DOT}{_LABEL})*"
    rf"|\sat\s{_LABEL}(?:\s{_DOT_WORD}\s{_LABEL})*?\s{_DOT_WORD}\s{_KNOWN}\b)",
    re.IGNORECASE,
)
# Most texts hold none of these, which is seen far sooner than by a pattern.
_MARKS = ("@", "\uff20", "\ufe6b", "%40", "&#", "&commat;", "(", "[", "{", "<")
_IN_LETTERS = re.compile(rf"\s{_DOT_WORD}\s", re.IGNORECASE)

_REACHED = re.compile(rf"{_SIGN}|{_IN_BRACKETS}", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?:\d[\s()./\\\-\u2010-\u2015_+·]{0,3}){6}\d")
_PAGE = re.compile(rf"://|\bwww\.|{_LABEL}\.[^\W\d_]{{2,24}}[/\\]\S", re.IGNORECASE)
_HOST = re.compile(rf"[\w-]{{2,63}}\.(?:(?i:{_KNOWN})\b|[a-zа-яіїєґ]{{2,24}}(?![\w]))")
# Spans of years, days, and round sums: many digits that reach nobody.
_FIGURES = re.compile(
    r"(?<![\d+(])(?<!\d[ .,\-])(?:"
    r"(?:1[89]|20)\d\d\s?[-\u2010-\u2015/]\s?(?:1[89]|20)\d\d"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:1[89]|20)\d\d|(?:1[89]|20)\d\d-\d\d-\d\d"
    r"|[1-9]\d{0,2}(?:[ .,\u00a0\u202f]?\d{3}){0,3}[ .,\u00a0\u202f]?(?:000|999|00[01])"
    r")(?!\d)"
)


def _seen(text: str) -> str:
    return text if text.isascii() else _UNSEEN.sub("", text)


def has_email(text: str) -> bool:
    """Return whether a text holds an e-mail address, plain or in a dress that people use to hide it from programs.

    Examples
    --------
    >>> has_email("Write to a.b@example.org."), has_email("a.b (at) example dot org"), has_email("a.b @ example.org")
    (True, True, True)
    >>> has_email("@home, 3 @ 5"), has_email("look at example.org")
    (False, False)
    """
    text = _seen(text)
    maybe = any(mark in text for mark in _MARKS) or _IN_LETTERS.search(text) is not None
    return maybe and _EMAIL.search(text) is not None


def withhold(text: str) -> str:
    """Return ``text`` without any e-mail address; see :func:`has_email`.

    Examples
    --------
    >>> withhold("Write to a.b@example.org."), withhold("no address here")
    ('Write to [e-mail address withheld].', 'no address here')
    """
    return _EMAIL.sub(WITHHELD, _seen(text)) if has_email(text) else text


def has_contact(text: str, *, figures: bool = False, hosts: bool = False) -> bool:
    """Return whether a text holds anything by which a person may be reached or found.

    That is an e-mail address in any dress, a name after an ``@``, seven digits or more that may be a telephone number,
    or an address on the web. Names of people cannot be told from other words; they are not found.

    Parameters
    ----------
    text : str
        What a person wrote.
    figures : bool
        Let spans of years, days and round sums pass, which have as many digits.
    hosts : bool
        Let the mere name of a site pass, such as ``example.org``, but no address of a page.

    Examples
    --------
    >>> has_contact("call 067 123 45 67"), has_contact("tg @oksana"), has_contact("t.me/oksana"), has_contact("fine.")
    (True, True, True, False)
    >>> has_contact("2021-2024"), has_contact("2021-2024", figures=True), has_contact("example.org", hosts=True)
    (True, False, False)
    """
    text = _seen(text)
    if has_email(text) or _REACHED.search(text) or _PAGE.search(text) or (not hosts and _HOST.search(text)):
        return True
    return _TELEPHONE.search(_FIGURES.sub("…", text) if figures else text) is not None
