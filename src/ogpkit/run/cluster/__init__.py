"""A batch on a cluster: other machines make the reports as a local batch does, and this one puts them in place."""

__all__: list[str] = []
