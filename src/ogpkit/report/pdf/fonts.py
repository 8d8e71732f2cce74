"""The fonts that a PDF is set in; the fonts of the system are never read, so that every machine makes the same bytes.

Libertinus Serif and DejaVu Sans Mono are part of Typst. DejaVu Sans, which has Armenian, Georgian, Arabic and the
symbols, comes with matplotlib. Folders named in the environment variable ``OGPKIT_FONTS`` are asked last.
"""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from ogpkit.errors import WriterError

__all__ = ["FAMILIES", "VARIABLE", "families", "load"]

VARIABLE = "OGPKIT_FONTS"
FAMILIES = ("Libertinus Serif", "DejaVu Sans")
"""Text is set in the first family that has the character."""

_SANS = "DejaVuSans"
_COPIED = tuple(
    f"{family}{face}.ttf"
    for family, faces in (
        (_SANS, ("", "-Bold", "-BoldOblique", "-Oblique")),
        ("DejaVuSansDisplay", ("",)),
        ("DejaVuSerif", ("", "-Bold", "-BoldItalic", "-Italic")),
        ("DejaVuSerifDisplay", ("",)),
    )
    for face in faces
)
_TOUCH = b"""#for family in ("DejaVu Sans", "DejaVu Sans Display", "DejaVu Serif", "DejaVu Serif Display") {
  for weight in (400, 700) { for style in ("normal", "italic") {
    text(font: family, fallback: false, weight: weight, style: style)[a]
  } }
}"""


def load(folders: tuple[str, ...]) -> typst.Fonts:
    """Return the fonts of the kit and those in ``folders``.

    Typst takes folders only, and matplotlib's own folder holds *Last Resort*, a font that draws an empty box for every
    character there is and so would hide each one that is missing. So the fonts wanted are copied, read, and the copy
    is deleted before this returns: nothing is left behind, whatever then happens to the process.

    Raises
    ------
    ogpkit.errors.WriterError
        Where a folder does not exist, or holds Last Resort; or where matplotlib has come without its fonts.
    """
    for folder in folders:
        if not Path(folder).is_dir():
            raise WriterError(f"{VARIABLE} names a folder that does not exist: {folder}; correct or unset it")
    source = _matplotlib_fonts()
    with TemporaryDirectory(prefix="ogpkit-fonts-") as place:
        copies = []
        for name in _COPIED:
            # A folder for each, since the order of files inside a folder differs from machine to machine.
            copy = Path(place, name)
            copy.mkdir()
            shutil.copyfile(source / name, copy / name)
            copies.append(str(copy))
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[*copies, *folders])
        typst.Compiler(root=place, font_paths=fonts, ignore_system_fonts=True).compile(input=_TOUCH, format="pdf")
    for font in fonts.fonts():
        if font.family.replace(" ", "").startswith("LastResort"):
            raise WriterError(
                f"{font.path} draws an empty box for every character, so that missing ones would go unnoticed; "
                f"take it out of the folders that {VARIABLE} names"
            )
    return fonts


def families(fonts: typst.Fonts, folders: tuple[str, ...]) -> tuple[str, ...]:
    """Return the families to set text in: the kit's own, then those found in ``folders``, by name."""
    own = {Path(folder).resolve() for folder in folders}
    found = {font.family for font in fonts.fonts() if font.path and own & set(Path(font.path).resolve().parents)}
    return (*FAMILIES, *sorted(found.difference(FAMILIES)))


def _matplotlib_fonts() -> Path:
    spec = find_spec("matplotlib")
    # Looked up before it is imported: the import takes longer than the whole report.
    folder = Path(spec.origin or "").parent / "mpl-data/fonts/ttf" if spec else Path()
    if not (folder / f"{_SANS}.ttf").is_file():
        import matplotlib

        folder = Path(matplotlib.get_data_path(), "fonts/ttf")
    if not (folder / f"{_SANS}.ttf").is_file():
        raise WriterError("the font DejaVu Sans, which comes with matplotlib, is missing; install matplotlib again")
    return folder
