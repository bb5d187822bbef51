"""napd: indicators whose rules are proved decision diagrams.

The public names are loaded when they are first used: importing napd loads no pandas, pyarrow, numpy or typer.
"""

from __future__ import annotations

from napd._version import VERSION

TYPE_CHECKING = False  # type checkers take it for true; typing itself doubles the time that `napd --version` takes

if TYPE_CHECKING:
    from napd.decision.outcomes import Outcome
    from napd.errors import ModelError, NapdError, ProofError, UnknownName
    from napd.explaining.explain import explain, explain_each
    from napd.explaining.explanations import Explanations
    from napd.explaining.records import Explanation
    from napd.framework.formats import Format
    from napd.framework.framework import Framework
    from napd.framework.hooks import hookimpl
    from napd.framework.sections import Reported, Section, Told
    from napd.model.adding import count, max, min, total  # noqa: A004 - of answers what Python's are of numbers
    from napd.model.advice import Advice, Ground, Implied, Limit
    from napd.model.ages import Age
    from napd.model.areas import Area, AreaRegistry
    from napd.model.choices import Choice, YesNo
    from napd.model.fields import Field
    from napd.model.file import indicator_toml, read_indicator
    from napd.model.findings import Finding, Months, Norm, PartOf
    from napd.model.indicator import Figure, Indicator, Rule, Source, Stage, Support
    from napd.model.level_of import LevelOf
    from napd.model.measures import Date, Number, Text
    from napd.model.multi_choice import MultiChoice
    from napd.model.options import Option
    from napd.model.parameters import DatedAmount, Parameter
    from napd.model.points import Points
    from napd.model.previous import Previous
    from napd.model.questions import Question
    from napd.model.ratio import Ratio
    from napd.model.remarks import Remark
    from napd.model.rollup import Rollup
    from napd.model.rollups import Count, Maximum, Mean, Minimum, Share, Sum
    from napd.model.rounds import Round, Rounds
    from napd.model.scale import DEFAULT_SCALE, NOT_APPLICABLE, Level, LevelStyle, Scale
    from napd.model.spaces import Line, Options, Sets
    from napd.model.values import BadValue
    from napd.observations.figures import Figures, NoTrend
    from napd.observations.interval import Interval
    from napd.observations.measure import Break, Measure
    from napd.observations.observation import Observation
    from napd.observations.refusals import MeasureError
    from napd.observations.scheme import Scheme
    from napd.observations.trend import Trend
    from napd.printed.describe import PrintedRow, PrintedRule, PrintedTable
    from napd.scoring.codebook import Codebook, CodebookQuestion, codebook
    from napd.scoring.labels import labelled
    from napd.scoring.result import Result
    from napd.scoring.run import score
    from napd.telling.stories import Stories
    from napd.telling.story import Story
    from napd.views.compare import Comparison, compare
    from napd.views.conversation import Conversation, conversation, conversations
    from napd.views.divergence import divergence
    from napd.views.figures import figures
    from napd.views.percentages import could_be
    from napd.views.remarks import remarks
    from napd.views.shares import Shares
    from napd.views.stories import stories
    from napd.views.summary import summary
    from napd.views.view import View
    from napd.views.who import who
    from napd.views.wide import wide

__version__ = VERSION

__all__ = [
    "DEFAULT_SCALE", "NOT_APPLICABLE", "Advice", "Age", "Area", "AreaRegistry", "BadValue", "Break", "Choice",
    "Codebook", "CodebookQuestion", "Comparison", "Conversation", "Count", "Date", "DatedAmount", "Explanation",
    "Explanations", "Field", "Figure", "Figures", "Finding", "Format", "Framework", "Ground", "Implied", "Indicator",
    "Interval", "Level", "LevelOf", "LevelStyle", "Limit", "Line", "Maximum", "Mean", "Measure", "MeasureError",
    "Minimum", "ModelError", "Months", "MultiChoice", "NapdError", "NoTrend", "Norm", "Number", "Observation",
    "Option", "Options", "Outcome", "Parameter", "PartOf", "Points", "Previous", "PrintedRow", "PrintedRule",
    "PrintedTable", "ProofError", "Question", "Ratio", "Remark", "Reported", "Result", "Rollup", "Round",
    "Rounds", "Rule", "Scale", "Scheme", "Section", "Sets", "Share", "Shares", "Source", "Stage", "Stories", "Story",
    "Sum", "Support", "Text", "Told", "Trend", "UnknownName", "View", "YesNo", "codebook", "compare", "conversation",
    "conversations", "could_be", "count", "divergence", "explain", "explain_each", "figures", "hookimpl",
    "indicator_toml", "labelled", "max", "min", "read_indicator", "remarks", "score", "stories", "summary",
    "total", "who", "wide",
]  # fmt: skip

