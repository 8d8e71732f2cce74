"""The command line: parses, calls, prints. All that it does can be done from Python too."""

from __future__ import annotations

import io
import signal
import sys
import threading

from ogpkit.cli import batching, beginning, checking, making
from ogpkit.cli.app import app, count, tell
from ogpkit.errors import DataError, NotebookContentError, OgpkitError

__all__ = ["app", "batching", "beginning", "checking", "main", "making"]


def main() -> None:
    """Run the command line; errors of the kit become one message each and an exit status, never a traceback."""
    # A notebook's validator would build a grammar of international addresses at its import, 0.7 s, which nothing here
    # asks for; without this module the validator leaves that one check out.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    # A job that is told to end clears up as one does where a person presses Ctrl-C.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a pipe that cannot write a city's name gets it in escapes.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except DataError as error:
        for problem in error.problems:
            tell(str(problem))
        of_a_notebook = all(problem.rule == "notebook" for problem in error.problems)
        # ogpkit check reads what a run reads, but no executed notebooks, reviews to compare or tables to draft from.
        read = sys.argv[1:2] == ["run"] and not of_a_notebook and not isinstance(error, NotebookContentError)
        more = " All problems, warnings too: ogpkit check" if read else ""
        tell(f"{count(len(error.problems), 'error')}; nothing was made.{more}")
        sys.exit(error.exit_status)
    except OgpkitError as error:
        tell(str(error))
        sys.exit(error.exit_status)
    except OSError as error:
        tell(f"{error.filename or 'ogpkit'}: {error.strerror or error}")
        sys.exit(1)
