"""``python -m ogpkit``: the same as the command ``ogpkit``."""

from ogpkit.cli import main

main()
