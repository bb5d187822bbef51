"""A change of a score between two rounds, as the tests tell it."""

from __future__ import annotations


def way(row):
    """What was possible before, and after each cause that moved it."""
    causes = row["causes"].split("|")
    return [("from", row["from_possible"]), *((cause, row[f"{cause}_possible"]) for cause in causes)]
