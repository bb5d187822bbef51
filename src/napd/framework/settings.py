"""The framework file, napd.toml: which indicators, areas, rounds and perspectives are in use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import frozen

from napd.errors import Fault, KeyPath, NapdError, nearest
from napd.framework.dashboards import dashboard_id
from napd.framework.form_settings import form_settings
from napd.framework.report_settings import report_settings
from napd.model.areas import AreaRegistry
from napd.model.content import utf8
from napd.model.rounds import Round, Rounds
from napd.model.scale import LevelStyle
from napd.texts import check_language

if TYPE_CHECKING:
    from napd.model.toml import Document

FILE = "napd.toml"
KEYS = (
    "indicators",
    "indicator_files",
    "areas",
    "rounds",
    "levels",
    "dashboards",
    "perspectives",
    "publish",
    "confirmed",
    "tiles",
    "form",
    "formats",
    "disclosure",
    "figures",
    "stories",
    "language",
    "report",
)
NAME = r"[\w-]+"
"""What a plugin can be called."""
COLOUR = r"#[0-9a-fA-F]{6}"
MANY = 500
"""The most faults that are listed."""
One = TypeVar("One")
Other = TypeVar("Other")


@frozen
class Settings:
    """What a napd.toml says.

    Args:
        path: the file.
        arguments: the same as arguments of `napd.Framework.installed`.
        document: the file as it was read; None without a file.
    """

    path: str
    arguments: dict[str, Any]
    document: Document | None = None

    @classmethod
    def of(cls, file: Path, document: Document) -> Self:
        """The settings of a file that was read; raises as `settings_of` does."""
        try:
            found = _all(_Meaning(file.parent).of, (((key,), (key, value)) for key, value in document.data.items()))
        except NapdError as error:
            raise cls(str(file), {}, document).located(error) from None
        return cls(str(file), dict(found), document)

    def located(self, error: NapdError) -> NapdError:
        """An error with the file before each fault, and the line if it stands in the file."""
        return NapdError("\n".join(f"{self.path}: {self._line(fault.path)}{fault.text}" for fault in error.at()))

    def _line(self, path: KeyPath) -> str:
        is_there = self.document is not None and path[:1] in self.document.lines and path != ()
        return f"line {self.document.line(path)}, " if self.document is not None and is_there else ""


def settings_of(path: str | Path | None = None) -> Settings:
    """Read a napd.toml.

    Args:
        path: the file; None takes napd.toml in the working directory where there is one, and else no settings.

    Raises:
        NapdError: with a line for each fault of the file.
    """
    if path is None and not Path(FILE).is_file():
        return Settings(FILE, {})
    file = Path(FILE if path is None else path)
    return Settings.of(file, _read(file))


@frozen
class _Meaning:
    """The meaning of each setting of a napd.toml, which stands in `folder`."""

    folder: Path

    def of(self, setting: tuple[str, Any]) -> tuple[str, Any]:
        """A setting as an argument of `Framework.installed`."""
        key, value = setting
        match key:
            case "indicators":
                return "names", () if value == [] else _texts(key, value)
            case "indicator_files" | "figures" | "stories":
                name = "files" if key == "indicator_files" else key
                return name, tuple(self._file(key, file) for file in _texts(key, value))
            case "areas" | "rounds":
                return key, self._areas(value) if key == "areas" else self._rounds(value)
            case "perspectives" | "confirmed":
                return key, _perspectives(key, value) if key == "perspectives" else _texts(key, value)
            case "levels" | "dashboards" | "disclosure" | "form" | "formats" | "language" | "report":
                kinds = {
                    "levels": _levels,
                    "dashboards": _dashboards,
                    "disclosure": _disclosure,
                    "form": form_settings,
                    "formats": _formats,
                    "report": report_settings,
                }
                take: Callable[[Any], Any] = kinds.get(key, _language)
                return key, take(value)
            case "publish" | "tiles":  # tiles are read only where a map is drawn
                return key, _yes_or_no(key, value) if key == "publish" else self._file(key, value)
        raise NapdError(f"unknown setting {key!r}.{nearest(key, KEYS) or ' There are: ' + ', '.join(KEYS)}")

    def _areas(self, value: Any) -> AreaRegistry | str:
        """The registry in a CSV file; a name without a dot is that of a plugin's, which is left for later."""
        if isinstance(value, str) and re.fullmatch(NAME, value):
            return value
        return AreaRegistry.from_csv(self._file("areas", value))

    def _rounds(self, value: Any) -> Rounds:
        """A CSV file in place of the shipped rounds, or tables with rounds to add to them."""
        if isinstance(value, str):
            return Rounds.from_csv(self._file("rounds", value))
        return Rounds([*Rounds.shipped(), *_all(_round, _numbered(_tables("rounds", value)))])

    def _file(self, key: str, value: Any) -> Path:
        if not isinstance(value, str):
            raise NapdError(f'{key}: write the name of a CSV file, such as {key} = "{key}.csv"')
        if "\0" in value:
            raise NapdError(f"{key}: {value!r} cannot be the name of a file")
        return self.folder / value


