"""Formats of result tables that plugins add to those of napd."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from attrs import field, frozen
from attrs.validators import deep_iterable, instance_of, is_callable, matches_re, optional

if TYPE_CHECKING:
    import pyarrow as pa

    from napd.framework.framework import Framework

COLOURS = "colours"
"""In the metadata of a field of a schema: a JSON object with the colour (#rrggbb) of each text that is a level."""


def _names(names: Iterable[str]) -> tuple[str, ...]:
    """The names as a tuple; one name alone is one, not its letters."""
    return (names,) if isinstance(names, str) else tuple(names)


class Tables(Protocol):
    """The tables that go into one file, in order."""

    @property
    def receipt(self) -> Mapping[str, Any]:
        """What made them; `receipt["answers"]["fictional"]` says whether the answers are fictional.

        Of changes between two rounds, `receipt["from"]` and `receipt["to"]` say what made each side.
        """

    def __iter__(self) -> Iterator[str]:
        """Their names."""

    def schema(self, name: str) -> pa.Schema:
        """The schema of a table."""

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """The rows of a table, in parts; a large table is made part by part, as they are asked for."""


class Publication(Tables, Protocol):
    """The tables that a format writes, with what is known of their values.

    Each field of `schema(name)` says in its metadata what it means, under `meaning`. Where a column `obs_status` or
    `conf_status` says, by the code lists of SDMX, that the figures of a row are hidden, its numbers are null here. Of a
    column with words for levels, `colours` in its metadata says in which colour each may be shown.
    """

    @property
    def framework(self) -> Framework | None:
        """The indicators with their levels and sources, the areas, and the rounds; None where the tables have none."""

    @property
    def language(self) -> str:
        """The code of the language for what a format says itself, such as "nl": that of the framework."""

    @property
    def settings(self) -> Mapping[str, Any]:
        """What napd.toml says under [formats.NAME], by the name of the plugin; raise `NapdError` for what is odd."""

    def variables(self) -> Sequence[Any]:
        """What the tables have numbers of, each a `napd.plugin.Variable`: with its unit, labels and sources."""

    def data_points(self) -> Iterator[Any]:
        """Every number of scores, of values of regions and of figures, each a `napd.plugin.DataPoint`."""

    def write_csv(self, file: BinaryIO, table: str | pa.Table) -> None:
        """Write a table, by its name or of your own, as napd writes CSV.

        Nothing in it runs in a spreadsheet, what is fictional says so in each row, and napd reads it back as it was.
        """


WriteFile = Callable[[BinaryIO], Sequence[str] | None]
"""Writes one file; gives a line for each thing that does not fit, or None."""


@frozen
class Format:
    """A format of files with result tables: give `write` and `ending`, or `files`.

    Equal tables must give equal bytes: put no clock in a file, and no random number.

    Args:
        write: writes the tables to a file that is open for it. napd puts the file in its place when it is complete, and
            removes it if this raises anything. It returns a list with a line for each thing that does not fit in the
            format whole, or None.
        ending: of the name of a file, such as "xlsx".
        together: whether all tables go into one file; otherwise each has a file of its own.
        takes: names of the tables that fit in the format; others are left out. Empty if all fit.
        files: for a format of several files that belong together: returns the function that writes each, by file name.
        labels: whether it takes any columns, and so also tables with names and words beside the codes, whose headings
            are in a language.

    Raises:
        TypeError: when it has neither, or both.
        ValueError: for an ending that no file name should have.
    """

    write: Callable[[BinaryIO, Publication], Sequence[str] | None] | None = field(
        default=None, validator=optional(is_callable())
    )
    ending: str = field(default="", validator=matches_re(r"([a-z0-9]+(\.[a-z0-9]+)*)?"))
    together: bool = field(default=False, validator=instance_of(bool))
    takes: tuple[str, ...] = field(default=(), converter=_names, validator=deep_iterable(instance_of(str)))
    files: Callable[[Publication], Mapping[str, WriteFile]] | None = field(
        default=None, validator=optional(is_callable())
    )

    labels: bool = field(default=False, validator=instance_of(bool))

    def __attrs_post_init__(self) -> None:
        if bool(self.write and self.ending) == bool(self.files):
            raise TypeError("a format has either write with an ending, or files")
