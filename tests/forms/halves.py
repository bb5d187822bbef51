"""Halves of a form to be merged: forms in which something was typed or confirmed, and what a form says."""

from __future__ import annotations

from pathlib import Path

from filled_in import OPVANG
from town import FRAMEWORK, table
from typing_in import NOTE, Open

from napd import score
from napd_forms.making import form, write_form
from napd_forms.merged_book import merged_book
from napd_forms.merging import FormPart, Merger
from napd_forms.previous import EarlierAnswers

SHEET = "#bevestigd"


def filled(path, typed=None, notes=None, **more):
    """A form in which answers and notes were typed."""
    one = Open(write_form(Path(path), form(FRAMEWORK, "2025-12", "MO0001", **more), overwrite=True))
    for code, value in (typed or {}).items():
        one.type(code, value)
    for code, value in (notes or {}).items():
        one.type(code, value, NOTE)
    return one.save()


def merged(tmp_path, *paths):
    """The merged form, and its problems."""
    merger = Merger.of([FormPart.of(path) for path in paths])
    path = tmp_path / "merged.xlsx"
    path.write_bytes(merged_book(merger, "nl"))
    return path, merger.problems


def read(path):
    """What a form says: its answers, by question, with their notes."""
    result = score(path, FRAMEWORK)
    keys = ("area", "question")
    return {tuple(row[name] for name in keys): (row["value"], row["note"]) for row in result.answers.to_pylist()}


def before(*rows):
    """A form takes over what was answered in the round before."""
    return EarlierAnswers.of(table({**row, "round": "2024-12"} for row in rows), FRAMEWORK).taken_over(
        "2025-12", "gemeente"
    )


def confirm(path, *, whole=None, **typed):
    """A form in which a sheet is confirmed, and cells of it are."""
    one = Open(path)
    if whole:
        next(row for row in one.book["Opvang"].iter_rows() if row[0].value == SHEET)[4].value = whole
    for question, (column, text) in typed.items():
        one.type(OPVANG(question), text, column)
    return one.save()
