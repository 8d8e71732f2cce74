"""Write the synthetic survey of the Khmelnytskyi dossier. Invented answers, the same at every run; nobody was asked."""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

GROUPS: dict[str, tuple[list[str], list[float]]] = {
    "gender": (["woman", "man", "prefer not to say"], [0.54, 0.41, 0.05]),
    "age": (["18–29", "30–44", "45–59", "60 and over"], [0.24, 0.37, 0.26, 0.13]),
    "profession": (
        ["public sector", "business", "civil society", "student", "retired", "other"],
        [26, 21, 12, 16, 10, 15],
    ),
}
PRIORITIES = ["open data", "online services", "environment", "transport", "budget", "education"]
LEVELS = ["1", "2", "3", "4", "5", "don't know"]


def rows(number: int = 184, seed: int = 20212025) -> list[dict[str, str]]:
    """Return ``number`` invented answers."""
    chance = random.Random(seed)  # noqa: S311 (no secret hangs on it)
    result = []
    for index in range(1, number + 1):
        row = {"synthetic": "synthetic", "response": f"s{index:03d}"}
        for column, (options, weights) in GROUPS.items():
            row[column] = chance.choices(options, weights)[0]
        row["used_public_information"] = chance.choices(["yes", "no", ""], [0.58, 0.38, 0.04])[0]
        mood = chance.gauss(0, 0.7)
        for column, centre in {"rate_website": 3.4, "rate_open_data": 3.0, "rate_services": 3.7}.items():
            level = min(5, max(1, round(chance.gauss(centre + mood, 0.9))))
            row[column] = chance.choices([str(level), "don't know", ""], [0.9, 0.07, 0.03])[0]
        row["priorities"] = "; ".join(sorted(chance.sample(PRIORITIES, chance.randint(1, 3))))
        row["suggestion"] = chance.choices(
            ["", "(invented) more data in one place", "(invented) shorter forms"], [8, 1, 1]
        )[0]
        result.append(row)
    return result


def main(target: Path) -> None:
    """Write the table to ``target``."""
    table = rows()
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
