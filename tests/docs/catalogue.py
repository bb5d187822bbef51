"""The catalogues of docs/reference, read as data, and the files of their examples made as a person makes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from attrs import frozen
from openpyxl import load_workbook

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
SECTION = re.compile(r"^### `(\w+)`\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CELL = re.compile(r"(?P<sheet>.+) (?P<first>[A-Z]+\d+)(?::(?P<last>[A-Z]+\d+))?(?: (?P<how>merged)|: ?(?P<typed>.*))")
WHOLE = re.compile(r"(?P<sheet>.+) (?P<how>hidden|removed)")
FORMULA = re.compile(r"(=.*) \(gave (.*)\)")


@frozen
class Entry:
    """A section of a catalogue.

    Args:
        name: of the kind or error, from its heading.
        text: what follows the heading.
    """

    name: str
    text: str

    @property
    def meaning(self) -> str:
        """The first paragraph."""
        return " ".join(self.text.strip().partition("\n\n")[0].split())

    @property
    def repair(self) -> str:
        """The paragraph that says what to do."""
        found = re.search(r"^Repair: (.*?)(?:\n\n|\Z)", self.text, re.MULTILINE | re.DOTALL)
        return found[1] if found else ""

    def blocks(self, kind: str) -> list[tuple[str, str]]:
        """The blocks of a kind: what stands behind it, and the text."""
        return [(more, text) for found, more, text in BLOCK.findall(self.text) if found == kind]

    @property
    def says(self) -> list[str]:
        """The lines that napd says."""
        return self.says_in("")

    def says_in(self, language: str) -> list[str]:
        """The lines that napd says in a language."""
        (text,) = [text for more, text in self.blocks("message") if more == language]
        return text.splitlines()


def entries(page: str) -> dict[str, list[Entry]]:
    """The sections of a page of docs/reference, by the heading that they stand under."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:])
    return {heading: [Entry(*found) for found in SECTION.findall(rest)] for heading, _, rest in parts}


def answers_file(entry: Entry, folder: Path) -> tuple[Path, Sequence[str]]:
    r"""Write the answers of an entry to a file, of which the name may stand behind `csv`; also gives its options.

    `\xe9` stands for the byte.
    """
    ((more, text),) = entry.blocks("csv")
    words = more.split()
    names = [word for word in words if not word.startswith("--")]
    path = folder / (names[0] if names else "answers.csv")
    path.write_bytes(re.sub(rb"\\x([0-9a-f]{2})", lambda byte: bytes([int(byte[1], 16)]), text.encode()))
    return path, [word for word in words if word not in names]


def typed(form: Path, lines: str) -> None:
    """Change a form as a person does: a line for each cell that is typed in, merged, or emptied.

    So for each sheet that is hidden or removed. A sheet that is not there is added. "with macros" stands for a workbook
    that has some; what a formula gave when the workbook was saved stands behind it.
    """
    book, gave = load_workbook(form), {}
    for line in lines.splitlines():
        if found := CELL.fullmatch(line):
            sheet = book[found["sheet"]] if found["sheet"] in book else book.create_sheet(found["sheet"])
            if found["how"]:
                sheet.merge_cells(f"{found['first']}:{found['last']}")
                continue
            formula = FORMULA.fullmatch(found["typed"])
            sheet[found["first"]] = formula[1] if formula else _kept(found["typed"])
            gave |= {found["first"]: formula[2]} if formula else {}
        elif (found := WHOLE.fullmatch(line)) and found["how"] == "hidden":
            book[found["sheet"]].sheet_state = "hidden"
        elif found:
            del book[found["sheet"]]
    book.save(form)
    _completed(form, gave, macros="with macros" in lines.splitlines())


def _kept(text: str) -> str | float | None:
    """What a spreadsheet keeps of what is typed."""
    return float(text) if re.fullmatch(r"[0-9.]+", text) else text or None


def _completed(form: Path, gave: dict[str, str], *, macros: bool) -> None:
    """Put into a workbook what openpyxl does not write: what formulas gave, and macros."""
    with ZipFile(form) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for cell, value in gave.items():
        pattern = re.compile(rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v ?/?>(?:</v>)?'.encode())
        parts = {name: pattern.sub(rb"\1<v>" + value.encode() + b"</v>", part) for name, part in parts.items()}
    if macros:
        parts["xl/vbaProject.bin"] = b"macros"
    with ZipFile(form, "w", ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
