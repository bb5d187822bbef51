"""CSV files of areas, with the region of each municipality and the period in which it belongs to that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import PathLike
from typing import get_args

from napd.model.area_kinds import ABOVE, AreaKind
from napd.model.memberships import Area, Membership
from napd.model.periods import backwards, conflicts
from napd.model.rows import DefinitionRow, Definitions, is_code

REQUIRED = ("municipality", "name", "region", "region_name")
OPTIONAL = (
    "valid_from", "valid_until", "successor", "confidence", "source", "year", "other_names",
    "province", "province_name", "country", "country_name",
)  # fmt: skip


def read_areas(path: str | PathLike[str]) -> tuple[list[Area], list[Membership]]:
    """The areas and memberships in a file.

    Raises:
        ModelError: naming every fault of the file at once.
        NapdError: when the file cannot be opened.
    """
    table = Definitions.read(path, REQUIRED, OPTIONAL)
    whole = [row for row in table.rows if not row.faults]
    read = [(row, None if row.faults else _membership(row)) for row in table.rows]
    sound = [(row, each) for row, each in read if each]
    # Of these not every period could be read, so as successors they are not ruled out
    doubtful = {row.cells.get("municipality", "") for row, each in read if each is None}
    for kind in ("region", *ABOVE):
        _check_names(whole, kind)
    for index, column, why in conflicts([each for _, each in sound], doubtful):
        sound[index][0].refuse(column, why)
    table.refuse()
    return list(_areas(sound)), [each for _, each in sound]


def _membership(row: DefinitionRow) -> Membership | None:
    municipality, region = row.code("municipality"), row.code("region")
    since, until = row.date("valid_from"), row.date("valid_until")
    if wrong := backwards(since, until):
        row.refuse("valid_until", wrong)
    broken = bool(row.faults) or not municipality  # with other faults, the period can still be compared
    texts = ("name", "region_name", "other_names", *OPTIONAL[3:6])
    _, _, _, *rest = (row.text(column, required=column in REQUIRED) for column in texts)
    heir, *above = (row.code(column, required=False) for column in ("successor", *ABOVE))
    successor = heir if is_code(heir) else None
    return None if broken else Membership(municipality, region, since, until, successor, *rest, *above)


def _check_names(rows: Sequence[DefinitionRow], kind: AreaKind) -> None:
    """Look for areas of a kind with two names, and for codes that areas of another kind have too."""
    others = {row.cells.get(other): other for other in get_args(AreaKind) if other != kind for row in rows}
    named: dict[str, DefinitionRow] = {}
    for row in rows:
        if (code := row.cells.get(kind)) and (name := row.cells.get(f"{kind}_name")):
            first = named.setdefault(code, row)
            if name != (other := first.cells[f"{kind}_name"]):
                row.refuse(f"{kind}_name", f'{code} is "{other}" on line {first.line}. Give it one name.')
            elif row is first and code in others:
                row.refuse(kind, f"a {others[code]} has this code too. Give one of them another code.")
        elif code and f"{kind}_name" in row.cells:
            row.refuse(f"{kind}_name", "this is empty. Fill it in.")


def _areas(sound: Sequence[tuple[DefinitionRow, Membership]]) -> Iterator[Area]:
    latest = {each.municipality: row for row, each in sorted(sound, key=lambda pair: pair[1].start)}
    for code, row in latest.items():
        others = filter(None, map(str.strip, row.cells.get("other_names", "").split("|")))
        yield Area(code, row.cells["name"], "municipality", others)
    for kind in ("region", *ABOVE):
        names = {code: row.cells[f"{kind}_name"] for row, each in sound if (code := getattr(each, kind))}
        yield from (Area(code, name, kind) for code, name in names.items())
