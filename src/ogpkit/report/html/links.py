"""Which addresses become links, and which ids stand in a page."""

from __future__ import annotations

import re

__all__ = ["Ids", "external", "slug"]

_FOLLOWED = re.compile(r"(?:https?://|mailto:)[^\x00-\x20\x7f]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def external(href: str) -> str | None:
    """Return ``href`` if it is one that a report links to (``http``, ``https``, ``mailto``), else None.

    Control characters are refused, because browsers drop some of them while reading an address.

    Examples
    --------
    >>> external(" https://example.org/a ")
    'https://example.org/a'
    >>> external("javascript:alert(1)") is None
    True
    """
    href = href.strip(" ")
    return href if _FOLLOWED.match(href) and not _CONTROL.search(href) else None


def slug(text: str) -> str:
    """Return ``text`` as an id: letters, digits, dots, hyphens and underscores of any script.

    Examples
    --------
    >>> slug("Рівень участі, 2.1")
    'рівень-участі-2.1'
    """
    return re.sub(r"[^\w.-]+", "-", text.strip().lower()).strip("-")[:80] or "part"


class Ids:
    """The ids of one page: each is given out once, and every anchor is known before the first is used.

    Examples
    --------
    >>> ids = Ids(["overview", "overview", "a b"], prefix="")
    >>> ids.of("overview"), ids.of("overview"), ids.href("#a b"), ids.href("#gone")
    ('overview', 'overview-2', '#a-b', None)
    """

    def __init__(self, anchors: list[str], *, prefix: str) -> None:
        self._prefix = prefix
        self._given: set[str] = set()
        self._waiting: dict[str, str] = {}
        self._targets: dict[str, str] = {}
        self.expect(anchors)

    def expect(self, anchors: list[str]) -> None:
        """Give each anchor its id now, so that a link may come before what it points to."""
        for anchor in anchors:
            if anchor not in self._targets:
                self._targets[anchor] = self._waiting[anchor] = self.new(anchor)

    def new(self, wanted: str) -> str:
        """Return an id like ``wanted`` that nothing else has."""
        stem = self._prefix + slug(wanted)
        name, count = stem, 1
        while name in self._given:
            count += 1
            name = f"{stem}-{count}"
        self._given.add(name)
        return name

    def of(self, anchor: str | None, otherwise: str = "part") -> str:
        """Return the id of the next element with this anchor; one made from ``otherwise`` where there is none."""
        if not anchor:
            return self.new(otherwise)
        return self._waiting.pop(anchor, None) or self.new(anchor)

    def href(self, href: str) -> str | None:
        """Return the address to link to, or None where it must stay text."""
        if href.startswith("#"):
            target = self._targets.get(href[1:])
            return None if target is None else "#" + target
        return external(href)