_ROOMS = {
    "printed.describe": ("PrintedRow", "PrintedRule", "PrintedTable"),
    "decision.outcomes": ("Outcome",),
    "scoring.codebook": ("Codebook", "CodebookQuestion", "codebook"),
    "scoring.labels": ("labelled",),
    "scoring.result": ("Result",),
    "scoring.run": ("score",),
    "errors": ("ModelError", "NapdError", "ProofError", "UnknownName"),
    "explaining.explain": ("explain", "explain_each"),
    "explaining.explanations": ("Explanations",),
    "explaining.records": ("Explanation",),
    "framework.formats": ("Format",),
    "framework.framework": ("Framework",),
    "framework.hooks": ("hookimpl",),
    "model.advice": ("Advice", "Ground", "Implied", "Limit"),
    "model.findings": ("Finding", "Months", "Norm", "PartOf"),
    "model.parameters": ("DatedAmount", "Parameter"),
    "model.adding": ("count", "max", "min", "total"),
    "model.areas": ("Area", "AreaRegistry"),
    "model.choices": ("Choice", "YesNo"),
    "model.multi_choice": ("MultiChoice",),
    "model.options": ("Option",),
    "model.points": ("Points",),
    "model.file": ("indicator_toml", "read_indicator"),
    "model.indicator": ("Figure", "Indicator", "Rule", "Source", "Stage", "Support"),
    "model.level_of": ("LevelOf",),
    "model.measures": ("Date", "Number", "Text"),
    "model.previous": ("Previous",),
    "model.fields": ("Field",),
    "model.questions": ("Question",),
    "model.spaces": ("Line", "Options", "Sets"),
    "model.values": ("BadValue",),
    "model.remarks": ("Remark",),
    "model.rollup": ("Rollup",),
    "model.ages": ("Age",),
    "model.rollups": ("Count", "Maximum", "Mean", "Minimum", "Share", "Sum"),
    "model.ratio": ("Ratio",),
    "model.rounds": ("Round", "Rounds"),
    "model.scale": ("DEFAULT_SCALE", "NOT_APPLICABLE", "Level", "LevelStyle", "Scale"),
    "observations.figures": ("Figures", "NoTrend"),
    "observations.interval": ("Interval",),
    "observations.measure": ("Break", "Measure"),
    "observations.observation": ("Observation",),
    "observations.refusals": ("MeasureError",),
    "observations.scheme": ("Scheme",),
    "observations.trend": ("Trend",),
    "framework.sections": ("Reported", "Section", "Told"),
    "views.compare": ("Comparison", "compare"),
    "views.conversation": ("Conversation", "conversation", "conversations"),
    "views.figures": ("figures",),
    "views.divergence": ("divergence",),
    "views.percentages": ("could_be",),
    "views.remarks": ("remarks",),
    "views.shares": ("Shares",),
    "telling.stories": ("Stories",),
    "telling.story": ("Story",),
    "views.stories": ("stories",),
    "views.summary": ("summary",),
    "views.view": ("View",),
    "views.who": ("who",),
    "views.wide": ("wide",),
}
_ROOM_OF = {name: f"napd.{room}" for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name from its room."""
    if room := _ROOM_OF.get(name):
        from importlib import import_module

        return getattr(import_module(room), name)
    raise AttributeError(f"module 'napd' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
