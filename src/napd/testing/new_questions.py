"""The questions of a new plugin, from a CSV file that people write in a spreadsheet.

The columns `id` and `text` are required; `kind`, `options` (with | between them), `unit`, `minimum`, `maximum`,
`required` and `help` are optional. Without a kind, a question with options is a choice, and another is yes or no.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from attrs import frozen

from napd.errors import Fault, nearest
from napd.model.data import indicator_data
from napd.model.formula_text import is_name
from napd.model.indicator import Indicator
from napd.model.reading import read_data
from napd.model.rows import DefinitionRow, Definitions, refuse
from napd.model.scale import NOT_APPLICABLE
from napd.model.values import YES, YES_NO, BadValue, parse_number
from napd.testing.casebook import EXPECTED
from napd.testing.checks import PLACEHOLDER

KINDS = {
    "yesno": "YesNo", "ja/nee": "YesNo", "choice": "Choice", "keuze": "Choice", "multichoice": "MultiChoice",
    "meerkeuze": "MultiChoice", "number": "Number", "getal": "Number", "date": "Date", "datum": "Date",
    "text": "Text", "tekst": "Text",
}  # fmt: skip
"""What can stand in the column `kind`, in English or in Dutch."""
COLUMNS = ("kind", "options", "unit", "minimum", "maximum", "required", "help")
TAKEN = ("indicator", "hookimpl", "napd_indicators", *EXPECTED)
"""Names that a question cannot have: the module and the file of cases use them."""


EXPECTED_FAILED = f'"texts": "{PLACEHOLDER}: the rules and texts are still to be written"'


@frozen
class Written:
    """The questions as the parts of a module."""

    indicator: Indicator

    def values(self, module: str) -> dict[str, str]:
        """What fills the templates."""
        kinds = {question.kind for question in self.indicator.questions}
        imports = sorted({*kinds, "Indicator", "NOT_APPLICABLE", "Rule", "hookimpl"}, key=_as_ruff)
        names = [question.id for question in self.indicator.questions]
        data = indicator_data(self.indicator)["questions"]
        return {
            "imports": ", ".join(imports),
            "questions": "\n".join(map(_source, data)),
            "names": ", ".join(names) + ("," if len(names) == 1 else ""),
            "placeholder": PLACEHOLDER,
            "arguments": f'\n    {module}.indicator,\n    cases=CASES,\n    plugin="{self.indicator.id}",\n'
            f"    expected_failed={{{EXPECTED_FAILED}}},\n",
            "todo": f"The rules are still to be written: look for {PLACEHOLDER} in `src/{module}/__init__.py`. When "
            "they are, take `expected_failed` out of the test.",
        }

    @property
    def cases(self) -> str:
        """A file of cases with a column for each question, and one case."""
        names = [question.id for question in self.indicator.questions]
        text = StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(["case", *names, "level", "rule"])
        rows.writerow([f"{PLACEHOLDER}: nog niets beantwoord", *("" for _ in names), NOT_APPLICABLE, "1"])
        return text.getvalue()


def questions_of(path: Path, name: str, since: str) -> Written:
    """Read a file of questions.

    Raises:
        ModelError: with a line for each fault of the file.
        NapdError: when it cannot be opened.
    """
    table = Definitions.read(path, ("id", "text"), COLUMNS)
    said = [_question(row) for row in table.rows]
    table.refuse()
    rule = {"level": NOT_APPLICABLE, "because": f"{PLACEHOLDER}."}
    found = read_data({"id": name, "title": name, "since": since, "questions": said, "rules": [rule]})
    refuse(path, [_placed(fault, table.rows) for fault in found.faults])
    assert found.indicator is not None  # noqa: S101 - there are no faults
    return Written(found.indicator)


def _placed(fault: Fault, rows: Sequence[DefinitionRow]) -> str:
    """A fault with the line of its question; one of the whole indicator stands in no line."""
    return f"line {rows[int(fault.path[1])].line}: {fault.text}" if fault.path[1:] else fault.text


def _question(row: DefinitionRow) -> dict[str, Any]:
    """A question as data; what is wrong with it is noted in the row."""
    found: dict[str, Any] = {"kind": _kind(row), "id": row.text("id", required=True)}
    found["text"] = row.text("text", required=True)
    if found["id"] in TAKEN or (found["id"] and not is_name(found["id"])):
        row.refuse("id", "this cannot be a name in Python or in a file of cases. Take another word.")
    if options := [part.strip() for part in row.text("options").split("|") if part.strip()]:
        found["options"] = options
    for column in ("help", "unit"):
        if text := row.text(column):
            found[column] = text
    for column in ("minimum", "maximum"):
        if text := row.text(column):
            found[column] = _number(row, column, text)
    if (text := row.text("required")) and YES_NO.get(text.casefold()) != YES:
        found["required"] = _required(row, text)
    return found


def _kind(row: DefinitionRow) -> str:
    text = row.text("kind")
    if not text:
        return "Choice" if row.text("options") else "YesNo"
    if text.casefold() not in KINDS:
        row.refuse(
            "kind", f"this is not a kind of question.{nearest(text, KINDS) or ' Take one of: ' + ', '.join(KINDS)}"
        )
    return KINDS.get(text.casefold(), "Text")


def _number(row: DefinitionRow, column: str, text: str) -> float:
    try:
        value = parse_number(text, unit="%")
    except BadValue as error:
        row.refuse(column, f"this is not a number. {error.hint}")
        return 0
    return int(value) if value == int(value) else value


def _required(row: DefinitionRow, text: str) -> bool:
    if text.casefold() not in YES_NO:
        row.refuse("required", "this is neither ja nor nee. Write ja or nee.")
    return False


def _as_ruff(name: str) -> tuple[bool, bool, str]:
    """The order of imported names: constants, classes, functions."""
    return (not name.isupper(), not name[0].isupper(), name)


def _source(data: Mapping[str, Any]) -> str:
    """A question as Python."""
    settings = {key: value for key, value in data.items() if key not in ("kind", "id", "text")}
    if "options" in settings:
        settings["options"] = tuple(option["label"] for option in settings["options"])
    lines = [_literal(data["id"]), _literal(data["text"]), *(f"{k}={_literal(v)}" for k, v in settings.items())]
    return f"{data['id']} = {data['kind']}(\n" + "".join(f"    {line},\n" for line in lines) + ")"


def _literal(value: Any) -> str:
    if isinstance(value, str):
        if '"' in value and "'" not in value and "\\" not in value:
            return f"'{value}'"
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple):
        return f"({', '.join(map(_literal, value))}{',' if len(value) == 1 else ''})"
    return repr(value)
