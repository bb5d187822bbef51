"""What flows: the dimensions with their codes, the measure and its attributes, and each observation as its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from napd import NapdError

if TYPE_CHECKING:
    from napd.plugin import DataPoint, Publication

FICTIONAL = "FICTIEF"
WHERE = "napd.toml: [formats.sdmx]"
SETTINGS = {"agency": "NAPD", "flow": "NAPD_INDICATORS", "version": "1.0"}
ID = r"[A-Za-z][A-Za-z0-9_@$-]*"
NO_VIEW = "_Z"
"""Of SDMX: not applicable."""
NONE = "NaN"
"""How SDMX 3.0 writes that a number is missing; #N/A is for what is not a number."""
OBSERVATION = {
    "A": "gewone waarde", "P": "voorlopig", "E": "geschat", "I": "bijgeschat", "B": "breuk in de reeks",
    "D": "andere definitie", "Q": "ontbreekt: verborgen", "L": "ontbreekt: bestaat, maar is niet geleverd",
    "M": "ontbreekt: kan niet bestaan", "O": "ontbreekt", "U": "weinig betrouwbaar",
}  # fmt: skip
CONFIDENTIALITY = {
    "F": "openbaar", "C": "vertrouwelijk", "D": "verborgen door de zender om een andere waarde te beschermen",
    "S": "verborgen door de ontvanger om een andere waarde te beschermen", "N": "niet voor publicatie",
}  # fmt: skip
DIMENSIONS = ("VARIABLE", "AREA", "PERSPECTIVE", "TIME_PERIOD")
MEASURE = "OBS_VALUE"
CODES, NUMBERS, TEXTS = ("OBS_STATUS", "CONF_STATUS"), ("LOW", "HIGH", "N"), ("PERIOD",)
CONCEPTS = {
    "VARIABLE": "wat is waargenomen", "AREA": "het gebied", "PERSPECTIVE": "wiens blik het is",
    "TIME_PERIOD": "de peildatum, of de eerste dag van de periode en hoe lang die duurt",
    "OBS_VALUE": "de waarde; van een niveau zijn plaats",
    "OBS_STATUS": "de status", "CONF_STATUS": "de vertrouwelijkheid", "LOW": "het laagste dat het kan zijn",
    "HIGH": "het hoogste dat het kan zijn", "N": "van hoeveel het een waarde is",
    "PERIOD": "de ronde, of de periode", FICTIONAL: "dat de antwoorden verzonnen zijn",
}  # fmt: skip


class Flow:
    """A dataflow of some tables; raises `NapdError` for settings that cannot be."""

    def __init__(self, tables: Publication) -> None:
        said = tables.settings
        for name, value in said.items():
            if name not in SETTINGS:
                raise NapdError(f"{WHERE} has no setting {name!r}; there are: {', '.join(SETTINGS)}")
            wanted = r"[0-9]+(\.[0-9]+){1,2}" if name == "version" else ID
            if not isinstance(value, str) or not re.fullmatch(wanted, value):
                like = "two or three numbers, such as 1.0" if name == "version" else "letters, digits and _"
                raise NapdError(f"{WHERE} {name}: write a text of {like}")
        self.tables, self.settings = tables, {**SETTINGS, **said}
        self.fictional = bool(tables.receipt["answers"]["fictional"])
        self.variables = {one.id: one for one in tables.variables()}

    @property
    def id(self) -> str:
        """The id of the dataflow."""
        mark = f"_{FICTIONAL}" if self.fictional else ""
        return f"{self.settings['flow']}{mark}"

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes of an observation, in order."""
        return (*CODES, *NUMBERS, *TEXTS, *((FICTIONAL,) if self.fictional else ()))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of an observation."""
        return (*DIMENSIONS, MEASURE, *self.attributes)

    def titled(self, text: str) -> str:
        """A name, that says FICTIEF where the answers are."""
        return f"{text} ({FICTIONAL})" if self.fictional else text

    def codelists(self) -> dict[str, tuple[str, dict[str, str]]]:
        """By id the name of each list of codes, and its codes with what they mean."""
        framework = self.tables.framework
        areas = {code_of(one.code): one.name for one in framework.areas} if framework else {}
        views = {code_of(one): one for one in framework.perspectives} if framework else {}
        for point in self.tables.data_points():
            areas.setdefault(code_of(point.area), point.area.replace("|", " + "))
        variables = {code_of(one.id): _described(one) for one in self.variables.values()}
        levels = {
            f"CL_LEVEL_{code_of(one.id)}": (f"Niveaus van {one.title}", _numbered(one.labels))
            for one in self.variables.values()
            if one.labels
        }
        return {
            "CL_VARIABLE": ("Wat is waargenomen", variables),
            "CL_AREA": ("Gebieden", areas),
            "CL_PERSPECTIVE": ("Perspectieven", {**views, NO_VIEW: "niet van toepassing"}),
            "CL_OBS_STATUS": ("Status", OBSERVATION),
            "CL_CONF_STATUS": ("Vertrouwelijkheid", CONFIDENTIALITY),
            **levels,
        }

    def rows(self) -> Iterator[list[str]]:
        """Each observation as its cells."""
        for point in self.tables.data_points():
            mark = [FICTIONAL] if self.fictional else []
            low, high, n = (_number(value, "") for value in (point.low, point.high, point.n))
            view = code_of(point.perspective) if point.perspective else NO_VIEW
            yield [
                code_of(point.variable), code_of(point.area), view,
                self._day(point), _number(point.value, NONE), point.status, point.confidentiality,
                low, high, n, point.period, *mark,
            ]  # fmt: skip

    def _day(self, point: DataPoint) -> str:
        """The date of a round or a figure; of a period its first day and its length, which tell it from another."""
        framework = self.tables.framework
        if framework and point.period in framework.rounds:
            return str(framework.rounds[point.period].date.isoformat())
        first, _, last = str(point.period).partition("/")
        if not last:
            return first
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
        return f"{first}/P{days}D"


def code_of(text: str) -> str:
    """A code, which has letters, digits and _ - @ $ alone."""
    return re.sub(r"[^A-Za-z0-9_@$-]", "_", text)


def _described(variable: Any) -> str:
    unit = f" ({variable.unit})" if variable.unit else ""
    return f"{variable.title}{unit}"


def _numbered(labels: tuple[str, ...]) -> dict[str, str]:
    return {str(place): label for place, label in enumerate(labels, start=1)}


def _number(value: float | None, instead: str) -> str:
    if value is None or value in (float("inf"), float("-inf")):
        return instead
    return str(int(value)) if value == int(value) else repr(value)
