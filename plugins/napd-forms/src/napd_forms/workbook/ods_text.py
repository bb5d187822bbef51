"""Text in a cell of an ODS file: its paragraphs, with spaces as they are shown, and nothing that is not the cell's."""

from __future__ import annotations

import re

from napd_forms.workbook.zip_xml import LARGEST, CellText

WHITE = re.compile("[ \t\r\n]+")
NOT_ITS_OWN = ("text:ruby-text", "text:note")
"""Text beside the text: how it is spoken, and notes."""


def is_aside(name: str) -> bool:
    """Whether what a tag within a cell holds is not the cell's text.

    A cell holds paragraphs, and these hold tags of text. Whatever else is there lies over the cell or beside it:
    shapes, pictures with their titles, remarks in the margin.
    """
    return not name.startswith("text:") or name in NOT_ITS_OWN


class Paragraphs:
    """The paragraphs of a cell. Spaces, tabs and line breaks of the file itself count as one space, or as none."""

    def __init__(self, part: str) -> None:
        self.text, self.count, self.open = CellText(part), 0, False
        self.space, self.begun = False, False

    def clear(self) -> None:
        """Begin another cell."""
        self.text.clear()
        self.count, self.open = 0, False

    def start(self, name: str, copies: int) -> None:
        """A tag of text begins; copies is what a tag for spaces says of their number."""
        if name in ("text:p", "text:h"):
            if self.count:
                self.text.add("\n")
            self.count, self.open, self.space, self.begun = self.count + 1, True, False, False
        elif name == "text:s":
            self._exactly(" ", min(copies, LARGEST + 1))
        elif name in ("text:tab", "text:line-break"):
            self._exactly("\t" if name == "text:tab" else "\n")

    def end(self, name: str) -> None:
        """A tag of text ends."""
        if name in ("text:p", "text:h"):
            self.open = False

    def words(self, some: str) -> None:
        """Take text as the file has it."""
        if not self.open:
            return
        even = WHITE.sub(" ", some)
        text = even.strip(" ")
        self.space = self.space or (self.begun and even.startswith(" "))
        if text:
            self._exactly(text)
            self.space = even.endswith(" ")

    def _exactly(self, some: str, times: int = 1) -> None:
        if self.open:
            if self.space:
                self.text.add(" ")
            self.text.add(some, times)
            self.space, self.begun = False, True
