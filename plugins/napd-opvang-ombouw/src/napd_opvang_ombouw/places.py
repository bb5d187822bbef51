"""The section of a report: how many places there are of each kind, round after round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from napd import Reported, Section, Told, hookimpl

INDICATOR = "opvang-ombouw"
KINDS = {"plekken_slaapzaal": "slaapzaal", "plekken_eenpersoons": "eenpersoons", "plekken_nood": "noodopvang"}
"""The questions that ask how many places there are, each with the name of its kind."""
RULE = (
    "Geteld zijn de regio's waar alle gemeenten alle drie de aantallen gaven: n. Wie meetelt, verschilt per ronde; "
    "een verschil tussen twee rondes is daarom nog geen groei of krimp."
)


def tell(reported: Reported) -> Told:
    """The places in each round, of the regions of which they are all known."""
    regions: dict[str, list[dict[str, float]]] = defaultdict(list)
    for (round_id, _), found in sorted(_by_region(reported).items()):
        if len(found) == len(KINDS):
            regions[round_id].append(found)
    rows = [_row(round_id, regions[round_id]) for round_id in reported.rounds]
    return Told(RULE, ("ronde", "n", *KINDS.values(), "waarvan eenpersoons"), rows)


def _by_region(reported: Reported) -> Mapping[tuple[str, str], dict[str, float]]:
    """For each round and region the places of each kind, as far as all of its municipalities gave them."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in _rows(reported):
        if row["answered"] == row["members"] and row["question"] in KINDS:
            found[row["round"], row["area"]][row["question"]] = row["low"]
    return found


def _rows(reported: Reported) -> Iterator[dict[str, Any]]:
    for batch in reported.tables.batches("rollups"):
        for row in batch.to_pylist():
            if (row["indicator"], row["perspective"]) == (INDICATOR, reported.perspective):
                yield row


def _row(round_id: str, regions: list[dict[str, float]]) -> tuple[str, ...]:
    sums = {name: round(sum(region[name] for region in regions)) for name in KINDS}
    total = sum(sums.values())
    share = f"{100 * sums['plekken_eenpersoons'] / total:.0f} %" if total else "niet te berekenen"
    return round_id, str(len(regions)), *(str(count) for count in sums.values()), share


@hookimpl
def napd_section() -> Section:
    """Give napd the section."""
    return Section(INDICATOR, "Plekken in de opvang", tell)
