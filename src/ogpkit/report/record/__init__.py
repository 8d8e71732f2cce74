"""Reading an executed notebook, the record of a report, into the document that every writer reads.

Nothing is executed and nothing is fetched: a record is data, and may come from outside.
"""

from __future__ import annotations

from ogpkit.report.record.normal import normalise, record_bytes, write_record
from ogpkit.report.record.reader import document_from_notebook, read_notebook, read_record

__all__ = ["document_from_notebook", "normalise", "read_notebook", "read_record", "record_bytes", "write_record"]
