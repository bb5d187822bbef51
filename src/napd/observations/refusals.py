"""Why figures may not be added or compared: each reason with its sentence, and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping

from napd.errors import NapdError

REASONS: Mapping[str, tuple[str, str]] = {
    "no_figure": (
        "a figure is added to another figure only, and this is none",
        "Make it an Observation, with its measure, area and day.",
    ),
    "stock_and_flow": (
        "one is a stock on a day, the other counts over a period",
        "Put them side by side, each with its date.",
    ),
    "estimate_and_count": (
        "one is an estimate, the other a count: they miss and include other people",
        "Put them side by side, and say which is which.",
    ),
    "estimates": (
        "estimates do not add up: their margins are not known to be independent, and the model was made for the whole",
        "Ask whoever made them for one of the whole; where the method says that they add up, give it in method=.",
    ),
    "other_unit": ("they count in other units", "Give each its own line."),
    "other_measure": ("they count something else, so the sum would be of nothing", "Give each its own line."),
    "shares": (
        "shares, means and rates do not add up",
        "Add the counts that they are shares of, where these are published, and divide anew.",
    ),
    "same": ("they are of the same area, period and categories: it would count twice", "Keep one of the two."),
    "several_differences": (
        "they differ in more than one thing",
        "Add along one thing at a time, with everything else the same.",
    ),
    "other_totals": (
        "the one total has categories that the other lacks",
        "Use the part that both have, where it is published; otherwise there is neither a sum nor a trend.",
    ),
    "part_of": ("the categories of the one are in the other, and would count twice", "Leave the part out."),
    "other_categories": (
        "they are of other categories",
        "Compare the same category at both times, where it is published.",
    ),
    "outside_total": (
        "a category that is reported beside the total, such as children indirectly involved, belongs in no total",
        "Give it its own line, beside the total.",
    ),
    "registers": (
        "the categories overlap, as registers do: one person may be in both",
        "Use a figure of both together, in which each person counts once.",
    ),
    "persons_categories": (
        "one person may be in both categories in one period",
        "Use the published number of persons in either.",
    ),
    "persons_areas": (
        "one person may be in both areas in one period",
        "Use the published number of persons of both areas together.",
    ),
    "persons_periods": (
        "one person may be there in both periods",
        "Use the published number of persons over the whole period.",
    ),
    "two_moments": (
        "the same people may be there on both days of a stock",
        "Compare the two days, and do not add them.",
    ),
    "no_adding": ("the measure does not say that it adds up over this", "Give each its own line."),
    "areas_overlap": ("the one area is in the other, or may be", "Add areas of one kind, each once."),
    "periods_overlap": ("the periods overlap, and what falls in both would count twice", "Use periods that do not."),
    "gap": ("there is time between the periods that neither counts", "Add the period in between as well."),
    "break": (
        "the way of counting changed in between",
        "Begin a new series there; compare only what was counted in one way.",
    ),
    "other_areas": (
        "they are of other areas, or of another part of them",
        "Compare the areas that both counts have, where these are published; otherwise there is no trend.",
    ),
    "other_length": ("the periods are not equally long", "Compare a year with a year, and a half with a half."),
    "not_later": ("the second is not later than the first", "Give the earlier figure first."),
    "missing": ("one of them has no value", "Leave it out, and say that it is missing."),
    "not_part": ("the second is no part of the first", "Take a part from its own whole: one measure, area and day."),
    "part_larger": ("the part is larger than the whole", "Check both figures."),
    "two_lower_bounds": (
        "both are lower bounds, and a difference of two lower bounds says nothing",
        "Use the figure of the rest itself, where it is published.",
    ),
}
"""Each reason for which figures are kept apart: why, and what to do instead."""


class MeasureError(NapdError, TypeError):
    """Figures that may not be added or compared.

    Attributes:
        reason: why, in a word, such as "stock_and_flow".
    """

    def __init__(self, reason: str, doing: str = "", *names: str) -> None:
        why, instead = REASONS[reason]
        between = f"{' and '.join(names)} {doing}: " if names else ""
        super().__init__(f"{between}{why}. {instead}")
        self.reason = reason
