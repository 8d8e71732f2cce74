"""Many reports: what is stale is made by several workers at once, and whatever happens to one report stops no other."""

__all__: list[str] = []