def _yes_or_no(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise NapdError(f"{key}: write true or false, not {value!r}")
    return value


def _all(read: Callable[[One], Other], values: Iterable[tuple[KeyPath, One]]) -> list[Other]:
    """What each of the values gives, which come with their places; raises one `NapdError` with the faults of all."""
    given: list[Other] = []
    refused: list[tuple[Fault, ...]] = []
    for path, value in values:
        if len(refused) == MANY:
            refused.append((Fault((), f"there are more faults than the {MANY} that are shown here"),))
            break
        try:
            given.append(read(value))
        except NapdError as error:
            refused.append(error.at(*path))
    if refused:
        raise NapdError.of([*chain.from_iterable(refused)])
    return given


def _numbered(entries: Sequence[Other]) -> Iterator[tuple[KeyPath, tuple[int, Other]]]:
    yield from ((("rounds", place), (place, entry)) for place, entry in enumerate(entries))


def _read(file: Path) -> Document:
    from napd.model.toml import MOST, read_toml  # most often there is no such file

    return read_toml(utf8(file, MOST), str(file))


def _texts(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(part, str) and part for part in value):
        raise NapdError(f'{key}: write a list of names, such as {key} = ["one", "two"]')
    if len(set(value)) < len(value):
        raise NapdError(f"{key}: it has a name twice")
    return tuple(value)


def _perspectives(key: str, value: Any) -> tuple[str, ...]:
    names = _texts(key, value)
    if odd := [name for name in names if name != name.strip()]:  # as answers never have them
        raise NapdError(f"{key}: {odd[0]!r} has spaces around it; leave them out")
    return names


def _formats(value: Any) -> dict[str, Any]:
    """What is said to formats, which is for each to understand."""
    if not isinstance(value, dict) or not all(isinstance(part, dict) for part in value.values()):
        raise NapdError("formats: write a table for each format, such as [formats.swing]")
    return value


def _disclosure(value: Any) -> dict[str, Any]:
    """The rules by which small counts are hidden, which are for napd-disclosure to understand."""
    if not isinstance(value, dict):
        raise NapdError("disclosure: write its rules in a table, such as [disclosure] with threshold = 10")
    return value


def _tables(key: str, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise NapdError(f"{key}: write a table per entry, each under [[{key}]], or the name of a CSV file")
    return value


def _round(numbered: tuple[int, Mapping[str, Any]]) -> Round:
    place, entry = numbered
    names = ("id", "date", "label", "note")
    faults = [Fault((key,), f"unknown setting {key!r}.{nearest(key, names)}") for key in entry if key not in names]
    faults += [Fault((), f"it needs {key!r}") for key in ("id", "date") if key not in entry]
    faults += _not_text(entry, ("id", "label", "note"))
    day = _day(entry.get("date"))
    if "date" in entry and day is None:
        faults.append(Fault(("date",), f"{str(entry['date'])!r} is not a date such as 2027-06-01"))
    if faults or day is None:
        raise NapdError.of([_inside(fault, f"rounds, entry {place + 1}", "rounds", place) for fault in faults])
    return Round(entry["id"], day, entry.get("label", entry["id"]), entry.get("note", ""))


def _not_text(entry: Mapping[str, Any], names: Iterable[str]) -> list[Fault]:
    texts = {name: entry[name] for name in names if name in entry}
    return [
        Fault((name,), f"{name} must be text, not {text!r}") for name, text in texts.items() if type(text) is not str
    ]


def _inside(fault: Fault, where: str, *path: str | int) -> Fault:
    """A fault of a part, as one of the file."""
    return fault.below(*path)._replace(text=f"{where}: {fault.text}")


def _day(value: object) -> date | None:
    """The day that a TOML date or an ISO text names; a moment of the day is none."""
    try:
        return value if type(value) is date else date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def _language(value: Any) -> str:
    if not isinstance(value, str):
        raise NapdError(f"language must be text, not {value!r}")
    check_language(value)
    return value


def _dashboards(value: Any) -> dict[str, str]:
    """The title of each dashboard by its id; whether there is such a dashboard is known later."""
    if not isinstance(value, dict) or not value:
        raise NapdError('dashboards: write a title per dashboard, such as beschermd-thuis = "Beschermd Thuis"')
    ids = {key: dashboard_id(key) for key in value}
    faults = [Fault((key,), f"{key!r} is not an id: write {right!r}") for key, right in ids.items() if key != right]
    odd = {key: title for key, title in value.items() if not isinstance(title, str) or not title.strip()}
    faults += [Fault((key,), f"the title of {key!r} must be text, not {title!r}") for key, title in odd.items()]
    first = {dashboard_id(value[key]): key for key in reversed(value) if key not in odd}
    same = {key: other for key in value if key not in odd and (other := first[dashboard_id(value[key])]) != key}
    faults += [Fault((key,), f"the title of {key!r} is that of {other!r} too") for key, other in same.items()]
    if faults:
        raise NapdError.of([_inside(fault, "dashboards", "dashboards") for fault in faults])
    return value


def _levels(value: Any) -> dict[str, LevelStyle]:
    """Other labels, symbols or colours for levels, by level id; whether there is such a level is known later."""
    if not isinstance(value, dict):
        raise NapdError('levels: write a table per level, such as [levels.gerealiseerd] with label = "op orde"')
    if faults := [fault for key, style in value.items() for fault in _style_faults(key, style)]:
        raise NapdError.of(faults)
    return {key: LevelStyle(**style) for key, style in value.items()}


def _style_faults(key: str, style: Any) -> list[Fault]:
    names = ("label", "symbol", "colour")
    if not isinstance(style, dict):
        return [Fault(("levels", key), f"levels.{key}: write label, symbol or colour under [levels.{key}]")]
    faults = [Fault((name,), f"unknown setting {name!r}.{nearest(name, names)}") for name in style if name not in names]
    faults += _not_text(style, names)
    if not str(style.get("label", key)).strip():
        faults.append(Fault(("label",), "the label is empty; a level is never shown by its colour alone"))
    if isinstance(colour := style.get("colour", "#000000"), str) and not re.fullmatch(COLOUR, colour):
        faults.append(Fault(("colour",), f"{colour!r} is not a colour such as #256e76"))
    return [_inside(fault, f"levels.{key}", "levels", key) for fault in faults]
