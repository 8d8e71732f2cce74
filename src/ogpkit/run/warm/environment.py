"""The environment in which notebooks run: the same for everybody, so that the same inputs give the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

__all__ = ["ENVIRONMENT", "UNSET", "kernel_environment", "within"]

# The same in every kernel, whoever starts it and wherever: else the same inputs would not give the same bytes.
ENVIRONMENT = {
    "JUPYTER_PREFER_ENV_PATH": "1",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
}
if os.name != "nt":
    ENVIRONMENT["MATPLOTLIBRC"] = os.devnull
# A person's own settings, which would change what a notebook shows or which kernel runs it.
UNSET = ("JUPYTER_PATH", "PYTHONOPTIMIZE", "PYTHONSTARTUP", "PYTHONWARNINGS")


def kernel_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment in which notebooks run: that of the person, without their own settings for Python.

    Examples
    --------
    >>> found = kernel_environment({"HOME": "/home/x", "PYTHONOPTIMIZE": "1", "TZ": "Asia/Tokyo"})
    >>> "PYTHONOPTIMIZE" in found, found["TZ"], found["HOME"]
    (False, 'UTC', '/home/x')
    """
    return {name: value for name, value in environment.items() if name not in UNSET} | ENVIRONMENT


@contextmanager
def within(environment: Mapping[str, str]) -> Iterator[None]:
    """Have this process, and what it starts, live in another environment for a while.

    Examples
    --------
    >>> with within(kernel_environment()):
    ...     os.environ["TZ"]
    'UTC'
    """
    before = dict(os.environ)
    _become(environment)
    try:
        yield
    finally:
        _become(before)


def _become(environment: Mapping[str, str]) -> None:
    for name in os.environ.keys() - environment.keys():
        del os.environ[name]
    os.environ.update(environment)
