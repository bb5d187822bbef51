"""Protected counts: figures that may be published. Only `protect` makes them, and nothing else is written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from attrs import asdict, frozen

from napd import Figures, Interval, NapdError, Observation, __version__
from napd.plugin import LazyTables, Message, insist_free, make_folder, schema, write_tables, write_whole
from napd_disclosure.constraints import NO_BOUND, Cell
from napd_disclosure.count import AREA, CountTable, Dimension
from napd_disclosure.hiding import Flags, Hiding, rounded
from napd_disclosure.publication import TABLE, PublishedTable, receipt_of
from napd_disclosure.ranges import Audit
from napd_disclosure.words import message

if TYPE_CHECKING:
    import pyarrow as pa

HIDDEN = "Q"
FICTIONAL = "FICTIEF"
MOST = 0.5
"""Of which share of hidden figures on it is said that a coarser table would say more."""


@frozen(eq=False, repr=False, init=False)
class Protected:
    """A count that may be published: every figure in it is shown, rounded or hidden, and the whole is audited.

    Args:
        figures: as napd figures: a hidden one has status Q and no value, a rounded one the range that it stands for.
        receipt: the rules, what was audited, and what the totals add up; nothing that is hidden.
        publication: as anyone can read it, to be reckoned with later.
        coarsened: what is left out as a whole, or that a coarser table would say more.
        fictional: whether it is invented.
    """

    figures: Figures
    receipt: Mapping[str, Any]
    publication: PublishedTable
    coarsened: tuple[Message, ...]
    fictional: bool

    def __init__(self) -> None:
        raise TypeError("only protect() makes a protected count, after its audit")

    @classmethod
    def _proved(
        cls, count: CountTable, hiding: Hiding, hidden: Flags, audit: Audit, left_out: Sequence[Dimension]
    ) -> Self:
        """What may be shown of a count, where all is proved; for `protect` alone."""
        known, rules = hiding.figures.shown(hidden), hiding.figures.rules
        codes = [{*(each.codes if each in left_out else ())} for each in count.dimensions]
        kept = [
            at for at, cell in enumerate(count.combinations())
            if not any(name in own for name, own in zip(cell, codes, strict=True))
        ]  # fmt: skip
        cells, low, high = tuple(known.names[at] for at in kept), known.low[kept], known.high[kept]
        point = rounded(hiding.figures.value[kept], rules.round_to)
        about = (count.measure.id, count.first.isoformat(), count.last.isoformat())
        made = object.__new__(cls)
        said = {
            "figures": Figures(_observations(count, cells, low, high, point), [count.measure]),
            "publication": PublishedTable(about[0], count.dimensions, cells, low, high, dict(count.fixed), about),
            "coarsened": _coarsened(hidden, left_out),
            "receipt": _receipt(count, hiding, audit, [each.id for each in left_out]),
            "fictional": count.fictional,
        }
        for name, value in said.items():
            object.__setattr__(made, name, value)
        return made

    def __repr__(self) -> str:
        return f"<Protected: {self.figures!r}, audited>"


def _observations(count: CountTable, cells: Sequence[Cell], low: Any, high: Any, point: Any) -> list[Observation]:
    """The figures of napd."""
    places = {name: count.place(name) for name in {cell[0] for cell in cells}}
    others = [dimension.id for dimension in count.dimensions if dimension.id != AREA]
    doubt, source = "; ".join(count.doubts), count.source or count.measure.source
    found = []
    for cell, least, most, value in zip(cells, low.tolist(), high.tolist(), point.tolist(), strict=True):
        is_hidden = most >= NO_BOUND
        interval = Interval.unknown() if is_hidden else Interval(least, most, min(max(value, least), most))
        area, coverage = places[cell[0]]
        found.append(
            Observation(
                measure=count.measure, areas=area, value=interval, first=count.first, last=count.last,
                parts={**count.fixed, **dict(zip(others, cell[1:], strict=True))}, coverage=coverage,
                status=HIDDEN if is_hidden else "A", source=source, doubt=doubt, fictional=count.fictional,
            )
        )  # fmt: skip
    return found


def _coarsened(hidden: Flags, left_out: Sequence[Dimension]) -> tuple[Message, ...]:
    """What is left out as a whole, or else that so much is hidden that a coarser table would say more."""
    if left_out:
        return tuple(message("protected.left_out", dimension=each.id) for each in left_out)
    share = int(hidden.sum()) / len(hidden)
    return (message("protected.mostly_hidden", hidden=int(hidden.sum()), of=len(hidden)),) if share > MOST else ()


def _receipt(count: CountTable, hiding: Hiding, audit: Audit, left_out: Sequence[str]) -> dict[str, Any]:
    """What made it. Which of the hidden figures are small is not in it, nor the range of any."""
    earlier = hiding.earlier
    return {
        "measure": count.measure.id,
        "first": count.first.isoformat(),
        "last": count.last.isoformat(),
        "fixed": dict(count.fixed),
        "covered": {count.place(code)[1]: code for code in count.coverage_of},
        "dimensions": [asdict(dimension) for dimension in count.dimensions],
        "rules": dict(hiding.figures.rules.to_dict()),
        "left_out": list(left_out),
        "audit": {
            "figures": len(hiding.figures.value),
            "uncertain": int(audit.known.asked.sum()),
            "proved_in_fractions": int(audit.in_fractions().sum()),
            "earlier": sorted({names[-1] for names in earlier.names}) if earlier is not None else [],
        },
    }


def write_counts(folder: str | Path, counts: Sequence[Protected], *, overwrite: bool = False) -> list[Path]:
    """Write protected counts: the table `observations` as CSV, and its receipt; FICTIEF in the names of invented ones.

    Args:
        folder: is made if it is not there.
        counts: what `protect` gave; nothing else is written.
        overwrite: whether other figures that stand there are replaced. They may be published, and then they are needed
            to audit what is published next; the same figures are written again without it.

    Raises:
        TypeError: for anything that `protect` did not give.
        NapdError: when there is nothing to write, other figures stand there, or a file cannot be written.
    """
    given: Sequence[object] = counts
    if other := [each for each in given if not isinstance(each, Protected)]:
        raise TypeError(f"only what protect() gave is written, and not {type(other[0]).__name__}")
    if not counts:
        raise NapdError("there are no counts to write")
    figures = counts[0].figures
    for more in counts[1:]:
        figures += more.figures
    receipt: dict[str, Any] = {
        "napd": __version__, "napd-disclosure": version("napd-disclosure"),
        "answers": {"fictional": any(each.fictional for each in counts)},
        "tables": [dict(each.receipt) for each in counts],
        "figures": sha256(json.dumps(figures.to_dict(), sort_keys=True).encode()).hexdigest(),
    }  # fmt: skip
    mark = f"-{FICTIONAL}" if any(each.fictional for each in counts) else ""
    path = Path(folder) / f"{TABLE}{mark}.csv"
    beside = receipt_of(path)
    text = json.dumps(receipt, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    make_folder(path.parent)
    for each in (path, beside):
        insist_free(each, partial(_published, beside, text), overwrite=overwrite)
    written = write_tables("csv", _Named(figures, receipt, path.stem), [path.stem], path.parent, overwrite=overwrite)
    return [*written, write_whole(beside, text, overwrite=overwrite)]


def _published(beside: Path, text: str, _: Path) -> str:
    """Spare what is published, unless its receipt says that it is the same."""
    try:
        same = beside.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        same = False
    return "" if same else "it holds other figures, which may be published"


class _Named(Mapping[str, "pa.Table"]):
    """The table of figures, by the name of its file."""

    def __init__(self, figures: Figures, receipt: Mapping[str, Any], name: str) -> None:
        def rows() -> pa.Table:  # what is fictional, the receipt says, and so the writer in each row
            return figures.table().select(schema(TABLE).names)

        self._tables, self._name = LazyTables({TABLE: rows}, receipt), name
        self.receipt = receipt

    def __iter__(self) -> Iterator[str]:
        return iter((self._name,))

    def __len__(self) -> int:
        return 1

    def __getitem__(self, name: str) -> pa.Table:
        return self._tables[TABLE]

    def schema(self, _: str) -> pa.Schema:
        """Its schema, with the receipt."""
        return self._tables.schema(TABLE)

    def batches(self, _: str) -> Iterator[pa.RecordBatch]:
        """Its rows, without the numbers of what is hidden."""
        return iter(self._tables[TABLE].to_batches())
