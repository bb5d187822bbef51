"""What plugins build on, beside the public names of `napd` itself: reading answers, commands, and what pages show.

As in napd, each name is loaded when it is first used. It is the whole of what the distributions of napd itself take.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in napd itself

if TYPE_CHECKING:
    from napd.answers.sources import TableSource
    from napd.cli import options
    from napd.cli.session import Session, keeps_back, made_up, say_problems
    from napd.cli.terminal import say, show_json, steps
    from napd.decision.describe import how_rolled, too_many
    from napd.decision.describe import rows as printed_rows
    from napd.decision.table import Table as RubricTable
    from napd.decision.table import tables_of
    from napd.errors import nearest
    from napd.explaining.explain import explained_each
    from napd.explaining.levels import plain_words
    from napd.explaining.records import ExplainedAnswer, Explanation
    from napd.explaining.text import fixed, grouped, how_many
    from napd.framework.formats import Publication, Tables, WriteFile
    from napd.framework.framework import STATUSES
    from napd.framework.hooks import FORMATS, SECTIONS
    from napd.framework.kinds import Offer, format_named
    from napd.framework.kinds import sections as offered_sections
    from napd.framework.plugins import Plugin, PluginFault, shown
    from napd.framework.source_formats import SourceFormat
    from napd.model.area_kinds import ABOVE
    from napd.model.questions import unit_words
    from napd.model.rows import DefinitionRow
    from napd.model.rows import read_rows as read_definitions
    from napd.model.rows import refuse as refuse_definitions
    from napd.model.values import joined, parted
    from napd.scoring.data_points import DataPoint, Variable
    from napd.scoring.writers import write_batches
    from napd.scoring.writing import TOGETHER, NotWritten, write_offered
    from napd.signs import on_page
    from napd.tables.batch import Batch
    from napd.tables.lazy import LazyTables
    from napd.tables.problems import Problem
    from napd.tables.schemas import FICTIONAL
    from napd.tables.schemas import tables as table_names
    from napd.tables.source import AnswerSource
    from napd.texts import DUTCH, Texts, texts
    from napd.views.conversation import talk
    from napd.views.topic import Noted, Topic
    from napd.views.views import Views
    from napd.views.words import CERTAIN
    from napd.writing.folder import whole_folder
    from napd.writing.inputs import reading as protecting
    from napd.writing.names import address as web_address
    from napd.writing.names import file_name
    from napd.writing.people import holds_answers

__all__ = [
    "ABOVE",
    "CERTAIN",
    "DUTCH",
    "FICTIONAL",
    "FORMATS",
    "SECTIONS",
    "STATUSES",
    "TOGETHER",
    "AnswerSource",
    "Batch",
    "DataPoint",
    "DefinitionRow",
    "ExplainedAnswer",
    "Explanation",
    "LazyTables",
    "NotWritten",
    "Noted",
    "Offer",
    "Plugin",
    "PluginFault",
    "Problem",
    "Publication",
    "RubricTable",
    "Session",
    "SourceFormat",
    "TableSource",
    "Tables",
    "Texts",
    "Topic",
    "Variable",
    "Views",
    "WriteFile",
    "explained_each",
    "file_name",
    "fixed",
    "format_named",
    "grouped",
    "holds_answers",
    "how_many",
    "how_rolled",
    "joined",
    "keeps_back",
    "made_up",
    "nearest",
    "offered_sections",
    "on_page",
    "options",
    "parted",
    "plain_words",
    "printed_rows",
    "protecting",
    "read_definitions",
    "refuse_definitions",
    "say",
    "say_problems",
    "show_json",
    "shown",
    "steps",
    "table_names",
    "tables_of",
    "talk",
    "texts",
    "too_many",
    "unit_words",
    "web_address",
    "whole_folder",
    "write_batches",
    "write_offered",
]

_ROOMS = {
    "answers.sources": ("TableSource",),
    "cli": ("options",),
    "cli.session": ("Session", "keeps_back", "made_up", "say_problems"),
    "cli.terminal": ("say", "show_json", "steps"),
    "decision.describe": ("how_rolled", "rows as printed_rows", "too_many"),
    "decision.table": ("Table as RubricTable", "tables_of"),
    "errors": ("nearest",),
    "explaining.explain": ("explained_each",),
    "explaining.levels": ("plain_words",),
    "explaining.records": ("ExplainedAnswer", "Explanation"),
    "explaining.text": ("fixed", "grouped", "how_many"),
    "framework.formats": ("Publication", "Tables", "WriteFile"),
    "framework.framework": ("STATUSES",),
    "framework.hooks": ("FORMATS", "SECTIONS"),
    "framework.kinds": ("Offer", "format_named", "sections as offered_sections"),
    "framework.plugins": ("Plugin", "PluginFault", "shown"),
    "framework.source_formats": ("SourceFormat",),
    "model.area_kinds": ("ABOVE",),
    "model.questions": ("unit_words",),
    "model.rows": ("DefinitionRow", "read_rows as read_definitions", "refuse as refuse_definitions"),
    "model.values": ("joined", "parted"),
    "scoring.data_points": ("DataPoint", "Variable"),
    "scoring.writers": ("write_batches",),
    "scoring.writing": ("NotWritten", "TOGETHER", "write_offered"),
    "signs": ("on_page",),
    "tables.batch": ("Batch",),
    "tables.lazy": ("LazyTables",),
    "tables.problems": ("Problem",),
    "tables.schemas": ("FICTIONAL", "tables as table_names"),
    "tables.source": ("AnswerSource",),
    "texts": ("DUTCH", "Texts", "texts"),
    "views.conversation": ("talk",),
    "views.topic": ("Noted", "Topic"),
    "views.views": ("Views",),
    "views.words": ("CERTAIN",),
    "writing.folder": ("whole_folder",),
    "writing.inputs": ("reading as protecting",),
    "writing.names": ("address as web_address", "file_name"),
    "writing.people": ("holds_answers",),
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
