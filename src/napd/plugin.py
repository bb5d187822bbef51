"""What plugins build on, beside the public names of `napd` itself: reading answers, commands, and what pages show.

As in napd, each name is loaded when it is first used. It is the whole of what the distributions of napd itself take.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in napd itself

if TYPE_CHECKING:
    from napd.answers import columns as answer_columns
    from napd.answers.folders import files_in as answer_files
    from napd.answers.notice import unreadable
    from napd.answers.own import title_of
    from napd.answers.parquet_source import ParquetSource
    from napd.answers.selection import Selection
    from napd.answers.sources import sources_of
    from napd.answers.stamp import name_of
    from napd.answers.table_source import TableSource
    from napd.answers.text import as_text
    from napd.cli import options
    from napd.cli.beside import say_beside
    from napd.cli.delivery import ResultOutput, TablesOutput
    from napd.cli.output import output_to
    from napd.cli.session import Session
    from napd.cli.start import local as local_plugins
    from napd.cli.start import pyarrow_without_pandas
    from napd.cli.terminal import say, show_json, steps
    from napd.decision.advice_proof import prove_advice
    from napd.decision.opening import Opening
    from napd.decision.proof import prove as prove_rubric
    from napd.decision.rubric import Rubric, compile_rubric
    from napd.decision.walk import Walker
    from napd.errors import nearest
    from napd.explaining.levels import shown
    from napd.framework.formats import Publication, Tables, WriteFile
    from napd.framework.framework import STATUSES
    from napd.framework.hooks import ADVICE, DISCLOSURE, FORMATS, LAYOUTS, SECTIONS
    from napd.framework.kinds import Offer, advice_named, disclosure_named, each_offered, format_named, told_by
    from napd.framework.kinds import sections as offered_sections
    from napd.framework.source_formats import SourceFormat
    from napd.model.area_kinds import ABOVE
    from napd.model.boxes import UNKNOWN
    from napd.model.colours import BLACK, STATUS_COLOURS, WHITE, between, colours_of, contrast, edge, ink
    from napd.model.data import indicator_data
    from napd.model.findings import holds
    from napd.model.naming import area_named
    from napd.model.questions import unit_words
    from napd.model.rows import DefinitionRow, Definitions
    from napd.model.spelling import as_read
    from napd.model.values import YES_NO, beyond_doubt, parted, show_number
    from napd.scoring.data_points import DataPoint, Variable
    from napd.scoring.framework_tables import problems_table
    from napd.scoring.writing import TOGETHER, NotWritten, write_tables
    from napd.tables.batch import Batch
    from napd.tables.columns import aligned
    from napd.tables.folder import make_folder, whole_folder
    from napd.tables.guard import guarded, unguarded
    from napd.tables.inputs import reading as protecting
    from napd.tables.lazy import LazyTables
    from napd.tables.names import address as web_address
    from napd.tables.names import area_file, file_name
    from napd.tables.people import anything, holds_answers, typed_in
    from napd.tables.problems import Log, Place, Problem, problem_at
    from napd.tables.schemas import FICTIONAL, schema
    from napd.tables.schemas import tables as table_names
    from napd.tables.seal import sealed
    from napd.tables.source import AnswerSource, AskedForm, Piece
    from napd.tables.whole import LeftAlone, insist_free, is_device, write_whole
    from napd.telling.draft import StoryDraft
    from napd.texts import Message, Texts, languages, problem_text, shortened, texts
    from napd.texts.signs import harmless, on_page
    from napd.views.conversation import talk
    from napd.views.figures import figure_tables
    from napd.views.filled import AnswerTally, Filled, OpenQuestion
    from napd.views.received import TO_CONFIRM, Double, Incoming, ReceivedFile, asked_forms
    from napd.views.views import Views

__all__ = [
    "ABOVE", "ADVICE", "BLACK", "DISCLOSURE", "FICTIONAL", "FORMATS", "LAYOUTS", "SECTIONS", "STATUSES",
    "STATUS_COLOURS", "TOGETHER", "TO_CONFIRM", "UNKNOWN", "WHITE", "YES_NO", "AnswerSource", "AnswerTally",
    "AskedForm", "Batch", "DataPoint", "DefinitionRow", "Definitions", "Double", "Filled", "Incoming", "LazyTables",
    "LeftAlone", "Log", "Message", "NotWritten", "Offer", "OpenQuestion", "Opening", "ParquetSource", "Piece",
    "Place", "Problem", "Publication", "ReceivedFile", "ResultOutput", "Rubric", "Selection", "Session",
    "SourceFormat", "StoryDraft", "TableSource", "Tables", "TablesOutput", "Texts", "Variable", "Views", "Walker",
    "WriteFile", "advice_named", "aligned", "answer_columns", "answer_files", "anything", "area_file", "area_named",
    "as_read", "as_text", "asked_forms", "between", "beyond_doubt", "colours_of", "compile_rubric", "contrast",
    "disclosure_named", "each_offered", "edge", "figure_tables", "file_name", "format_named", "guarded", "harmless",
    "holds", "holds_answers", "indicator_data", "ink", "insist_free", "is_device", "languages", "local_plugins",
    "make_folder", "name_of", "nearest", "offered_sections", "on_page", "options", "output_to", "parted",
    "problem_at", "problem_text", "problems_table", "protecting", "prove_advice", "prove_rubric",
    "pyarrow_without_pandas", "say", "say_beside", "schema", "sealed", "shortened", "show_json", "show_number",
    "shown", "sources_of", "steps", "table_names", "talk", "texts", "title_of", "told_by", "typed_in", "unguarded",
    "unit_words", "unreadable", "web_address", "whole_folder", "write_tables", "write_whole",
]  # fmt: skip

_ROOMS = {
    "answers": ("columns as answer_columns",),
    "answers.folders": ("files_in as answer_files",),
    "answers.notice": ("unreadable",),
    "answers.own": ("title_of",),
    "answers.parquet_source": ("ParquetSource",),
    "answers.selection": ("Selection",),
    "answers.sources": ("sources_of",),
    "answers.stamp": ("name_of",),
    "answers.table_source": ("TableSource",),
    "answers.text": ("as_text",),
    "cli": ("options",),
    "cli.beside": ("say_beside",),
    "cli.delivery": ("ResultOutput", "TablesOutput"),
    "cli.output": ("output_to",),
    "cli.session": ("Session",),
    "cli.start": ("local as local_plugins", "pyarrow_without_pandas"),
    "cli.terminal": ("say", "show_json", "steps"),
    "decision.advice_proof": ("prove_advice",),
    "decision.opening": ("Opening",),
    "decision.proof": ("prove as prove_rubric",),
    "decision.rubric": ("Rubric", "compile_rubric"),
    "decision.walk": ("Walker",),
    "errors": ("nearest",),
    "explaining.levels": ("shown",),
    "framework.formats": ("Publication", "Tables", "WriteFile"),
    "framework.framework": ("STATUSES",),
    "framework.hooks": ("FORMATS", "SECTIONS", "ADVICE", "DISCLOSURE", "LAYOUTS"),
    "framework.kinds": (
        "Offer",
        "format_named",
        "sections as offered_sections",
        "told_by",
        "advice_named",
        "disclosure_named",
        "each_offered",
    ),
    "framework.source_formats": ("SourceFormat",),
    "model.area_kinds": ("ABOVE",),
    "model.boxes": ("UNKNOWN",),
    "model.colours": (
        "BLACK",
        "STATUS_COLOURS",
        "WHITE",
        "between",
        "colours_of",
        "contrast",
        "edge",
        "ink",
    ),
    "model.data": ("indicator_data",),
    "model.findings": ("holds",),
    "model.naming": ("area_named",),
    "model.questions": ("unit_words",),
    "model.rows": ("DefinitionRow", "Definitions"),
    "model.spelling": ("as_read",),
    "model.values": ("YES_NO", "beyond_doubt", "parted", "show_number"),
    "scoring.data_points": ("DataPoint", "Variable"),
    "scoring.framework_tables": ("problems_table",),
    "scoring.writing": ("TOGETHER", "NotWritten", "write_tables"),
    "tables.batch": ("Batch",),
    "tables.columns": ("aligned",),
    "tables.folder": ("make_folder", "whole_folder"),
    "tables.guard": ("guarded", "unguarded"),
    "tables.inputs": ("reading as protecting",),
    "tables.lazy": ("LazyTables",),
    "tables.names": ("address as web_address", "area_file", "file_name"),
    "tables.people": ("anything", "holds_answers", "typed_in"),
    "tables.problems": ("Log", "Place", "Problem", "problem_at"),
    "tables.schemas": ("FICTIONAL", "schema", "tables as table_names"),
    "tables.seal": ("sealed",),
    "tables.source": ("AnswerSource", "AskedForm", "Piece"),
    "tables.whole": ("LeftAlone", "insist_free", "is_device", "write_whole"),
    "telling.draft": ("StoryDraft",),
    "texts": ("Message", "Texts", "languages", "problem_text", "shortened", "texts"),
    "texts.signs": ("harmless", "on_page"),
    "views.conversation": ("talk",),
    "views.figures": ("figure_tables",),
    "views.filled": ("AnswerTally", "Filled", "OpenQuestion"),
    "views.received": ("TO_CONFIRM", "Double", "Incoming", "ReceivedFile", "asked_forms"),
    "views.views": ("Views",),
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
