"""What the codes in the tables mean: as tables of their own, and as categories of columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from napd import Framework

STATUS = {
    "scored": "niveau bekend", "undetermined": "niveau nog niet bekend", "unanswered": "niet ingevuld",
    "not_applicable": "niet van toepassing", "answered": "ingevuld", "absent": "niets ingevuld in deze ronde",
}  # fmt: skip
OBSERVATION = {
    "A": "gewone waarde", "P": "voorlopig", "E": "geschat", "I": "ingevuld voor wat ontbreekt",
    "B": "breuk in de reeks", "D": "andere definitie", "Q": "verborgen", "L": "bestaat, maar is niet geleverd",
    "M": "kan niet bestaan", "O": "onbekend", "U": "weinig betrouwbaar",
}  # fmt: skip
"""CL_OBS_STATUS of SDMX."""
CONFIDENTIALITY = {
    "F": "openbaar", "C": "vertrouwelijk: te klein", "D": "verborgen om een andere waarde te beschermen",
    "S": "verborgen door de ontvanger, om een andere waarde te beschermen", "N": "niet voor publicatie",
}  # fmt: skip
"""CL_CONF_STATUS of SDMX."""
LEVELS = ("level", "level_low", "level_high")
WORDS = {
    "areas": "De gebieden: code, naam en soort.", "rounds": "De rondes met hun peildatum.",
    "levels": "De niveaus van elke versie van elke indicator, van het laagste naar het hoogste.",
}  # fmt: skip
MEANINGS = {
    "area": "code of the area", "name": "what people call it", "kind": "municipality, region, province or country",
    "round": "id of the round", "date": "its date, which decides who belongs to which region",
    "label": "how people read it", "indicator": "id of the indicator",
    "version": "the date since which the version applies", "level": "id of the level",
    "place": "its place on the scale, the lowest 1: an order, which is not to be added up or averaged",
    "symbol": "the sign that stands with the label",
}  # fmt: skip


def code_tables(framework: Framework | None) -> dict[str, pa.Table]:
    """The areas, the rounds, and the levels of each version of each indicator; none without a framework."""
    if framework is None:
        return {}
    areas = [(each.code, each.name, each.kind) for each in framework.areas]
    rounds = [(each.id, each.date.isoformat(), each.label) for each in framework.rounds]
    levels = [
        (indicator.id, indicator.version, level.id, place, level.label, level.symbol)
        for indicator in framework.indicators
        for place, level in enumerate(indicator.scale.levels, start=1)
    ]
    columns = ("indicator", "version", "level", "place", "label", "symbol")
    return {
        "areas": _table(("area", "name", "kind"), areas),
        "rounds": _table(("round", "date", "label"), rounds),
        "levels": _table(columns, levels),
    }


def _table(names: Iterable[str], rows: list[tuple[Any, ...]]) -> pa.Table:
    return pa.table({
        name: pa.array([row[place] for row in rows], pa.int16() if name == "place" else pa.string())
        for place, name in enumerate(names)
    })  # fmt: skip


def categories(column: str, framework: Framework | None) -> list[dict[str, str]]:
    """The codes that a column may hold, each with its label where that is not another's too; none where it is free."""
    known: Mapping[str, str] = {}
    if column in LEVELS and framework:
        levels = [level for indicator in framework.indicators for level in indicator.scale.levels]
        known = {level.id: level.label for level in levels}
    elif column == "perspective" and framework:
        known = {name: name for name in framework.perspectives}
    elif column in (own := {"status": STATUS, "obs_status": OBSERVATION, "conf_status": CONFIDENTIALITY}):
        known = own[column]
    shared = Counter(known.values())
    return [{"value": code, **({"label": label} if shared[label] == 1 else {})} for code, label in known.items()]
