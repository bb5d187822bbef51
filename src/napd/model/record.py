"""Records: the parts of an indicator, which hold each setting to the kind that its annotation says.

Python does not: a text in place of a list would be read as its letters, and a number in place of a text would fail far
from where it is written. Conditions, dates, numbers and words from a list are told with the indicator's other faults.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import NoneType
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from attrs import fields

from napd.errors import ModelError
from napd.texts import Texts

One = TypeVar("One")
LONG = 60
WORDS = {
    "str": "text", "bool": "True or False", "Option": "text or Option(...)",
    "Question": "questions, such as YesNo(...)", "Rollup": "a roll-up, such as Share(...) or Sum()",
}  # fmt: skip
"""What a setting takes, where that is no record, or not only the record of that name."""
NO_LIST = (str, bytes, Mapping, set, frozenset)
"""Of these the items are letters, bytes or keys, or come in an order that differs from run to run."""
GROUPS: dict[type | None, str] = {None: "", tuple: "a list of ", Mapping: "a dict of "}


class Record:
    """What every part of an indicator is.

    Raises:
        ModelError: with one line for each setting of napd's own that is of another kind than its annotation says.
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        kind: type = type(self)
        if not all(each.holds(getattr(self, each.name)) for each in _settings(kind)):
            raise ModelError("\n".join(_faults(self)))


def listed(value: Any) -> Any:
    """The items as a tuple, in their order; what has none, or items of another sort, stays, to be refused."""
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, NO_LIST) else value


def all_of(kind: type[One], values: Any, owner: str) -> tuple[One, ...]:
    """The items of a list, all of a kind.

    Raises:
        ModelError: where it is no list, or an item is of another kind; it names the owner.
    """
    found = tuple(values) if isinstance(values, Iterable) else None
    others = [values] if found is None else [each for each in found if not isinstance(each, kind)]
    if found is None or others:
        raise ModelError(f"{owner} needs a list of {kind.__name__}(...), not {_called(others[0])}")
    return found


def register(kinds: dict[str, type[One]], kind: type[One], noun: str) -> None:
    """Let a kind of record go by the name of its class in data; one whose name begins with _ is only for others.

    Raises:
        ModelError: where another kind has the name.
    """
    other: type = kinds.get(kind.__name__, kind)
    if (other.__module__, other.__qualname__) != (kind.__module__, kind.__qualname__):
        message = f"{noun} {kind.__name__} is there already, in {other.__module__}: give this one another name"
        raise ModelError(message)
    if not kind.__name__.startswith("_"):
        kinds[kind.__name__] = kind  # attrs makes each class twice; the second one stays


def spoken(record: Record, setting: str, section: str, say: Texts) -> str:
    """What a kind says of itself: what the nearest class says that has words of its own, or that napd has texts for."""
    for kind in type(record).__mro__:
        if words := vars(kind).get(setting) or say.find(f"{section}.{kind.__name__}"):
            return str(words)
    return ""


class _Setting(NamedTuple):
    """A setting, and what it takes: something of a kind, or a list or dict of these."""

    name: str
    kind: type
    group: type | None
    optional: bool

    def holds(self, value: Any) -> bool:
        """Whether a value is what it takes; quick where it is, as it mostly is."""
        return (self.group is None and type(value) is self.kind) or not self._others(value)

    def fault(self, value: Any) -> str | None:
        """Say what it takes, where the value, or some part of it, is something else."""
        if not (others := self._others(value)):
            return None
        group, name = GROUPS[self.group] if others[0] is value else "", self.kind.__name__
        return f"needs {group}{WORDS.get(name, f'{name}(...)')} in {self.name}=, not {_called(others[0])}"

    def _others(self, value: Any) -> list[Any]:
        """What in it is something else; a class, such as Sum for Sum(), always is."""
        if self.group and not isinstance(value, self.group):
            return [value]
        several = (*value, *value.values()) if self.group is Mapping else value
        parts = several if self.group else () if self.optional and value is None else (value,)
        return [part for part in parts if not isinstance(part, self.kind) or isinstance(part, type)]


def hints_of(kind: type) -> dict[str, Any]:
    """What the settings of a record are; of those that others than napd add, nothing where that cannot be found."""
    try:
        return get_type_hints(kind)
    except Exception:  # noqa: BLE001 - whatever stands in an annotation
        return get_type_hints(own_class(kind))


def own_class(kind: type) -> type:
    """The class of napd that a record is of."""
    return next(each for each in kind.__mro__ if each.__module__.startswith("napd."))


@cache
def _settings(kind: type) -> tuple[_Setting, ...]:
    """The settings of a record that can be held to a class; not those that others than napd add to it."""
    hints = get_type_hints(own_class(kind))
    return tuple(filter(None, (_setting(each.name, hints.get(each.name)) for each in fields(kind))))


def _setting(name: str, hint: Any) -> _Setting | None:
    origin, parts = get_origin(hint), get_args(hint)
    kind = parts[0] if parts else hint
    is_mixed = origin is Mapping and len({*parts}) > 1
    held = not is_mixed and isinstance(kind, type) and (kind.__name__ in WORDS or issubclass(kind, Record))
    return _Setting(name, kind, origin if origin in GROUPS else None, NoneType in parts) if held else None


def _faults(record: Record) -> Iterator[str]:
    kind: type = type(record)
    found = (each.fault(getattr(record, each.name)) for each in _settings(kind))
    yield from (f"{_called(record)} {fault}" for fault in found if fault)


def _called(value: Any) -> str:
    """A record by its first setting, which is its id, title or level; a class by its name; else as Python shows it."""
    if not isinstance(value, Record):
        return value.__name__ if isinstance(value, type) else _short(value)
    kind: type = type(value)
    return f"{kind.__name__} {_short(getattr(value, fields(kind)[0].name))}"


def _short(value: Any) -> str:
    """As Python shows it, in one line that is not long."""
    shown = " ".join(repr(value).split())
    return shown if len(shown) <= LONG else f"{shown[: LONG - 1]}…"
