"""Rules of an indicator as decisions: stages, sums and counts are decisions of their own, and the last gives the level.

What is asked of the answers is read as data (`Condition.to_data()`), which is the public form of a condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import count
from typing import Any

from attrs import evolve

from napd import Date, Indicator, Options, Points, Question, Rule, Sets, Stage
from napd_dmn.cases import ALWAYS, OPPOSITE, Cases, Conjunction, any_of, every
from napd_dmn.feel import name_of, number_of, times
from napd_dmn.model import Decision, DecisionRow, Input, Model

FAR = "1000000000000000000"
"""What stands for the best or the worst number there can be: farther than any sum of answers."""
NOT_APPLICABLE = "not_applicable"


def model_of(indicator: Indicator) -> Model:
    """The decisions of an indicator; `Unwritable` where they would be too many to read."""
    return _Builder(indicator).model()


class _Builder:
    """Gathers the inputs and decisions that the rules of an indicator ask for, each once."""

    def __init__(self, indicator: Indicator) -> None:
        self.indicator = indicator
        self.known: dict[str, Question] = {one.id: one for one in (*indicator.questions, *indicator.stages)}
        self.inputs: dict[str, Input] = {}
        self.decisions: dict[str, Decision] = {}
        self.orders: dict[str, tuple[str, ...]] = {}
        self.rule = ""
        self._of_data: dict[str, str] = {}

    def model(self) -> Model:
        """Everything, in order."""
        one = self.indicator
        for stage in one.stages:
            self._table(stage.id, stage.text, stage.rules, stage.ids)
        level = self._free("niveau")
        used = {rule.level for rule in one.rules}
        self._table(
            level, one.title, one.rules, tuple(each for each in (*one.scale.ids, NOT_APPLICABLE) if each in used)
        )
        return Model(
            one.id, one.version, one.title, one.description, tuple(self.inputs.values()), tuple(self.decisions.values())
        )

    def _table(self, name: str, text: str, rules: Sequence[Rule], allowed: tuple[str, ...]) -> None:
        """A table of rules of which the first that holds decides."""
        rows = []
        for number, rule in enumerate(rules, start=1):
            self.rule = f"rule {number} of {name!r} of {self.indicator.id!r}"
            cases = ALWAYS if rule.when is None else self._cases(rule.when.to_data(), wanted=True)
            rows += [DecisionRow(case.cells(self.orders), _quoted(rule.level), rule.because) for case in cases]
        self._add(Decision(name_of(name), text, "string", tuple(rows), allowed=allowed))
        self.orders[name_of(name)] = allowed

    def _add(self, decision: Decision) -> str:
        self.decisions[decision.name] = decision
        return decision.name

    # Conditions

    def _cases(self, data: Mapping[str, Any], *, wanted: bool) -> Cases:
        """The cases in which a condition holds, or does not."""
        match data:
            case {"not": part}:
                return self._cases(part, wanted=not wanted)
            case {"all": parts} | {"any": parts}:
                found = [self._cases(part, wanted=wanted) for part in parts]
                return every(found, self.rule) if ("all" in data) == wanted else any_of(found)
            case {"at_least": least}:
                return self._chosen(data["question"], least, data["of"], wanted=wanted)
            case {"amount": terms}:
                variable = self._amount(terms)
                return _related(variable, data["operator"], number_of(data["value"]), wanted=wanted)
        return self._compared(self.known[data["question"]], data["operator"], data["value"], wanted=wanted)

    def _compared(self, question: Question, operator: str, value: Any, *, wanted: bool) -> Cases:
        variable, space = self._variable(question), question.scored.space
        if isinstance(space, Options):
            held = frozenset(_held(space.ids, operator, value))
            return any_of([(Conjunction(texts={variable: held if wanted else frozenset(space.ids) - held}),)])
        values = value if operator == "in" else [value]
        texts = [self._value(question, each) for each in values]
        parts = [_related(variable, "==" if operator == "in" else operator, each, wanted=wanted) for each in texts]
        return any_of(parts) if wanted else every(parts, self.rule)

    def _value(self, question: Question, value: Any) -> str:
        """A value as a question of numbers or days has it."""
        if isinstance(question.scored, Date):
            return f'date("{value}")'
        return number_of(question.scored.position(value))

    def _chosen(self, question: str, least: int, options: Sequence[str], *, wanted: bool) -> Cases:
        """At least so many of some options."""
        names = [self._option(question, option) for option in options]
        if len(names) == 1:
            return (Conjunction(truths={names[0]: wanted}),)
        rows = tuple(DecisionRow({name: "true"}, "1") for name in names)
        text = f"Hoeveel van: {', '.join(options)}"
        variable = self._once((question, *options), _collected(f"aantal_{question}", text, rows))
        return (Conjunction(numbers={variable: ((">=" if wanted else "<", str(least)),)}),)

    # Inputs and computed numbers

    def _variable(self, question: Question) -> str:
        """The variable with the answer to a question; points are a decision, whatever else there is an input."""
        variable = name_of(question.id)
        if isinstance(question, Points) and variable not in self.decisions:
            return self._points(question)
        if not isinstance(question, Points | Stage) and variable not in self.inputs:
            space = question.scored.space
            ids = space.ids if isinstance(space, Options) else ()
            kind = "string" if ids else "date" if isinstance(question.scored, Date) else "number"
            self.inputs[variable] = Input(variable, kind, question.text, ids)
            self.orders[variable] = ids
        return variable

    def _option(self, question: str, option: str) -> str:
        """The variable that says whether an option of a multiple choice is chosen."""
        variable = name_of(f"{question}_{option}")
        while variable in self.known:
            variable += "_"
        label = next(one.label for one in self.known[question].options if one.id == option)
        self.inputs.setdefault(variable, Input(variable, "boolean", f"{self.known[question].text} {label}"))
        return variable

    def _points(self, points: Points) -> str:
        """A sum of points, and, where there is, what it is divided by."""
        variable = name_of(points.id)
        if not points.over:
            return self._sum(points.of, variable, points.text)
        total = self._sum(points.of, self._free(f"{variable}_som"), f"{points.text}: de som")
        divisor = self._sum(points.over, self._free(f"{variable}_deler"), f"{points.text}: waardoor die gedeeld wordt")
        empty = f"-{FAR}" if points.if_empty == "lowest" else FAR
        rows = (
            DecisionRow({divisor: "<= 0"}, empty, "Er is niets om door te delen."),
            DecisionRow({}, f"{total} / {divisor}"),
        )
        return self._add(Decision(variable, points.text, "number", rows, asked=(total, divisor)))

    def _sum(self, worths: Mapping[str, Any], variable: str, text: str) -> str:
        rows, asked = [], []
        for name, worth in worths.items():
            for cells, factor, of in self._worths(self.known[name], worth):
                rows.append(DecisionRow(cells, times(factor, of) if of else number_of(factor)))
                asked += [of] if of else []
        return self._add(_collected(variable, text, rows, asked))

    def _worths(self, question: Question, worth: Any) -> Iterable[tuple[dict[str, str], Fraction, str]]:
        """What an answer gives: in which case, how much, and how many times of which number."""
        space = question.scored.space
        if isinstance(space, Sets):
            each = worth if isinstance(worth, Mapping) else dict.fromkeys(space.ids, worth)
            return [({self._option(question.id, option): "true"}, points, "") for option, points in each.items()]
        variable = self._variable(question)
        if not isinstance(space, Options):
            return [({}, worth, variable)]
        each = worth if isinstance(worth, Mapping) else {space.ids[-1]: worth}  # of yes or no the yes stands last
        return [({variable: _quoted(option)}, points, "") for option, points in each.items()]

    def _amount(self, terms: Sequence[Any]) -> str:
        """A sum that a rule compares."""
        rows, asked = [], []
        for term in terms:
            for cells, factor, of in self._term(term):
                rows.append(DecisionRow(cells, times(factor, of) if of else number_of(factor)))
                asked += [of] if of else []
        return self._once(terms, _collected("som", "Een som die een regel vergelijkt", rows, asked))

    def _term(self, term: Any) -> Iterable[tuple[dict[str, str], Fraction, str]]:
        match term:
            case str() if term in self.known:
                return [({}, Fraction(1), self._variable(self.known[term]))]
            case {"min": parts, **rest} | {"max": parts, **rest}:
                names = [self._amount(part) for part in parts]
                rows = tuple(DecisionRow({}, name) for name in names)
                which: Any = "MIN" if "min" in term else "MAX"
                text = f"Het {'laagste' if which == 'MIN' else 'hoogste'} van een paar sommen"
                ends = Decision(which.lower(), text, "number", rows, hit=which, asked=tuple(names))
                variable = self._once(term, ends)
                return [({}, Fraction(str(rest.get("times", 1))), variable)]
            case {"of": str(name), **rest}:
                return [({}, Fraction(str(rest["times"])), self._variable(self.known[name]))]
            case {"of": condition, **rest}:
                return self._counted(condition, Fraction(str(rest.get("times", 1))))
        return [({}, Fraction(str(term)), "")]

    def _counted(
        self, condition: Mapping[str, Any], factor: Fraction
    ) -> Iterable[tuple[dict[str, str], Fraction, str]]:
        """A condition that counts where it holds; of several cases it counts once."""
        cases = self._cases(condition, wanted=True)
        if len(cases) == 1:
            return [(cases[0].cells(self.orders), factor, "")]
        rows = (*(DecisionRow(case.cells(self.orders), "1") for case in cases), DecisionRow({}, "0"))
        holds = Decision("geldt", "Of iets geldt: 1, en anders 0", "number", rows)
        return [({}, factor, self._once(condition, holds))]

    def _once(self, data: Any, decision: Decision) -> str:
        """Add a decision, once for the same data; it gets a name of its own."""
        if str(data) not in self._of_data:
            self._of_data[str(data)] = self._add(evolve(decision, name=self._free(decision.name)))
        return self._of_data[str(data)]

    def _free(self, name: str) -> str:
        """A name that nothing else has: with a number behind it where something does."""
        taken = {*map(name_of, self.known), *self.decisions, *self.inputs}
        numbered = (f"{name}_{number}" for number in count(2))
        return name if name not in taken else next(each for each in numbered if each not in taken)


def _collected(variable: str, text: str, rows: Iterable[DecisionRow], asked: Iterable[str] = ()) -> Decision:
    """A sum of the rows that hold, with one that always does, so that it is 0 where no other does."""
    return Decision(variable, text, "number", (DecisionRow({}, "0"), *rows), hit="SUM", asked=tuple(asked))


def _quoted(text: str) -> str:
    return f'"{text}"'


def _held(ids: Sequence[str], operator: str, value: Any) -> Iterable[str]:
    """The options that stand in a relation to one, or to some."""
    if operator == "in":
        return [option for option in ids if option in value]
    place = ids.index(value)
    holds = {"<": (-1,), "<=": (-1, 0), "==": (0,), "!=": (-1, 1), ">=": (0, 1), ">": (1,)}[operator]
    return [option for at, option in enumerate(ids) if (at > place) - (at < place) in holds]


def _related(variable: str, operator: str, value: str, *, wanted: bool) -> Cases:
    """A number in a relation. Equal is at least and at most, which every version of FEEL reads alike."""
    if operator in ("==", "!="):
        if (operator == "==") == wanted:
            return (Conjunction(numbers={variable: ((">=", value), ("<=", value))}),)
        return (Conjunction(numbers={variable: (("<", value),)}), Conjunction(numbers={variable: ((">", value),)}))
    return (Conjunction(numbers={variable: ((operator if wanted else OPPOSITE[operator], value),)}),)
