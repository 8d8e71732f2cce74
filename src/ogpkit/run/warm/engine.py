"""The engine that papermill calls ``ogpkit``: each notebook in a kernel that is forked from a warm process.

``papermill --engine ogpkit IN OUT``, or ``execute_notebook(…, engine_name="ogpkit")``: a loop over many notebooks then
pays for the imports once. Notebooks in another language, and machines that cannot fork, get papermill's own engine.
This module is loaded by each start of papermill and imports nothing heavy.
"""

from __future__ import annotations

import os
from typing import Any

from papermill.engines import NBClientEngine

__all__ = ["WarmEngine"]


class WarmEngine(NBClientEngine):  # type: ignore[misc]
    """Papermill's own engine with kernels that need no start."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        warm: str = "",
        memory: int = 0,
        **kwargs: Any,
    ) -> Any:
        """Run the notebook; see papermill.

        Parameters
        ----------
        nb_man : papermill.engines.NotebookExecutionManager
            The notebook.
        kernel_name : str
            Name of the kernel; only ``python3`` and what the notebook itself calls Python is run here.
        warm : str
            Socket of the process that forks; by default one of this process's own is started.
        memory : int
            Bytes that the kernel with all that it starts may hold; 0 for no limit.
        **kwargs
            As papermill's own engine takes them.
        """
        from ogpkit.run.warm.starting import available

        language = nb_man.nb.metadata.get("kernelspec", {}).get("language", "python")
        if not available() or language != "python":
            return super().execute_managed_notebook(nb_man, kernel_name, **kwargs)
        kernel = cls._kernel(warm, memory, nb_man.nb)
        try:
            executed = super().execute_managed_notebook(nb_man, kernel_name, km=kernel, **kwargs)
            nb_man.nb.metadata.papermill["memory"] = kernel.memory
            return executed
        except Exception as error:
            error.__dict__["ended_for"] = kernel.ended_for  # what the server said of it
            raise
        finally:
            kernel.cleanup_resources()

    @staticmethod
    def _kernel(warm: str, memory: int, notebook: Any) -> Any:
        """Return what nbclient takes for the manager of a kernel."""
        from ogpkit.run.warm.client import WarmKernel
        from ogpkit.run.warm.preload import wanted_in
        from ogpkit.run.warm.starting import ask, shared

        def fork(folder: str) -> Any:
            address = warm
            if not address:
                server = shared(modules=wanted_in(*(cell.source for cell in notebook.cells)))
                server.wait()
                address = server.address
            return ask(address, "kernel", memory=memory, cwd=folder, environ=dict(os.environ))

        return WarmKernel(fork)
