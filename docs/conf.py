"""Settings of the documentation: Markdown in, HTML out, nothing fetched while it is built."""

from __future__ import annotations

from importlib.metadata import version as version_of

project = "ogpkit"
author = "The ogpkit maintainers"
copyright = f"{author}, Apache-2.0"
release = version_of("ogpkit")
version = release

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"ogpkit {release}"
html_copy_source = False
html_show_sphinx = False
