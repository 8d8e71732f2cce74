"""Why a report has to be made again, in plain words."""

from __future__ import annotations

from ogpkit.run.freshness.fingerprint import Inputs

__all__ = ["reasons"]

_LONGEST = 120


def reasons(old: Inputs | None, new: Inputs) -> tuple[str, ...]:
    """Return why a report that was made from ``old`` has to be made again from ``new``; none where nothing differs.

    They come in a stable order: the params file, data files by name, the notebook, ogpkit, Python, libraries by name.

    Examples
    --------
    >>> old = Inputs("params/x.yaml", {"data/raw/x/survey.csv": "1"}, {"ogpkit": "0.3.1"})
    >>> new = Inputs("params/x.yaml", {"data/raw/x/survey.csv": "2"}, {"ogpkit": "0.4.0"})
    >>> reasons(old, new), reasons(None, new), reasons(new, new)
    (('survey.csv changed', 'ogpkit 0.3.1 → 0.4.0'), ('never built',), ())
    """
    if old is None:
        return ("never built",)
    return (*_of_params(old, new), *_of_files(old, new), *_of_makers(old, new))


def _of_params(old: Inputs, new: Inputs) -> list[str]:
    if old.params != new.params:
        return [f"made from {_plain(new.params)} instead of {_plain(old.params)}"]
    return ["params file changed"] if old.files.get(old.params) != new.files.get(new.params) else []


def _of_files(old: Inputs, new: Inputs) -> list[str]:
    names = sorted({*old.files, *new.files} - {old.params, new.params}, key=lambda one: (_rank(one), one))
    return [
        f"{_plain(_short(name))} {_how(old.files.get(name), new.files.get(name))}"
        for name in names
        if old.files.get(name) != new.files.get(name)
    ]


def _of_makers(old: Inputs, new: Inputs) -> list[str]:
    before, now = old.made_by, new.made_by
    # A new version of the package has new code; to say both would say one thing twice.
    known = {"code"} if before.get("ogpkit") != now.get("ogpkit") else set()
    first = ("ogpkit", "code", "python")
    names = [*first, *sorted({*before, *now} - set(first))]
    return [
        _of_maker(one, before.get(one), now.get(one))
        for one in names
        if before.get(one) != now.get(one)
        if one not in known
    ]


def _of_maker(name: str, before: str | None, now: str | None) -> str:
    if name == "code":
        return "code of ogpkit changed"
    if name == "fonts":
        return f"fonts of OGPKIT_FONTS {'changed' if before and now else 'are new' if now else 'were taken away'}"
    title = "Python" if name == "python" else _plain(name)
    if before is None or now is None:
        return f"{title} {_how(before, now)}"
    return f"{title} {_plain(before)} → {_plain(now)}"


def _how(before: str | None, now: str | None) -> str:
    return "is new" if before is None else "was taken away" if now is None else "changed"


def _rank(name: str) -> int:
    return 0 if name.startswith("data/raw/") else 1


def _short(name: str) -> str:
    """Return the name of a data file in its dossier; others are named in the project."""
    parts = name.split("/", 3)
    return parts[3] if parts[:2] == ["data", "raw"] and len(parts) == 4 else name


def _plain(text: str) -> str:
    """Return a name as it may be printed: names of files are chosen by anyone, and status files can be edited."""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return "".join(one if one.isprintable() else "\ufffd" for one in cut)
