"""What regions deliver in tests: answers, forms that nobody filled in, forms in which something was typed."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from forms.typing_in import Open
from town import FRAMEWORK

import napd
from napd_forms.making import form

ROUND, VIEWS = "2025-12", ("gemeente", "aanbieder")


ASKED = {"MO0001": 6 + 5 * 2 + 1 + 2, "MO0002": 6 + 5 + 1 + 2}
"""Required questions of opvang, samen (two municipalities, and one), pas-sinds-2025 and anders."""


def rows(found, table="progress"):
    """The records of a table."""
    return found.tables[table].to_pylist()


def of(found, region, perspective="gemeente"):
    """The record of a region, in a view."""
    (row,) = [each for each in rows(found) if (each["region"], each["perspective"]) == (region, perspective)]
    return row


def scored(*answers, framework=FRAMEWORK):
    """A result of lists of answers, each a table of its own."""
    filled = [[{"status": "", "note": "", "perspective": "", **row} for row in rows] for rows in answers]
    return napd.score([pa.Table.from_pylist(rows) for rows in filled], framework)


def blank(folder, area, round_id=ROUND, **more):
    """A form in a folder, which nobody filled in."""
    path = Path(folder) / f"{round_id}-{area}{more.pop('name', '')}.xlsx"
    path.write_bytes(form(FRAMEWORK, round_id, area, **more))
    return path


def typed(path, **answers):
    """Type answers in a form: by indicator__question, of the region itself."""
    book = Open(path)
    for key, value in answers.items():
        book.type(f"{ROUND}|MO0001|{key.replace('__', '|')}", value)
    return book.save()
