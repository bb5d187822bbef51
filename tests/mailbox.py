"""A folder of forms as an analyst gets it: most are filled in, some regions sent nothing, and some sent something else.

`python tests/mailbox.py FOLDER` makes it, to look at.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from attrs import evolve
from openpyxl import load_workbook

from napd import Framework
from napd.tables.names import area_file
from napd_forms.making import form
from napd_forms.previous import EarlierAnswers

ROOT = Path(__file__).parents[1]
NATIONAL = ROOT / "examples" / "landelijk-FICTIEF" / "answers.csv"
ROUND = "2025-12"
MISSING = 12
EMPTY, OTHER_ROUND, PROVIDER, BROKEN = "MO0718", "MO0758", "MO0361", "MO0479"
SAME, NEARLY, MISTAKE, UNCONFIRMED = "MO0503", "MO0034", "MO0402", "MO0014"


def fill(folder: Path) -> dict[str, list[str]]:
    """Make the folder; gives the codes of the regions that sent nothing, and of those that did."""
    framework = Framework.load()
    earlier = EarlierAnswers.of([NATIONAL], framework)
    taken = earlier.taken_over(ROUND, "gemeente")
    odd = (EMPTY, OTHER_ROUND, PROVIDER, BROKEN, SAME, NEARLY, MISTAKE, UNCONFIRMED)
    areas = {area.code: area for area in framework.areas.regions(framework.rounds[ROUND].date)}
    silent = [code for code in areas if code not in odd][:MISSING]

    def path(code: str, round_id: str = ROUND, *, ending: str = ".xlsx") -> Path:
        return folder / area_file(round_id, code, areas[code].name, ending=ending)

    for code in areas:
        if code not in (*silent, EMPTY, OTHER_ROUND, PROVIDER, UNCONFIRMED):
            path(code).write_bytes(form(framework, ROUND, code, previous=taken))
    path(EMPTY).write_bytes(form(framework, ROUND, EMPTY))
    other = earlier.taken_over("2024-12", "gemeente")
    path(OTHER_ROUND, "2024-12").write_bytes(form(framework, "2024-12", OTHER_ROUND, previous=other))
    view = earlier.taken_over(ROUND, "aanbieder")
    path(PROVIDER).write_bytes(form(framework, ROUND, PROVIDER, perspective="aanbieder", previous=view))
    before = evolve(earlier, rows={key: rows for key, rows in earlier.rows.items() if key[0] != ROUND})
    path(UNCONFIRMED).write_bytes(form(framework, ROUND, UNCONFIRMED, previous=before.taken_over(ROUND, "gemeente")))
    path(BROKEN).write_bytes(path(BROKEN).read_bytes()[:5000])
    shutil.copy(path(SAME), path(SAME, ending=" (1).xlsx"))
    _type(path(NEARLY), path(NEARLY, ending=" nieuw.xlsx"), "status", "geen")
    _type(path(MISTAKE), path(MISTAKE), "status", "bijna klaar")
    return {"silent": silent, "sent": [code for code in areas if code not in silent]}


def _type(path: Path, target: Path, question: str, value: str) -> None:
    """Type an answer to a question of the regioplan, and save the form under a name."""
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            if str(row[0].value).endswith(f"|regioplan|{question}"):
                row[4].value = value
    book.save(target)


if __name__ == "__main__":
    made = Path(sys.argv[1])
    made.mkdir(parents=True)
    fill(made)
