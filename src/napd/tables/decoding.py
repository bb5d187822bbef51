"""The bytes of a text file that a person keeps, as text."""

from __future__ import annotations

from napd.tables.problems import Problem, Report
from napd.texts import Message

WINDOWS = "cp1252"


def decoded(file: str, data: bytes, report: Report, save_as: str = "UTF-8") -> str:
    """Text in UTF-8 or, with a remark, in Windows-1252; a byte that has no letter there becomes a sign that says so.

    Args:
        file: its name, for the remark.
        data: the bytes.
        report: takes the remark.
        save_as: what to save it as.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message, hint = Message("problem.windows_1252.message"), Message("problem.windows_1252.hint", save_as=save_as)
        report(Problem(problem="windows_1252", message=message, hint=hint, severity="remark", file=file, line=1))
        return data.decode(WINDOWS, errors="replace")
