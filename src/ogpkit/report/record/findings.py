"""What a reading finds to remark on: problems that stop the report, and warnings that it carries."""

from __future__ import annotations

from dataclasses import dataclass, field

from ogpkit.errors import Problem

__all__ = ["Findings", "Place"]


@dataclass(frozen=True)
class Place:
    """A cell of a notebook, as a person finds it.

    Examples
    --------
    >>> print(Place(9, "Findings"))
    cell 9 (under "Findings")
    >>> Place(9, "Findings").printed
    'cell 9 (under “Findings”)'
    """

    cell: int
    heading: str = ""

    def __str__(self) -> str:
        return f"cell {self.cell}" + (f' (under "{self.heading}")' if self.heading else "")

    @property
    def printed(self) -> str:
        """The same words as they stand on a page of the report."""
        return f"cell {self.cell}" + (f" (under “{self.heading}”)" if self.heading else "")


@dataclass
class Findings:
    """Problems and warnings of one notebook, collected while its cells are read one after the other.

    ``place`` is moved along by the reader of the cells, so that what reads a part of a cell need not know where it is.
    """

    notebook: str
    place: Place = Place(0)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def problem(self, what: str, expected: str = "", todo: str = "", rule: str = "") -> None:
        """Note something in the present cell that no report can show."""
        where = f"{self.place}: " if self.place.cell else ""
        self.problems.append(Problem(self.notebook, None, f"{where}{what}", expected, todo, "error", rule))

    def warning(self, what: str) -> None:
        """Note something in the present cell that the report shows in another form than the notebook, or not at all."""
        where = f"{self.place.printed}: " if self.place.cell else ""
        text = f"{where}{what}"
        if text not in self.warnings:
            self.warnings.append(text)
