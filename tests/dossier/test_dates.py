"""Dates that other people and programs write: suggested where one day alone can be meant."""

from __future__ import annotations

import pytest

from ogpkit.dossier.dates import meant_date


@pytest.mark.parametrize(
    "text, meant",
    [
        ("15.07.2024", "2024-07-15"),
        ("1.2.2024", "2024-02-01"),
        ("15/07/2024", "2024-07-15"),
        ("07/15/2024", "2024-07-15"),
        ("05/05/2024", "2024-05-05"),
        ("15-07-2024", "2024-07-15"),
        ("2024/07/15", "2024-07-15"),
        ("2024-7-5", "2024-07-05"),
        ("2024.07", "2024-07"),
        ("07/2024", "2024-07"),
        ("20240715", "2024-07-15"),
        ("2024-07-15T10:00:00Z", "2024-07-15"),
        ("Jul 2024", "2024-07"),
        ("July 2024", "2024-07"),
        ("Sept. 2024", "2024-09"),
        ("15 July 2024", "2024-07-15"),
        ("July 15, 2024", "2024-07-15"),
        ("45488", "2024-07-15"),
        # Here more than one day can be meant, or none.
        ("05/07/2024", None),
        ("05-07-2024", None),
        ("15.07.24", None),
        ("31.02.2024", None),
        ("15/15/2024", None),
        ("Ju 2024", None),
        ("summer 2024", None),
        ("12345", None),
        ("99999", None),
        ("15.07.0224", None),
        ("July 1850", None),
        ("soon", None),
        ("٤٥٤٨٨", None),
        ("9" * 5000, None),
    ],
)
def test_date_is_suggested_where_one_alone_can_be_meant(text: str, meant: str | None) -> None:
    assert meant_date(text) == meant
