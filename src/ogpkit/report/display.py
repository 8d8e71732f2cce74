"""How blocks appear in a notebook: as the value of a cell, in JupyterLab, and in the executed notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from ogpkit.report.blocks import MIME, Block, blocks_to_json

__all__ = ["Output", "show"]


class Output(Sequence[Block]):
    """Blocks that a cell shows; they do not change, and ``+`` puts two outputs one after the other.

    As the last value of a cell they are shown in JupyterLab, and kept in the executed notebook as the JSON that the
    report is written from.

    Parameters
    ----------
    blocks : iterable of Block
        What is shown, in this order.
    language : str
        The language of the kit's own words, such as "not provided".

    Examples
    --------
    >>> from ogpkit.report.blocks import Heading, Paragraph, inlines
    >>> shown = Output([Heading(level=2, content=inlines("Answers"))]) + [Paragraph(content=inlines("Six of ten."))]
    >>> len(shown), shown[0].kind, sorted(shown._repr_mimebundle_())[0]
    (2, 'heading', 'application/vnd.ogpkit.block+json')
    >>> shown
    Output(heading "Answers", paragraph "Six of ten.")
    """

    __slots__ = ("_blocks", "language")

    _blocks: tuple[Block, ...]
    language: str

    def __init__(self, blocks: Iterable[Block] = (), language: str = "en") -> None:
        object.__setattr__(self, "_blocks", tuple(blocks))
        object.__setattr__(self, "language", language)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an Output does not change; make a new one (cannot set {name})")

    def __len__(self) -> int:
        return len(self._blocks)

    def __iter__(self) -> Iterator[Block]:
        return iter(self._blocks)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Output: ...
    def __getitem__(self, index: int | slice) -> Block | Output:
        if isinstance(index, slice):
            return Output(self._blocks[index], self.language)
        return self._blocks[index]

    def __add__(self, other: Iterable[Block]) -> Output:
        return Output((*self._blocks, *other), self.language)

    def __radd__(self, other: Iterable[Block]) -> Output:
        return Output((*other, *self._blocks), self.language)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Output):
            return NotImplemented
        return (self._blocks, self.language) == (other._blocks, other.language)

    def __hash__(self) -> int:
        return hash((Output, tuple(block.model_dump_json() for block in self._blocks), self.language))

    def __repr__(self) -> str:
        return f"Output({', '.join(map(_brief, self._blocks))})"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        # The writers are imported here, so that a notebook that only composes blocks does not pay for them.
        from ogpkit.report.html import fragment
        from ogpkit.report.markdown import to_markdown

        bundle = {
            MIME: blocks_to_json(self._blocks),
            "text/html": fragment(self._blocks, self.language),
            "text/markdown": to_markdown(self._blocks, self.language),
            "text/plain": repr(self),
        }
        # What the report is written from goes along whatever a front end asks for.
        return {
            kind: value
            for kind, value in bundle.items()
            if kind == MIME or ((not include or kind in include) and kind not in (exclude or ()))
        }


def _brief(block: Block) -> str:
    from ogpkit.report.blocks import plain

    for name in ("title", "text", "caption", "content"):
        said = getattr(block, name, None)
        if said:
            text = " ".join((said if isinstance(said, str) else plain(said)).split())
            return f'{block.kind} "{text if len(text) <= 60 else text[:59] + "…"}"'
    return block.kind


def show(*shown: Block | Iterable[Block], language: str = "en") -> None:
    """Show blocks in the middle of a cell; at its end, the value of the cell is shown by itself.

    Examples
    --------
    >>> from ogpkit.report.blocks import Rule
    >>> show(Rule(), [Rule()])
    Output(rule, rule)
    """
    from IPython.display import display
    from pydantic import BaseModel

    blocks: list[Block] = []
    for item in shown:
        if isinstance(item, BaseModel):
            blocks.append(item)
        else:
            blocks.extend(item)
    display(Output(blocks, language))  # type: ignore[no-untyped-call]
