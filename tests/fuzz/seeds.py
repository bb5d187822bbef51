"""Valid files of every kind that napd reads, from which the broken ones are made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from books import ods_parts, ods_table, ods_text, write_zip, xlsx
from pyarrow import feather

from napd import Framework, indicator_toml
from napd_forms.making import form

EXAMPLES = Path(__file__).parents[2] / "examples"
HEADER = ("round", "area", "indicator", "question", "value", "note", "perspective", "status")
ROWS = (
    ("2025-12", "MO0402", "regioplan", "status", "concept", "Nog in de raad; ná juni.", "gemeente", "concept"),
    ("2025-12", "MO0402", "regioplan", "betrokken", "zorg|corporaties", "", "gemeente", ""),
    ("2025-12", "GM0402", "preventiescan", "scan", "ja", "", "aanbieder", "afgestemd"),
    ("2025-12", "GM0402", "housing-first", "plekken", "12", "- nog bezig", "", ""),
    ("2024-12", "MO0363", "opvang-ombouw", "deel", "12,5", '"ongeveer"', "", ""),
)
FORMULAS = (
    'status == "vastgesteld" and betrokken.at_least(3)',
    "deel >= 95 or (plekken < 12.5 and not scan)",
    "not (scan or plekken != 3) and betrokken.has_all()",
    'sinds >= "2025-01-01" or betrokken.has_any("zorg", "wonen")',
)
NAPD_TOML = """\
perspectives = ["gemeente", "aanbieder"]
publish = false
[[rounds]]
id = "2027-01"
label = "Januari 2027"
date = 2027-01-01
[levels.niet-op-gang]
label = "laag"
[levels.gerealiseerd]
label = "op orde"
"""
AREAS = """\
municipality,name,region,region_name,valid_from,valid_until,successor
GM0001,Dorp,MO0002,Streek,2020-01-01,2024-12-31,GM0002
GM0002,Stad,MO0002,Streek,2020-01-01,,
"""
ROUNDS = "id,label,date\n2024-12,December 2024,2024-12-01\n2025-12,December 2025,2025-12-01\n"
QUESTIONS = """\
id,text,kind,options,unit,minimum,maximum,required,help
plan,Is er een plan?,keuze,geen|concept|vastgesteld,,,,ja,
geld,Hoeveel geld?,getal,,euro,0,1000000,,Afgerond
"""


def lines(separator: str = ",") -> str:
    """The answers as CSV."""
    cells = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in ROWS]
    return "".join(f"{separator.join(row)}\n" for row in [HEADER, *cells])


def table() -> pa.Table:
    """The answers as an Arrow table, with columns of more than one type."""
    columns = {name: [row[at] for row in ROWS] for at, name in enumerate(HEADER)}
    answers = pa.table(columns)
    return answers.set_column(0, "round", answers["round"].dictionary_encode())


def write_parquet(path: Path) -> Path:
    """Write the answers as Parquet."""
    pq.write_table(table(), path, row_group_size=2)
    return path


def write_arrow(path: Path) -> Path:
    """Write the answers as an Arrow file."""
    feather.write_feather(table(), str(path), compression="uncompressed")
    return path


def write_ods(path: Path) -> Path:
    """Write the answers as ODS."""
    rows = (ods_text(*row) for row in [HEADER, *ROWS])
    return write_zip(path, ods_parts(ods_table("Blad1", *rows)))


def write_form(path: Path) -> Path:
    """Write a form, as it goes out."""
    path.write_bytes(form(Framework.installed(), "2025-12", "MO0402"))
    return path


def indicators() -> list[bytes]:
    """Every installed indicator as TOML."""
    return [indicator_toml(indicator).encode() for indicator in Framework.installed().indicators]


def made(write: Callable[[Path], Path], folder: Path, name: str) -> bytes:
    """The bytes of a file that a function writes."""
    return write(folder / name).read_bytes()


def seeds(folder: Path) -> dict[str, list[bytes]]:
    """The valid inputs of each reader, by its name; `folder` is where files are made on the way."""
    sheet = [list(row) for row in [HEADER, *ROWS]]
    filled = made(write_form, folder, "form.xlsx")
    return {
        "csv": [text.encode(code) for text in (lines(), lines(";")) for code in ("utf-8", "utf-16", "cp1252")],
        "xlsx": [xlsx(folder / "answers.xlsx", *sheet).read_bytes(), filled],
        "ods": [made(write_ods, folder, "answers.ods")],
        "parquet": [made(write_parquet, folder, "answers.parquet")],
        "arrow": [made(write_arrow, folder, "answers.arrow")],
        "comments": [filled],
        "indicator": indicators(),
        "formula": [text.encode() for text in FORMULAS],
        "settings": [NAPD_TOML.encode()],
        "areas": [AREAS.encode()],
        "rounds": [ROUNDS.encode()],
        "questions": [QUESTIONS.encode()],
        "cases": [
            b"case;status;level;rule\nEen;concept;in-ontwikkeling;2\n",
            b"case,status,betrokken,level,rule\nA,geen,?,niet-op-gang,3\n",
        ],
        "story": [path.read_bytes() for path in sorted((EXAMPLES / "verhalen-FICTIEF").glob("[a-z]*.md"))],
    }
