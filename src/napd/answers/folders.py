"""Folders: which files in one are read as answers, and what is said of the others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

from attrs import evolve, field, frozen

from napd.answers.own import LETTER, is_own, is_packaged
from napd.answers.readers import Readers
from napd.answers.stamp import name_of
from napd.errors import NapdError, nearest
from napd.framework.local import Local
from napd.tables.problems import Problem, Severity
from napd.texts import Message

SUFFIXES = (".csv", ".parquet", ".arrow", ".feather", ".xlsx", ".xlsm", ".ods", ".xls")
"""Files that are taken from a folder. An .xls cannot be read: it is taken to be reported, not to be overlooked."""
UNREADABLE = (".xlsb", ".xlt", ".numbers", ".fods", ".ots", ".gsheet", ".wk1", ".wks", ".123")
"""Workbooks of a kind that cannot be read."""
OTHER = (
    ".tsv", ".tab", ".txt", ".dat", ".psv", ".prn", ".dif", ".slk", ".dbf", ".xltx", ".xltm", ".pq", ".ipc", ".arrows",
    ".orc", ".avro", ".json", ".jsonl", ".ndjson", ".sav", ".dta", ".rds", ".sas7bdat", ".db", ".sqlite", ".duckdb",
    ".mdb", ".accdb", ".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst",
)  # fmt: skip
"""Further files that may have answers in them."""
LOCKS = ("~$", ".~lock.", "._")
"""What begins the name of a file by which a program says that it has another open, or keeps what only it can read."""
ARCHIVED = "__MACOSX"
"""The folder of such files in an archive that a Mac packed."""
ENVIRONMENTS = ("pyvenv.cfg", "conda-meta")
FEW, SEVERAL = 20, 2


@frozen
class Found:
    """What a path comes to.

    Args:
        files: to be read, in order.
        told: what is said of what is not read.
        left: what is left alone, and why.
        own: files that napd wrote.
    """

    files: list[Path] = field(factory=list)
    told: list[Problem] = field(factory=list)
    left: dict[str, Message] = field(factory=dict)
    own: list[Path] = field(factory=list)

    def tell(self, path: Path, kind: str, message: Message, hint: Message) -> None:
        """Say something of a file or a folder."""
        severity: Severity = "remark" if kind == "not_read" else "error"
        self.told.append(Problem(problem=kind, message=message, hint=hint, severity=severity, file=name_of(path)))


def files_in(path: Path, local: Local | None = None) -> list[Path]:
    """The files of answers that a path names, as `found_in` finds them."""
    return found_in(path, Readers(local or Local())).files


def found_in(path: Path, readers: Readers | None = None) -> Found:
    """What a path names: a file, or what is in a folder and in those under it; `readers` are plugins that read more.

    Left alone are folders that are hidden or hold a virtual environment, and files that napd wrote; unless a folder
    holds no other answers than such. Links to folders are not followed.

    Raises:
        NapdError: when there is no such file, or the folder has none.
    """
    try:
        if path.is_dir():
            return _in_folder(path, readers or Readers(Local()))
        if path.exists() and not path.is_block_device():
            return Found([path])
        beside = [name_of(Path(other.name)) for other in path.parent.glob("*")] if path.parent.is_dir() else []
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NapdError(f"{name_of(path)}: it cannot be opened: {reason}") from None
    raise NapdError(f"{name_of(path)}: there is no such file.{nearest(name_of(Path(path.name)), beside)}")


def _in_folder(top: Path, readers: Readers) -> Found:
    found = Found()
    for path in _walk(top, found):
        _sort(path, found, readers)
    found.files.sort()
    answers = [path for path in found.own if path.stem == "answers"]
    if answers and not found.files:
        found.files.extend(sorted(answers))
        found.own[:] = [path for path in found.own if path not in answers]
    if not found.files and not any(problem.severity == "error" for problem in found.told):
        raise NapdError(_nothing(top, found))
    return evolve(found, told=[*found.told, *_left_alone(top, found)])


def _walk(top: Path, found: Found) -> Iterator[Path]:
    """Every file in a folder that is not left alone."""

    def refuse(error: OSError) -> None:
        where = Path(os.fsdecode(error.filename))
        message = Message("problem.unreadable.not_opened", reason=str(error.strerror))
        found.tell(where, "unreadable", message, Message("problem.unreadable.not_opened_hint"))

    for folder, folders, files in os.walk(top, onerror=refuse):
        here = Path(folder)
        for name in sorted(folders):
            why = _why_left(here / name)
            if why:
                found.left[name_of((here / name).relative_to(top))] = why
            elif (here / name).is_symlink():
                message, hint = Message("problem.not_read.folder_link"), Message("problem.not_read.folder_link_hint")
                found.tell(here / name, "not_read", message, hint)
        folders[:] = [name for name in folders if not _why_left(here / name) and name != ARCHIVED]
        yield from (here / name for name in files)


def _why_left(folder: Path) -> Message | None:
    if folder.name.startswith("."):
        return Message("problem.not_read.is_hidden")
    is_environment = any((folder / name).exists() for name in ENVIRONMENTS)
    return Message("problem.not_read.environment") if is_environment else None


def _sort(path: Path, found: Found, readers: Readers) -> None:
    """Find out what to do with a file."""
    ending = path.suffix.casefold()
    if path.name.startswith(LOCKS):
        return
    read = ending in SUFFIXES or readers.fit(path.name)
    if not read and ending not in (*UNREADABLE, *OTHER):
        return
    if path.name.startswith("."):
        found.tell(path, "not_read", Message("problem.not_read.hidden"), NAME_IT)
    elif not path.exists():
        message, hint = Message("problem.unreadable.no_target"), Message("problem.unreadable.no_target_hint")
        found.tell(path, "unreadable", message, hint)
    elif not path.is_file():
        found.tell(path, "not_read", Message("problem.not_read.device"), NAME_IT)
    elif is_packaged(path) or ((read or ending == LETTER) and is_own(path)):
        found.own.append(path)
    elif read:
        found.files.append(path)
    elif ending in UNREADABLE:
        message, hint = Message("problem.unreadable.ending", ending=ending), Message("problem.unreadable.ending_hint")
        found.tell(path, "unreadable", message, hint)
    else:
        message, hint = Message("problem.not_read.ending", ending=ending), Message("problem.not_read.ending_hint")
        found.tell(path, "not_read", message, hint)


NAME_IT = Message("problem.not_read.name_it")


def _left_alone(top: Path, found: Found) -> Iterator[Problem]:
    """One remark for all that is left alone."""
    left = dict(found.left)
    for folder in dict.fromkeys(path.parent for path in found.own):
        own = sorted(name_of(Path(path.name)) for path in found.own if path.parent == folder)
        left[name_of(folder.relative_to(top))] = (
            Message("problem.not_read.own", names=tuple(own))
            if len(own) <= SEVERAL
            else Message("problem.not_read.own_many", files=len(own), name=own[0])
        )
    if left:
        names = [
            Message("problem.not_read.why", name=name, why=why) for name, why in sorted(left.items(), key=itemgetter(0))
        ]
        more = [Message("problem.not_read.and_more", more=len(names) - FEW)] * (len(names) > FEW)
        message = Message("problem.not_read.left_alone", names=(*names[:FEW], *more))
        hint = Message("problem.not_read.left_alone_hint")
        yield Problem(problem="not_read", message=message, hint=hint, severity="remark", file=name_of(top))


def _nothing(top: Path, found: Found) -> str:
    """That a folder has no answers, and what it has instead."""
    message = f"{name_of(top)}: the folder has no answers; they are files ending in {', '.join(SUFFIXES[:-1])}"
    said = [str(problem) for problem in (*found.told, *_left_alone(top, found))]
    return "\n  ".join([message, *said[:FEW]])
