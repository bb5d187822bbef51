"""What napd wrote itself: tables of results. They are no answers, but for the table of the answers that count."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import pyarrow as pa

from napd.answers.arrow_columns import BROKEN
from napd.answers.columns import REQUIRED
from napd.tables.schemas import FICTIONAL, headings, schema, tables
from napd.texts import languages, texts

ANSWERS, BESIDE, LABELLED = "answers", "scores", "labelled"
"""The table that can be read again, one that is always written beside it, and any for people."""
LETTER = ".txt"
PACKAGE, METADATA = "datapackage.json", "-metadata.json"
"""What describes a Data Package, and how the name ends of what describes one of its tables (CSVW)."""
FRONT, REPORT = "index.html", b'<meta name="generator" content="napd '
"""The front page of a report, and by what a page of napd is known."""
HEAD = 1 << 12
KEY = b"napd.schema"
PROPERTIES, TITLE = "docProps/core.xml", re.compile(rb"<dc:title>(napd(?: FICTIEF)?)</dc:title>")
"""Where a workbook has its title, and that of the tables of a result."""


def is_own(path: Path) -> bool:
    """Whether napd wrote a file.

    Parquet and Arrow files say so in their metadata, a workbook in its title, CSV in its first line: it has the columns
    of a table of results. Answers have columns that people use too, so they are known by the scores beside them. A
    letter to a region is known by its subject, also once somebody has changed it.
    """
    with suppress(*BROKEN, BadZipFile, csv.Error):
        name = _table_in(path)
        return bool(name) and (name != ANSWERS or _table_in(path.with_stem(BESIDE)) == BESIDE)
    return False


def is_packaged(path: Path) -> bool:
    """Whether a file is of a Data Package that napd wrote: a table that it names, or what describes it or the package.

    Such a package holds the receipt of napd. What somebody puts beside it is not of it.
    """
    described = path.with_name(PACKAGE)
    if not described.is_file():
        return False
    with suppress(OSError, ValueError, RecursionError, TypeError, KeyError):
        package = json.loads(described.read_bytes())
        return "napd" in package and path.name.removesuffix(METADATA) in {PACKAGE, *_paths(package)}
    return False


def _paths(package: dict[str, Any]) -> Iterator[str]:
    yield from (resource["path"] for resource in package["resources"])


def title_of(path: Path) -> str:
    """The title of a workbook of results that napd wrote, "napd" or "napd FICTIEF"; "" of any other file."""
    with suppress(*BROKEN, BadZipFile), ZipFile(path) as package, package.open(PROPERTIES) as part:
        found = TITLE.search(part.read(HEAD))
        return found[1].decode() if found else ""
    return ""


def _subjects() -> tuple[bytes, ...]:
    """How the letters to regions begin, in each language."""
    return tuple(texts(each)("letter.subject").partition("{")[0].encode() for each in languages())


def _table_in(path: Path) -> str:
    """Which table of results a file has, or that it is a letter; of a workbook the first, of any other file none."""
    with path.open("rb") as file:
        start = file.read(HEAD)
    if path.suffix.casefold() == LETTER and start.startswith(_subjects()):
        return LETTER
    if start.startswith(b"PK"):
        return BESIDE if title_of(path) else ""
    if path.suffix.casefold() == ".csv":
        names = tuple(next(csv.reader(start.decode("utf-8-sig", errors="replace").splitlines()[:1]), []))
        return _by_columns().get(names, "") or (LABELLED if _is_labelled(names) or _is_of_report(path) else "")
    return _metadata(path, start).get(KEY, b"").decode().removeprefix("napd.").partition("/")[0]


def _metadata(path: Path, start: bytes) -> dict[bytes, bytes]:
    if start.startswith(b"PAR1"):
        from pyarrow import parquet

        with pa.OSFile(os.fsencode(path)) as file:
            return dict(parquet.read_schema(file).metadata or {})
    if start.startswith(b"ARROW1"):
        with pa.OSFile(os.fsencode(path)) as file:
            return dict(pa.ipc.open_file(file).schema.metadata or {})
    return {}


def _is_of_report(path: Path) -> bool:
    """Whether it stands in a folder of a report, by its front page: tables to take along have columns in words."""
    front = path.parent.parent / FRONT
    return front.is_file() and REPORT in front.read_bytes()[:HEAD]


def _is_labelled(names: tuple[str, ...]) -> bool:
    """Whether a table of results has these headings for people: all are napd's, or it begins as the wide table does."""
    if set(REQUIRED) <= set(names):
        return False
    return any(names[: len(first)] == first or (names and known.issuperset(names)) for first, known in _headings())


@cache
def _headings() -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """In each language the first headings of the wide table, and all headings of tables with labels."""
    found = []
    for language in languages():
        own, say = headings(language), texts(language)
        labels = (say(f"label.{kind}", each) for each in own.values() for kind in say.table("label"))
        first = (*(own[name] for name in ("round", "perspective", "area")), say("label.name", own["area"]))
        found.append((first, frozenset((*own.values(), *labels, FICTIONAL))))
    return tuple(found)


@cache
def _by_columns() -> dict[tuple[str, ...], str]:
    """The names of tables by their columns, which those of fictional answers have one more of."""
    return {(*schema(name).names, *more): name for name in tables() for more in ((), (FICTIONAL,))}
