"""Warm execution: notebooks run in processes that are forked from one with all imports done.

A small server (:mod:`ogpkit.run.warm.server`) imports what a report needs once, then forks a child for each request: a
kernel for one notebook, or a worker of a batch. A child ends with the connection that asked for it; nothing that a
notebook does reaches the next one. Where processes cannot be forked safely, papermill's ordinary engine runs instead.
"""

__all__: list[str] = []
