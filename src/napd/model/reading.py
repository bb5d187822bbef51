"""Reading an indicator from plain data: the way back from `indicator_data`, with every fault in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from attrs import field, frozen

from napd.errors import Fault, KeyPath, ModelError, nearest
from napd.model.choices import Choice
from napd.model.conditions import AllOf, Condition
from napd.model.data import condition_from_data
from napd.model.formula import condition_of
from napd.model.indicator import Figure, Indicator, Rule, Source, Stage, Support
from napd.model.level_of import LevelOf
from napd.model.options import Option
from napd.model.questions import KINDS, Question
from napd.model.remarks import Remark
from napd.model.rollup import ROLLUPS
from napd.model.scale import Level, Scale
from napd.model.shape import NEITHER, misfits

Data = Mapping[str, Any]
Made = TypeVar("Made")
DEEPEST = 64
"""How deep data may be: a condition of conditions, for what else there is has a few levels."""
MANY = 500
"""The most faults that are listed; a file with more is not an indicator, and each needs a search for a near name."""


class Read(NamedTuple):
    """What came of reading: the indicator, or else the faults."""

    indicator: Indicator | None
    faults: tuple[Fault, ...]


def indicator_from_data(data: Any) -> Indicator:
    """Read back what `napd.model.data.indicator_data` wrote; conditions may be formulas, options just their labels.

    Raises:
        ModelError: with one line for each fault, which says where it is.
    """
    found = read_data(data)
    if found.indicator is None:
        raise ModelError("\n".join(f"{where(fault.path, data)}{fault.text}" for fault in found.faults))
    return found.indicator


def read_data(data: Any) -> Read:
    """Read an indicator, or find its faults: all at once, as far as one does not hide another."""
    if _is_deep(data):
        return Read(None, (Fault((), "it is nested too deeply"),))
    faults = list(islice(misfits(data), MANY))
    unknown = [fault for fault in faults if fault.is_extra]
    if len(unknown) < len(faults) or len(faults) == MANY:
        return _told([*faults, *islice(_unreadable(data), MANY)])
    reader = _Reader(_without(data, {fault.path for fault in unknown}), faults)
    indicator = reader.indicator()
    return _told(faults) if faults else Read(indicator, ())


def _told(faults: Sequence[Fault]) -> Read:
    """No indicator, but what is wrong with it, as much of that as is of any use."""
    more = Fault((), f"there are more faults than the {MANY} that are shown here")
    return Read(None, tuple(faults) if len(faults) < MANY else (more, *faults[:MANY]))


def _is_deep(data: Any) -> bool:
    """Whether data has more lists and tables in one another than can be gone through."""
    level = [data] if isinstance(data, Mapping | list) else []
    for _ in range(DEEPEST):
        inner = [each.values() if isinstance(each, Mapping) else each for each in level]
        level = [part for parts in inner for part in parts if isinstance(part, Mapping | list)]
    return bool(level)


def where(path: KeyPath, data: Any) -> str:
    """Where something stands, in words: such as `questions 3 (deelname), minimum: `."""
    words = ""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        name = data.get("id") if isinstance(data, Mapping) else None
        words += f" {step + 1}" if isinstance(step, int) else f", {step}"
        words += f" ({name})" if isinstance(name, str) and isinstance(step, int) else ""
    return f"{words.removeprefix(', ')}: " if words else ""


def _without(data: Any, paths: set[KeyPath], path: KeyPath = ()) -> Any:
    """The data without the settings at these paths."""
    if isinstance(data, Mapping):
        return {k: _without(part, paths, (*path, k)) for k, part in data.items() if (*path, k) not in paths}
    if isinstance(data, list):
        return [_without(part, paths, (*path, place)) for place, part in enumerate(data)]
    return data


def _unreadable(data: Any) -> Iterator[Fault]:
    """The formulas that cannot be read, in data that is not otherwise whole."""
    if isinstance(data, Mapping):
        for key, part in data.items():
            if key == "when" and isinstance(part, str):
                try:
                    condition_of(part, {})
                except ModelError as error:
                    yield Fault((key,), str(error))
            yield from (Fault((key, *fault.path), fault.text) for fault in _unreadable(part))
    for place, part in enumerate(data) if isinstance(data, list) else ():
        yield from (Fault((place, *fault.path), fault.text) for fault in _unreadable(part))


@frozen
class _Reader:
    """Makes an indicator of data that has its shape; notes what is wrong all the same."""

    data: Data
    faults: list[Fault]
    known: dict[str, Question] = field(factory=dict, init=False)
    """The questions, and choices that stand for the stages, which conditions may name."""

    def indicator(self) -> Indicator | None:
        """The indicator, or None where it, or a part that others need, has faults."""
        before = len(self.faults)
        parts = self._parts()
        noted = self.faults[before:]
        if any(fault.path[-1] != "when" for fault in noted):
            return None
        try:
            return Indicator(**parts)
        except ModelError as error:
            faults = error.faults or (Fault((), str(error)),)
            self.faults.extend(fault for fault in faults if not (noted and fault.may_follow))
            return None

    def _parts(self) -> dict[str, Any]:
        """The arguments of the indicator."""
        said = self.data
        stages = said.get("stages", ())
        self.known.update({s["id"]: Choice(s["id"], s["text"], options=_options(s["options"])) for s in stages})
        questions = self._questions()
        parts: dict[str, Any] = {
            "questions": questions,
            "stages": [self._stage(place, stage) for place, stage in enumerate(stages)],
            "rules": self._rules(("rules",), said["rules"]),
            "remarks": [self._remark(place, each) for place, each in enumerate(said.get("remarks", ()))],
            "sources": [Source(**each) for each in said.get("sources", ())],
            "support": [Support(**each) for each in said.get("support", ())],
            "background": [Figure(each["text"], Source(**each["source"])) for each in said.get("background", ())],
        }
        if "scale" in said:
            parts["scale"] = self._noted(("scale",), lambda: _scale(said["scale"]))
        return {**said, **parts}

    def _noted(self, path: KeyPath, make: Callable[[], Made]) -> Made | None:
        """What is made; where that fails, None, and a fault."""
        try:
            return make()
        except ModelError as error:
            self.faults.append(Fault(path, str(error)))
            return None

    def _questions(self) -> list[Any]:
        """The questions; one that is computed from others comes after them."""
        said: Sequence[Data] = self.data["questions"]
        made: dict[int, Any] = {}
        waiting = list(range(len(said)))
        while waiting:
            later = {said[place]["id"] for place in waiting}
            ready = [place for place in waiting if later.isdisjoint(_named(said[place]))] or waiting
            for place in ready:
                made[place] = self._noted(("questions", place), partial(self._question, said[place]))
                if made[place] is not None:
                    self.known[said[place]["id"]] = made[place]
            waiting = [place for place in waiting if place not in ready]
        return [made[place] for place in range(len(said))]

    def _question(self, said: Data) -> Question:
        """A question; of what it is computed from, another name than those that are there is a fault of its own."""
        if strange := [name for name in _named(said) if name not in self.known]:
            raise ModelError(f"there is no question {strange[0]!r}.{nearest(strange[0], self.known)}")
        kind = KINDS[said["kind"]]
        named = {key: said[key] for key in kind.naming() if key in said}
        others = {k: self.known[v] if isinstance(v, str) else [self.known[one] for one in v] for k, v in named.items()}
        made: Question = kind(**{**_settings(said), **others})
        return made

    def _stage(self, place: int, said: Data) -> Stage:
        rules = self._rules(("stages", place, "rules"), said["rules"])
        return Stage(**{**_settings(said), "rules": rules})

    def _rules(self, path: KeyPath, said: Sequence[Data]) -> list[Rule]:
        return [self._rule((*path, place), each) for place, each in enumerate(said)]

    def _rule(self, path: KeyPath, said: Data) -> Rule:
        when = self._noted((*path, "when"), lambda: self._condition(said.get("when")))
        source = {"source": Source(**said["source"])} if "source" in said else {}
        return Rule(**{**said, "when": when, **source})

    def _remark(self, place: int, said: Data) -> Remark:
        """A remark; where its condition cannot be read, one of which nothing more is said."""
        when = self._noted(("remarks", place, "when"), lambda: self._condition(said["when"]))
        return Remark(**{**said, "when": AllOf(()) if when is None else when})

    def _condition(self, said: Any) -> Condition | None:
        if said is None:
            return None
        return condition_of(said, self.known) if isinstance(said, str) else condition_from_data(said)


def _named(said: Data) -> list[str]:
    """The ids of the questions that one is computed from."""
    sides = [said[key] for key in KINDS[said["kind"]].naming() if key in said]
    return [name for side in sides for name in ([side] if isinstance(side, str) else side)]


def _settings(said: Data) -> dict[str, Any]:
    """The settings of a question as its arguments."""
    settings = {key: value for key, value in said.items() if key != "kind"}
    if "options" in said:
        settings["options"] = _options(said["options"])
    if "rollup" in said:
        rollup = {key: value for key, value in said["rollup"].items() if key != "kind"}
        settings["rollup"] = ROLLUPS[said["rollup"]["kind"]](**rollup)
    if "scale" in said and said["kind"] == LevelOf.__name__:
        settings["scale"] = _scale(said["scale"])
    if said.get("better") == NEITHER:
        settings["better"] = None
    return settings


def _scale(said: Sequence[Data]) -> Scale:
    return Scale([Level(**level) for level in said])


def _options(said: Sequence[Any]) -> tuple[Option, ...]:
    return tuple(Option(each) if isinstance(each, str) else Option(**each) for each in said)
