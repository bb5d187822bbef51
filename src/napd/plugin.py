"""What plugins build on, beside the public names of `napd` itself: reading answers, commands, and what pages show.

As in napd, each name is loaded when it is first used. It is the whole of what the distributions of napd itself take.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in napd itself

if TYPE_CHECKING:
    from napd.answers.columns import ALL as ANSWER_COLUMNS
    from napd.answers.columns import DUTCH as DUTCH_COLUMNS
    from napd.answers.columns import READ as SCORED_COLUMNS
    from napd.answers.columns import REQUIRED as REQUIRED_COLUMNS
    from napd.answers.columns import columns_in, marks_fictional
    from napd.answers.columns import plain as plain_name
    from napd.answers.folders import files_in as answer_files
    from napd.answers.notice import unreadable
    from napd.answers.own import title_of
    from napd.answers.parquet_source import ParquetSource
    from napd.answers.sources import sources_of
    from napd.answers.stamp import name_of
    from napd.answers.table_source import TableSource
    from napd.answers.text import as_text
    from napd.cli import options
    from napd.cli.beside import say_beside
    from napd.cli.score import chosen_format, deliver
    from napd.cli.session import Session, counted, keeps_back, made_up, pyarrow_without_pandas, say_problems
    from napd.cli.terminal import say, show_json, steps
    from napd.decision.describe import how_rolled, too_many
    from napd.decision.describe import rows as printed_rows
    from napd.decision.table import Table as RubricTable
    from napd.decision.table import tables_of
    from napd.errors import UnknownName, nearest
    from napd.explaining.explain import explained_each
    from napd.explaining.levels import plain_words
    from napd.framework.formats import Publication, Tables, WriteFile
    from napd.framework.framework import STATUSES
    from napd.framework.hooks import FORMATS, SECTIONS
    from napd.framework.kinds import Offer, format_named
    from napd.framework.kinds import sections as offered_sections
    from napd.framework.plugins import Plugin, PluginFault, shown
    from napd.framework.source_formats import SourceFormat
    from napd.model.area_kinds import ABOVE, AreaKind
    from napd.model.boxes import UNKNOWN
    from napd.model.questions import unit_words
    from napd.model.rows import DefinitionRow
    from napd.model.rows import read_rows as read_definitions
    from napd.model.rows import refuse as refuse_definitions
    from napd.model.spelling import as_read
    from napd.model.values import NO, YES_NO, beyond_doubt, joined, parted, show_number
    from napd.scoring.data_points import DataPoint, Variable
    from napd.scoring.framework_tables import problems_table
    from napd.scoring.writers import write_batches
    from napd.scoring.writing import TOGETHER, NotWritten, write_offered
    from napd.signs import harmless, on_page
    from napd.tables.batch import Batch
    from napd.tables.guard import unguarded
    from napd.tables.lazy import LazyTables
    from napd.tables.problems import Log, Place, Problem, Report, Severity, problem_at, shortened
    from napd.tables.schemas import FICTIONAL, schema
    from napd.tables.schemas import tables as table_names
    from napd.tables.source import AnswerSource, Piece
    from napd.texts import DUTCH, Texts, languages, problem_text, texts
    from napd.views.conversation import talk
    from napd.views.remarks import remarks
    from napd.views.topic import Noted, Topic
    from napd.views.views import Views
    from napd.views.words import CERTAIN
    from napd.writing.folder import make_folder, whole_folder
    from napd.writing.inputs import reading as protecting
    from napd.writing.names import address as web_address
    from napd.writing.names import area_file, file_name
    from napd.writing.people import holds_answers, typed_in
    from napd.writing.seal import sealed
    from napd.writing.whole import insist_free, is_device, write_whole

__all__ = [
    "ABOVE",
    "ANSWER_COLUMNS",
    "CERTAIN",
    "DUTCH",
    "DUTCH_COLUMNS",
    "FICTIONAL",
    "FORMATS",
    "NO",
    "REQUIRED_COLUMNS",
    "SCORED_COLUMNS",
    "SECTIONS",
    "STATUSES",
    "TOGETHER",
    "UNKNOWN",
    "YES_NO",
    "AnswerSource",
    "AreaKind",
    "Batch",
    "DataPoint",
    "DefinitionRow",
    "LazyTables",
    "Log",
    "NotWritten",
    "Noted",
    "Offer",
    "ParquetSource",
    "Piece",
    "Place",
    "Plugin",
    "PluginFault",
    "Problem",
    "Publication",
    "Report",
    "RubricTable",
    "Session",
    "Severity",
    "SourceFormat",
    "TableSource",
    "Tables",
    "Texts",
    "Topic",
    "UnknownName",
    "Variable",
    "Views",
    "WriteFile",
    "answer_files",
    "area_file",
    "as_read",
    "as_text",
    "beyond_doubt",
    "chosen_format",
    "columns_in",
    "counted",
    "deliver",
    "explained_each",
    "file_name",
    "format_named",
    "harmless",
    "holds_answers",
    "how_rolled",
    "insist_free",
    "is_device",
    "joined",
    "keeps_back",
    "languages",
    "made_up",
    "make_folder",
    "marks_fictional",
    "name_of",
    "nearest",
    "offered_sections",
    "on_page",
    "options",
    "parted",
    "plain_name",
    "plain_words",
    "printed_rows",
    "problem_at",
    "problem_text",
    "problems_table",
    "protecting",
    "pyarrow_without_pandas",
    "read_definitions",
    "refuse_definitions",
    "remarks",
    "say",
    "say_beside",
    "say_problems",
    "schema",
    "sealed",
    "shortened",
    "show_json",
    "show_number",
    "shown",
    "sources_of",
    "steps",
    "table_names",
    "tables_of",
    "talk",
    "texts",
    "title_of",
    "too_many",
    "typed_in",
    "unguarded",
    "unit_words",
    "unreadable",
    "web_address",
    "whole_folder",
    "write_batches",
    "write_offered",
    "write_whole",
]

_ROOMS = {
    "answers.columns": (
        "ALL as ANSWER_COLUMNS",
        "DUTCH as DUTCH_COLUMNS",
        "READ as SCORED_COLUMNS",
        "REQUIRED as REQUIRED_COLUMNS",
        "columns_in",
        "marks_fictional",
        "plain as plain_name",
    ),
    "answers.folders": ("files_in as answer_files",),
    "answers.own": ("title_of",),
    "answers.parquet_source": ("ParquetSource",),
    "answers.notice": ("unreadable",),
    "answers.sources": ("sources_of",),
    "answers.stamp": ("name_of",),
    "answers.table_source": ("TableSource",),
    "answers.text": ("as_text",),
    "cli": ("options",),
    "cli.score": ("chosen_format", "deliver"),
    "cli.beside": ("say_beside",),
    "cli.session": ("Session", "counted", "keeps_back", "made_up", "pyarrow_without_pandas", "say_problems"),
    "cli.terminal": ("say", "show_json", "steps"),
    "decision.describe": ("how_rolled", "rows as printed_rows", "too_many"),
    "decision.table": ("Table as RubricTable", "tables_of"),
    "errors": ("UnknownName", "nearest"),
    "explaining.explain": ("explained_each",),
    "explaining.levels": ("plain_words",),
    "framework.formats": ("Publication", "Tables", "WriteFile"),
    "framework.framework": ("STATUSES",),
    "framework.hooks": ("FORMATS", "SECTIONS"),
    "framework.kinds": ("Offer", "format_named", "sections as offered_sections"),
    "framework.plugins": ("Plugin", "PluginFault", "shown"),
    "framework.source_formats": ("SourceFormat",),
    "model.area_kinds": ("ABOVE", "AreaKind"),
    "model.boxes": ("UNKNOWN",),
    "model.questions": ("unit_words",),
    "model.rows": ("DefinitionRow", "read_rows as read_definitions", "refuse as refuse_definitions"),
    "model.spelling": ("as_read",),
    "model.values": ("NO", "YES_NO", "beyond_doubt", "joined", "parted", "show_number"),
    "scoring.data_points": ("DataPoint", "Variable"),
    "scoring.framework_tables": ("problems_table",),
    "scoring.writers": ("write_batches",),
    "scoring.writing": ("NotWritten", "TOGETHER", "write_offered"),
    "signs": ("harmless", "on_page"),
    "tables.batch": ("Batch",),
    "tables.guard": ("unguarded",),
    "tables.lazy": ("LazyTables",),
    "tables.problems": ("Log", "Place", "Problem", "Report", "Severity", "problem_at", "shortened"),
    "tables.schemas": ("FICTIONAL", "schema", "tables as table_names"),
    "tables.source": ("AnswerSource", "Piece"),
    "texts": ("DUTCH", "Texts", "languages", "problem_text", "texts"),
    "views.conversation": ("talk",),
    "views.remarks": ("remarks",),
    "views.topic": ("Noted", "Topic"),
    "views.views": ("Views",),
    "views.words": ("CERTAIN",),
    "writing.folder": ("make_folder", "whole_folder"),
    "writing.inputs": ("reading as protecting",),
    "writing.names": ("address as web_address", "area_file", "file_name"),
    "writing.people": ("holds_answers", "typed_in"),
    "writing.seal": ("sealed",),
    "writing.whole": ("insist_free", "is_device", "write_whole"),
}
_ROOM_OF = {
    each.rpartition(" ")[2]: (f"napd.{room}", each.partition(" ")[0])
    for room, names in _ROOMS.items()
    for each in names
}


def __getattr__(name: str) -> object:
    """Load a name from its room."""
    if name in _ROOM_OF:
        from importlib import import_module

        room, own = _ROOM_OF[name]
        module = import_module(room)
        return getattr(module, own) if hasattr(module, own) else import_module(f"{room}.{own}")
    raise AttributeError(f"module 'napd.plugin' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
