"""Heading levels without gaps, and the table of contents that follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Entry", "Levels", "Outline"]


class Levels:
    """Turns the levels that were written into levels without gaps, below the page's one ``h1``.

    A level says only what a heading stands under: a jump from 1 to 4 becomes one step.

    Examples
    --------
    >>> levels = Levels()
    >>> [levels.of(written) for written in (1, 3, 3, 2, 3, 1, 6)]
    [2, 3, 3, 3, 4, 2, 3]
    """

    def __init__(self) -> None:
        self._open: list[int] = []

    def of(self, written: int) -> int:
        """Return the level (2 to 6) of the next heading."""
        while self._open and self._open[-1] >= written:
            self._open.pop()
        self._open.append(written)
        return min(len(self._open) + 1, 6)


@dataclass
class Entry:
    """A line of the contents: a heading, the questions directly under it, and its parts."""

    id: str
    text: str
    number: str = ""
    questions: list[Entry] = field(default_factory=list)
    parts: list[Entry] = field(default_factory=list)


class Outline:
    """The contents of a page: chapters, their parts, and the numbers of the questions in each.

    Examples
    --------
    >>> outline = Outline()
    >>> outline.heading(2, "s1", "Compliance", "1")
    >>> outline.question("q11", "Does a forum exist?", "1.1")
    >>> outline.chapters[0].questions[0].number
    '1.1'
    """

    def __init__(self) -> None:
        self.chapters: list[Entry] = []

    def heading(self, level: int, id: str, text: str, number: str = "") -> None:  # noqa: A002
        """Add a heading; those below the second step are left out."""
        entry = Entry(id, text, number)
        if level == 2 or not self.chapters:
            self.chapters.append(entry)
        elif level == 3:
            self.chapters[-1].parts.append(entry)

    def question(self, id: str, text: str, number: str) -> None:  # noqa: A002
        """Add a question under the last heading."""
        if not self.chapters:
            self.chapters.append(Entry("", ""))
        chapter = self.chapters[-1]
        (chapter.parts[-1] if chapter.parts else chapter).questions.append(Entry(id, text, number))
