"""Writing tables to a folder, in a format of napd or of a plugin: what is not written is told, and the rest is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from napd.errors import NapdError, one_line
from napd.framework.formats import Format, Tables, WriteFile
from napd.framework.guest import guest
from napd.framework.kinds import ENDINGS, Offer
from napd.framework.plugins import Step, last_line
from napd.scoring.publication import TableSelection
from napd.scoring.writers import WRITERS, write_batches
from napd.tables.folder import make_folder
from napd.tables.whole import LeftAlone, whole

FILE = r"[A-Za-z0-9][\w.-]*"
"""The name of a file that a format may write."""
TOGETHER = "tables"
"""What a file with all tables is called."""


def check_place(path: Path, form: str | Offer[Format]) -> None:
    """Refuse a file for tables that do not go into one in this format, by `NapdError`."""
    if not _is_whole(path, form) and (ending := _ending_of(path)):
        folder = path.with_name(path.name[: -len(ending)] or "out")
        raise NapdError(
            f"{path}: there are several tables, and in this format each is a file of its own: name a folder, such as "
            f"{folder}; or for one workbook a file that ends in .xlsx, and no other format"
        )


def _is_whole(path: Path, form: str | Offer[Format]) -> bool:
    """Whether a path is that of one file with all tables, in a format that has such."""
    together = form.value.ending if isinstance(form, Offer) and form.value.together else None
    return bool(together) and path.name.lower().endswith(f".{together}")


def _ending_of(path: Path) -> str | None:
    """How the name of a file with tables ends; None where it is no such name."""
    return next((each for each in (*map(".{}".format, WRITERS), *ENDINGS) if path.name.lower().endswith(each)), None)


def insist_on_labels(form: str | Offer[Format]) -> None:
    """Refuse a format whose columns are fixed for tables with labels, by `NapdError`."""
    if isinstance(form, Offer) and not form.value.labels:
        raise NapdError(
            f"the format {form.plugin.name!r} has columns that programs know, and takes no labels: "
            f"use {', '.join(WRITERS)} or xlsx"
        )


class NotWritten(NapdError):  # noqa: N818 - reads as what it says
    """Tables that are not written, or not whole: what a plugin failed at, and what is left alone, in a line each.

    Args:
        faults: the lines.
        written: the files that are there all the same.
    """

    def __init__(self, faults: Sequence[str], written: Sequence[Path]) -> None:
        super().__init__("\n".join(faults))
        self.written = list(written)


def write_tables(
    form: str | Offer[Format], tables: Tables, names: Sequence[str], folder: Path, *, overwrite: bool = False
) -> list[Path]:
    """Write tables to a folder, in a format of napd by its name or in that of a plugin; as `write_offered` does.

    The folder is made. For a format with all tables in one file it may be the name of that file.

    Raises:
        NapdError: also as `check_place` does.
    """
    check_place(folder, form)
    if isinstance(form, Offer) and _is_whole(folder, form):
        write_offered_to(folder, form, tables, names, overwrite=overwrite)
        return [folder]
    make_folder(folder)
    if isinstance(form, Offer):
        return write_offered(form, tables, names, folder, overwrite=overwrite)
    written, faults = [], []
    for name in names:
        path, batches = folder / f"{name}.{form}", tables.batches(name)
        try:
            written.append(write_batches(batches, tables.schema(name), path, overwrite=overwrite))
        except LeftAlone as why:
            faults.append(str(why))
    if faults:
        raise NotWritten(faults, written)
    return written


def write_offered(
    offer: Offer[Format], tables: Tables, names: Sequence[str], folder: Path, *, overwrite: bool = False
) -> list[Path]:
    """Write tables to a folder in the format of a plugin, each file whole or not at all.

    Raises:
        NotWritten: after all others are written, where the plugin fails on a file, which is named with its last line,
            or says that something does not fit in its format; and where a file is left alone.
        NapdError: when the folder cannot be written, a table cannot be made, or the format takes none of them.
    """
    try:
        files = _files(offer, tables, tuple(names))
    except _Failed as error:
        raise NotWritten([f"nothing is written to {folder}: {error}"], []) from None
    written, faults = [], []
    for name, write in files.items():
        path = folder / name
        try:
            faults += (said := _written(offer, write, path, overwrite=overwrite)).lines
            written += [path] if said.is_there else []
        except LeftAlone as why:
            faults.append(str(why))
    if faults:
        raise NotWritten(faults, written)
    return written


def write_offered_to(
    path: Path, offer: Offer[Format], tables: Tables, names: Sequence[str] | None = None, *, overwrite: bool = False
) -> None:
    """Write some tables to one file, likewise; raises as `write_offered` does, and LeftAlone for the file.

    Args:
        path: the file.
        offer: the format.
        tables: the tables.
        names: which of them; None for all.
        overwrite: whether a file in which people may have typed is replaced.
    """
    chosen = _chosen(offer, tables, tuple(tables if names is None else names))
    said = _written(offer, _writing(offer.value, chosen), path, overwrite=overwrite)
    if said.lines:
        raise NotWritten(said.lines, [path] if said.is_there else [])


class _Failed(NapdError):  # noqa: N818 - reads as what it says
    """What a plugin failed at, with its last line."""


class _Said(NamedTuple):
    """What is to be said of a file, and whether it is there."""

    lines: list[str]
    is_there: bool


def _chosen(offer: Offer[Format], tables: Tables, names: tuple[str, ...]) -> TableSelection:
    """The tables that a format takes; raises NapdError if it takes none of them."""
    chosen = TableSelection.of(offer, tables, names)
    if names and not chosen.names:
        takes, given = ", ".join(offer.value.takes), ", ".join(names)
        raise NapdError(f"the format {offer.plugin.name!r} takes {takes}, and there is only {given}")
    return chosen


def _files(offer: Offer[Format], tables: Tables, names: tuple[str, ...]) -> Mapping[str, WriteFile]:
    """What writes each file of a format, by its name."""
    form, chosen = offer.value, _chosen(offer, tables, names)
    if form.together:
        return {f"{TOGETHER}.{form.ending}": _writing(form, chosen)}
    if form.files is None:
        each = {name: TableSelection.of(offer, tables, (name,)) for name in chosen}
        return {f"{name}.{form.ending}": _writing(form, one) for name, one in each.items()}
    with _asking(offer), guest():
        files = dict(form.files(chosen))
        if odd := [name for name in files if not re.fullmatch(FILE, name)]:
            raise ValueError(f"{odd[0]!r} is no name for a file")
        return files


def _writing(form: Format, chosen: TableSelection) -> WriteFile:
    """What writes a file of a format that `format_for` or `_files` found to have such."""
    write = form.write
    assert write  # noqa: S101 - else it has no ending either
    return lambda file: write(file, chosen)


def _written(offer: Offer[Format], write: WriteFile, path: Path, *, overwrite: bool) -> _Said:
    """Write a file; gives what did not fit in the format, or what went wrong in the plugin."""
    try:
        with _asking(offer), whole(path, overwrite=overwrite, sealed=True) as file, guest():
            told = write(file)
            # What returns nothing by intent may yet return how many bytes it wrote last
            unfit = [f"{path}: {one}" for one in told] if isinstance(told, list | tuple) else []
    except _Failed as error:
        return _Said([f"{path} is not written: {error}"], is_there=False)
    return _Said(unfit, is_there=True)


@contextmanager
def _asking(offer: Offer[Format]) -> Iterator[None]:
    """Raise `_Failed` for whatever a plugin raises; a `NapdError` says itself what is wrong."""
    step: Step = "write"
    try:
        yield
    except NapdError:
        raise
    except (Exception, SystemExit) as error:
        where = last_line(offer.plugin, error)
        raise _Failed(f"plugin {offer.plugin} failed, at the step {step!r}: {one_line(error)}{where}") from error
