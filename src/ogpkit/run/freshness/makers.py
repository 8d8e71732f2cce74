"""What makes a report besides its inputs: this package's code, Python, and the libraries that shape a report."""

from __future__ import annotations

import hashlib
import os
import platform
import re
from functools import cache
from importlib import metadata
from pathlib import Path

from ogpkit import __version__

__all__ = ["FONTS", "code_digest", "made_by", "shaping"]

FONTS = "OGPKIT_FONTS"
"""The variable that names folders with further fonts; :mod:`ogpkit.report.pdf.fonts` reads it."""

# They start and watch the run, ask addresses or let people edit, and leave no trace in a report.
_NO_SHAPE = frozenset({"httpx", "jupyterlab", "jupytext", "psutil", "rich", "typer"})
# They come with the others, and yet figures, numbers and the executed notebook are theirs.
_ALSO = frozenset({"ipython", "numpy", "pillow", "pyarrow"})
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@cache
def made_by() -> dict[str, str]:
    """Return the versions that shape a report, by name; told once for each process, whose code does not change.

    "ogpkit" is its version, "code" the digest of all its files, "fonts" that of all fonts in the folders that
    ``OGPKIT_FONTS`` names, where it names any, "python" the version of Python; each other name is a library. The
    platform is left out, because the same versions write the same bytes on each. Nothing is imported.

    Examples
    --------
    >>> made_by()["ogpkit"] == __version__, "matplotlib" in made_by(), "typer" in made_by()
    (True, True, False)
    """
    own = {"ogpkit": __version__, "code": code_digest(Path(__file__).parents[2])}
    own |= _fonts(os.environ.get(FONTS, ""))
    return own | {"python": platform.python_version()} | {name: _version(name) for name in shaping(_required())}


def shaping(required: list[str]) -> tuple[str, ...]:
    """Return the names of the libraries that shape a report, among what the package requires and what comes with it.

    What is not known to leave no trace counts, so that a new dependency is never overlooked.

    Examples
    --------
    >>> shaping(["typer>=0.20", "Jinja2>=3.1", "polars>=1; extra == 'fast'"])
    ('ipython', 'jinja2', 'numpy', 'pillow', 'pyarrow')
    """
    names = (_NAME.match(one) for one in required if "extra ==" not in one)
    plain = {re.sub(r"[-_.]+", "-", name[0]).lower() for name in names if name}
    return tuple(sorted(plain - _NO_SHAPE | _ALSO))


def code_digest(package: Path) -> str:
    """Return the SHA-256 over the names and contents of a package's files, without bytecode and hidden files."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*"), key=lambda one: one.relative_to(package).as_posix()):
        parts = path.relative_to(package).parts
        if any(part.startswith(".") or part == "__pycache__" for part in parts) or path.suffix == ".pyc":
            continue
        if path.is_file():
            content = path.read_bytes()
            # The lengths part names from contents, so that two different packages never give the same stream.
            digest.update(f"{'/'.join(parts)}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            digest.update(content)
    return digest.hexdigest()


def _fonts(folders: str) -> dict[str, str]:
    """Return the digest of a user's own fonts, by their contents, in the order in which they are looked for."""
    named = [Path(part) for part in folders.split(os.pathsep) if part.strip()]
    if not named:
        return {}
    digest = hashlib.sha256()
    for folder in named:
        digest.update((code_digest(folder) if folder.is_dir() else "missing").encode())
    return {"fonts": digest.hexdigest()}


def _required() -> list[str]:
    try:
        return metadata.requires("ogpkit") or []
    except metadata.PackageNotFoundError:  # the package is used from its source, and was never installed
        return []


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
