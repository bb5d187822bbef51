"""The bytes of a text file that a person keeps, as text."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from napd.tables.problems import Problem, Report
from napd.texts import Message

UTF8, WINDOWS = "utf-8-sig", "cp1252"
MARKS = {BOM_UTF32_LE: "utf-32", BOM_UTF32_BE: "utf-32", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
"""The marks that a file may begin with; that of UTF-32 begins with one of UTF-16."""


def marked(data: bytes) -> str:
    """The encoding that the mark at the beginning of a file says; '' without one of UTF-16 or UTF-32."""
    return next((name for mark, name in MARKS.items() if data.startswith(mark)), "")


def decoded(file: str, data: bytes, report: Report, save_as: str = "UTF-8") -> str:
    """Text in UTF-8, in UTF-16 with its mark or, with a remark, in Windows-1252; what is no letter there gets a sign.

    Args:
        file: its name, for the remark.
        data: the bytes.
        report: takes the remark.
        save_as: what to save it as.
    """
    if name := marked(data):
        return data.decode(name, errors="replace")
    try:
        return data.decode(UTF8)
    except UnicodeDecodeError:
        message, hint = Message("problem.windows_1252.message"), Message("problem.windows_1252.hint", save_as=save_as)
        report(Problem(problem="windows_1252", message=message, hint=hint, severity="remark", file=file, line=1))
        return data.decode(WINDOWS, errors="replace")
