"""The schemas of the tables that napd writes; `schemas/` holds a copy of each, which a test keeps equal.

After a change: `python -c "from napd.tables.schemas import save; save('schemas')"`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from napd.tables.change_columns import CHANGE_COLUMNS, WORD

FICTIONAL = "FICTIEF"
"""A column of this name marks answers as fictional."""
EDITIONS = {"scores": 2, "divergence": 2, "changes": 2, "summary": 2}
"""The number of the schema of each table that has had another; of all others it is the first."""
MARK = pa.field(FICTIONAL, pa.string())
VALUE = (
    "(of an option its place in the order, the worst 0; of a date its day, 0001-01-01 being 1), "
    "as the nearest floating-point number, while rules compare the exact one; "
    "null where it is undefined or without bound"
)

_COLUMNS: dict[str, tuple[tuple[str, pa.DataType, str], ...]] = {
    "answers": (
        ("round", WORD, "id of the round, such as 2025-12"),
        ("area", WORD, "code of the region or municipality that answers, such as MO0402 or GM0402"),
        ("perspective", WORD, "whose view; optional, gemeente where it is empty"),
        ("indicator", WORD, "id of the indicator"),
        ("question", WORD, "id of the question"),
        ("value", pa.string(), "the answer as text; several options with | between them; empty when not answered"),
        ("note", pa.string(), "explanation (toelichting), with or without a value; optional"),
        ("status", WORD, "concept or afgestemd; optional"),
    ),
    "scores": (
        ("round", WORD, "id of the round"),
        ("area", WORD, "code of the area that is scored"),
        ("perspective", WORD, "whose view the answers give"),
        ("indicator", WORD, "id of the indicator"),
        ("version", WORD, "the date since which the version of the indicator applies"),
        ("level", WORD, "the level, where it is the same for every completion of the missing answers; else null"),
        ("level_low", WORD, "the lowest level possible; null where the indicator does not apply"),
        ("level_high", WORD, "the highest level possible; null where the indicator does not apply"),
        ("may_not_apply", pa.bool_(), "whether the indicator does not apply, for some completion"),
        ("possible", WORD, "every level that is possible, and last not_applicable where that is, with | between"),
        (
            "rule",
            WORD,
            "number of the rule that decides; of every rule that can, with | between, while answers are missing",
        ),
        ("answered", pa.int16(), "how many of the required questions are answered, by all who should"),
        ("required", pa.int16(), "how many questions are required"),
        ("status", WORD, "scored, undetermined, unanswered or not_applicable"),
        ("open_questions", WORD, "the questions whose answer can still change the outcome, with | between; else empty"),
    ),
    "rollups": (
        ("round", WORD, "id of the round"),
        ("area", WORD, "code of the region"),
        ("perspective", WORD, "whose view the answers give"),
        ("indicator", WORD, "id of the indicator"),
        ("version", WORD, "the date since which the version of the indicator applies"),
        ("question", WORD, "id of the question"),
        ("low", pa.float64(), f"the lowest value possible {VALUE}"),
        ("high", pa.float64(), f"the highest value possible {VALUE}"),
        ("unit", WORD, "the unit"),
        ("answered", pa.int32(), "how many municipalities answered"),
        ("members", pa.int32(), "n: how many municipalities belong to the region on the date of the round"),
    ),
    "trace": (
        ("round", WORD, "id of the round"),
        ("area", WORD, "code of the area that is scored"),
        ("perspective", WORD, "whose view the answers give"),
        ("indicator", WORD, "id of the indicator"),
        ("version", WORD, "the date since which the version of the indicator applies"),
        ("question", WORD, "id of a question that decides the score, or can still change it"),
        (
            "answer",
            WORD,
            "what is known of its answer, in words, as far as rules tell answers apart; else empty",
        ),
        (
            "decisive",
            pa.bool_(),
            "whether it is one of a smallest set of answers that alone fix the outcome; null where it is given up",
        ),
        ("open", pa.bool_(), "whether its answer can still change the outcome"),
    ),
    "problems": (
        ("file", WORD, "the file or object"),
        ("sheet", WORD, "the sheet of a workbook; empty for other files"),
        ("cell", WORD, "the cell of the sheet, such as D7; empty for other files"),
        ("line", pa.int64(), "1-based line of the file, its header being line 1; null where it is not about a line"),
        ("column", WORD, "the column; empty where it is about the whole row"),
        ("value", pa.string(), "the text of the cell"),
        ("region", WORD, "code of the region that it concerns; empty where it is not known"),
        ("severity", WORD, "error: cannot be used; remark: can be used"),
        ("problem", WORD, "the kind of problem"),
        ("message", pa.string(), "what is wrong"),
        ("hint", pa.string(), "what to do about it"),
    ),
    "indicators": (
        ("indicator", WORD, "id of the indicator"),
        ("version", WORD, "the date since which the version applies"),
        ("title", pa.string(), "title of the indicator"),
        ("theme", WORD, "the heading under which it is shown"),
        ("action_line", pa.int16(), "action line (1-6) of the Nationaal Actieplan Dakloosheid, where there is one"),
        ("question", WORD, "id of the question"),
        ("kind", WORD, "kind: YesNo, Choice, MultiChoice, Number, Date, Text, Ratio, Age, Previous, Points or Stage"),
        ("text", pa.string(), "the question"),
        ("help", pa.string(), "how to answer it"),
        ("options", pa.string(), "ids of the options with | between; of an ordered choice from worst to best"),
        ("unit", WORD, "unit of a number"),
        ("minimum", pa.float64(), "lowest number allowed"),
        ("maximum", pa.float64(), "highest number allowed"),
        ("answered_by", WORD, "the kind of area that answers; empty where it is computed"),
        ("rollup", WORD, "how municipalities become one value of the region"),
        ("required", pa.bool_(), "whether it counts in `answered` and `required`"),
        ("in_rubric", pa.bool_(), "whether a rule asks it"),
        ("plugin", WORD, "distribution and version that provides the indicator"),
        ("wording", pa.string(), "whose words these are"),
        ("doubts", pa.string(), "what is not certain about the content"),
        ("sources", pa.string(), "where the content comes from"),
    ),
    "divergence": (
        ("round", WORD, "id of the round"),
        ("region", WORD, "code of the region, of which the area may be a municipality"),
        ("area", WORD, "code of the area that is seen otherwise"),
        ("indicator", WORD, "id of the indicator"),
        ("question", WORD, "id of the question whose answers differ; null where the levels do"),
        ("perspective", WORD, "the one view, in the order of the framework"),
        ("value", pa.string(), "its answer; of a level every outcome that is possible, as in the scores"),
        ("note", pa.string(), "its note; of a level those on all questions of the area, a line each"),
        ("other_perspective", WORD, "the other view"),
        ("other_value", pa.string(), "its answer, or level"),
        ("other_note", pa.string(), "its note"),
    ),
    "summary": (
        ("round", WORD, "id of the round"),
        ("perspective", WORD, "whose view the answers give"),
        ("kind", WORD, "what the row is about: indicator, theme, action_line or question"),
        ("theme", WORD, "the theme; null for an action line, or where there is none"),
        ("action_line", pa.int16(), "the action line (1-6); null for a theme, or where there is none"),
        ("indicator", WORD, "id of the indicator; null for a theme or an action line, which has all of its indicators"),
        ("version", WORD, "the date since which the version of the indicator applies; null likewise"),
        ("question", WORD, "id of the question; null where levels are counted"),
        (
            "scale",
            WORD,
            "the levels that are told apart, worst first, with | between them; null where answers are counted",
        ),
        ("counted", WORD, "what is counted: region, municipality, or score (of an area in one of several indicators)"),
        (
            "status",
            WORD,
            "scored, answered, not_applicable, undetermined, unanswered, or absent: no answer in the round at all",
        ),
        (
            "outcome",
            WORD,
            "id of the level or option, or in words what rules tell apart of a number; null where the status says all",
        ),
        ("count", pa.int64(), "how many have it"),
        (
            "most",
            pa.int64(),
            "how many can have it, once all is known that n counts; null for a status that is about what is known",
        ),
        ("denominator", WORD, "the rule that says of whom the shares are shares: answered, existing or scored"),
        ("rule", WORD, "that rule in words, in Dutch"),
        ("n", pa.int64(), "the denominator: how many it counts"),
        ("share", pa.float64(), "count as a percentage of n, exact; null where n is 0, or does not count this"),
        (
            "low",
            pa.float64(),
            "the lowest percentage that it can be, once all is known; null where there is none",
        ),
        ("high", pa.float64(), "the highest percentage that it can be, once all is known; null likewise"),
        (
            "rounded",
            pa.int16(),
            "share as a whole percentage; those of a subject add up to 100, unless areas may have several",
        ),
    ),
    "decision_table": (
        ("indicator", WORD, "id of the indicator"),
        ("version", WORD, "the date since which the version applies"),
        ("stage", WORD, "id of the stage; empty for the table that gives the level"),
        ("row", pa.int32(), "row of the table; rows exclude each other, and together cover every case"),
        ("question", WORD, "id of a question that matters in this row; empty where none does"),
        ("answers", pa.string(), "the answers for which the row holds, in words"),
        ("rule", pa.int16(), "number of the rule that decides"),
        ("level", WORD, "the level, or the option of the stage, that it gives"),
        ("because", pa.string(), "why"),
        ("cells", pa.int64(), "how many combinations of classes of answers the row stands for; 2^63 - 1 also for more"),
    ),
    **CHANGE_COLUMNS,
}


def schema(table: str) -> pa.Schema:
    """The schema of a table, by its name: one of `tables()`."""
    return pa.schema(
        [pa.field(name, kind) for name, kind, _ in _COLUMNS[table]], metadata={"napd.schema": schema_id(table)}
    )


def meanings(table: str) -> dict[str, str]:
    """What each column of a table means, in English; nothing of a table that a plugin has by a name of its own."""
    return {name: meaning for name, _, meaning in _COLUMNS.get(table, ())}


def schema_id(table: str) -> str:
    """The id of a schema: it changes whenever the schema does."""
    return f"napd.{table}/{EDITIONS.get(table, 1)}"


def tables() -> tuple[str, ...]:
    """The names of the tables."""
    return tuple(_COLUMNS)


def as_data(table: str) -> dict[str, Any]:
    """A schema as plain data, as it stands in `schemas/`: id, and name, type and meaning of each column."""
    columns = [{"name": name, "type": str(kind), "meaning": meaning} for name, kind, meaning in _COLUMNS[table]]
    return {"id": schema_id(table), "columns": columns}


def save(folder: str | Path) -> None:
    """Write every schema to a folder, as `<table>.json`."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for table in tables():
        text = json.dumps(as_data(table), indent=2, ensure_ascii=False)
        (Path(folder) / f"{table}.json").write_text(f"{text}\n", encoding="utf-8")
