"""A file of cases: read a column at a time, as classes; each distinct text is read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from napd import BadValue, NapdError, Question
from napd.plugin import Texts, problem_text
from napd_ask.answers import Tell, read_value, unknown_words
from napd_ask.coded import CodedCases
from napd_ask.inquiry import AdviceVerdict, Inquiry

UNKNOWN = -1
FORMULA = r"^[=+\-@\t\r]"
"""How a text begins that a spreadsheet could run."""


@frozen(eq=False)
class CaseColumn:
    """The answers to one question.

    Args:
        values: each distinct answer.
        places: for each case the place of its answer among these; -1 where it is not known.
    """

    values: Sequence[Any]
    places: NDArray[np.intp]

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Where the answer is known."""
        return np.not_equal(self.places, UNKNOWN)

    def is_answer(self, value: Any) -> NDArray[np.bool_]:
        """Where it is this answer."""
        return np.array([*(each == value for each in self.values), False])[self.places]

    def without(self, where: NDArray[np.bool_]) -> CaseColumn:
        """The same, not known in some places."""
        return CaseColumn(self.values, np.where(where, UNKNOWN, self.places))

    def or_else(self, value: Any, where: NDArray[np.bool_]) -> CaseColumn:
        """The same with an answer in some places."""
        return CaseColumn([*self.values, value], np.where(where, len(self.values), self.places))


@frozen(eq=False)
class CaseFile:
    """Cases in a CSV or Parquet file, with a column for each question; a question without a column is not known.

    Args:
        inquiry: what is asked.
        path: the file.
        tell: the texts of this distribution.
        report: takes each problem, as a line for a person; each distinct one once.
    """

    inquiry: Inquiry
    path: Path
    tell: Texts
    report: Tell
    table: Any = field(init=False)
    """The columns as text, an Arrow table."""

    @table.default
    def _table(self) -> Any:
        import pyarrow as pa
        from pyarrow import csv, parquet

        try:
            if self.path.suffix.lower() == ".parquet":
                found = parquet.read_table(self.path)
            else:
                names = csv.open_csv(self.path).schema.names
                convert = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
                found = csv.read_csv(self.path, convert_options=convert)
        except (OSError, pa.ArrowException) as error:
            raise NapdError(f"{self.path}: it cannot be read: {error}") from error
        if not {each.id for each in self.inquiry.advice.questions} & {*found.column_names}:
            raise NapdError(f"{self.path}: none of its columns is the id of a question")
        return found

    def decide(self) -> Any:
        """A table with the columns of the file that are no question, and for each case what follows.

        A column of the file that is called like one of these, such as `outcome`, becomes `outcome_given`.
        Where the file does not say what is asked for, a case has a row for each thing that there is an outcome for.
        """
        columns = self._columns()
        rows, about = self._rows()
        repeated = {name: CaseColumn(one.values, one.places[rows]) for name, one in columns.items()}
        lows, highs = self._classes(repeated, about)
        places, verdicts = CodedCases(self.inquiry, lows, highs, len(rows)).decide()
        return self._result(rows, about, places, verdicts)

    def _rows(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """For each row of the result its case, and the place of what is asked for."""
        count, advice = self.table.num_rows, self.inquiry.advice
        options, every = advice.options, len(advice.options)
        if not advice.about or advice.about not in self.table.column_names:
            return np.repeat(np.arange(count), every), np.tile(np.arange(every), count)
        texts, places = self._distinct(advice.about)
        known = np.array([options.index(text) if text in options else UNKNOWN for text in texts], dtype=np.intp)
        for text in {text for text in texts if text not in options}:
            self._not_understood(advice.about, "unknown_option", repr(text))
        found = known[places]
        return np.flatnonzero(found != UNKNOWN), found[found != UNKNOWN]

    def _distinct(self, name: str) -> tuple[list[str], NDArray[np.intp]]:
        """Each distinct text of a column, and for each case its place."""
        import pyarrow as pa

        column = self.table[name].cast(pa.string()).combine_chunks().fill_null("").dictionary_encode()
        return column.dictionary.to_pylist(), column.indices.to_numpy().astype(np.intp)

    def _columns(self) -> dict[str, CaseColumn]:
        """The answers to every question, with what counts where one is not known, and what follows from others."""
        advice = self.inquiry.advice
        given = {question.id: self._column(question) for question in advice.questions}
        found = dict(given)
        for name in advice.defaults:
            found[name] = found[name].or_else(advice.default(name), ~found[name].is_known)
        for each in advice.implied:
            source, said, column = given[each.given], given[each.question], found[each.question]
            follows = source.is_answer(each.answer) if each.answer else source.is_known
            against = follows & said.is_known & ~said.is_answer(each.value)
            found[each.question] = column.or_else(each.value, follows & ~column.is_known).without(against)
        if advice.day and not found[advice.day].is_known.all():
            raise NapdError(f"{self.path}: some cases have no day: fill in {advice.day}")
        return found

    def _column(self, question: Question) -> CaseColumn:
        if question.id not in self.table.column_names:
            return CaseColumn([], np.full(self.table.num_rows, UNKNOWN, dtype=np.intp))
        texts, places = self._distinct(question.id)
        values = [self._value(question, text) for text in texts]
        kept = [value for value in values if value is not None]
        numbers = np.cumsum([value is not None for value in values]) - 1
        known = np.where([value is not None for value in values], numbers, UNKNOWN)
        return CaseColumn(kept, known[places] if len(texts) else places)

    def _value(self, question: Question, text: str) -> Any:
        try:
            return read_value(question, text, unknown_words(self.tell))
        except BadValue as bad:
            self._not_understood(question.id, bad.kind, self.tell.worded(bad.message))
            return None

    def _not_understood(self, name: str, kind: str, message: str) -> None:
        """Report a text that is no answer."""
        said = problem_text(kind, self.tell.language)
        self.report(self.tell("problem.not_understood", self.path.name, name, said, message))

    def _classes(
        self, columns: Mapping[str, CaseColumn], about: NDArray[np.intp]
    ) -> tuple[dict[str, NDArray[Any]], dict[str, NDArray[Any]]]:
        """For each variable the lowest and the highest class of each case."""
        advice, axes = self.inquiry.advice, self.inquiry.rubric.axes
        numbers = self._numbers(columns)
        lows: dict[str, NDArray[Any]] = {}
        highs: dict[str, NDArray[Any]] = {}
        for name, axis in axes.items():
            question = axis.question.id
            if question == advice.about:
                lows[name] = highs[name] = np.array([axis.class_in(option) for option in advice.options])[about]
                continue
            low, high = np.zeros(len(about), np.intp), np.full(len(about), axis.size - 1)
            if question in numbers:
                low, high = (axis.classify(end) for end in numbers[question])
            if question in columns and columns[question].values:
                column = columns[question]
                classes = np.array([axis.class_in(value) for value in column.values], np.intp)[column.places]
                low, high = (np.where(column.is_known, classes, end) for end in (low, high))
            lows[name], highs[name] = low, high
        return lows, highs

    def _numbers(self, columns: Mapping[str, CaseColumn]) -> dict[str, tuple[NDArray[Any], NDArray[Any]]]:
        """The lowest and the highest that each number can be, narrowed by the limits of the advice."""
        advice = self.inquiry.advice
        found = {finding.id: self._found(finding, columns) for finding in advice.findings}
        for limit in advice.limits:
            for name in {limit.question, limit.by} - found.keys():
                found[name] = _asked(columns[name])
            (low, high), (least, most) = found[limit.question], found[limit.by]
            fits = low <= most + limit.plus
            found[limit.question] = low, np.where(fits, np.minimum(high, most + limit.plus), high)
            found[limit.by] = np.where(fits, np.maximum(least, low - limit.plus), 0.0), np.where(fits, most, np.inf)
        return found

    def _found(self, finding: Any, columns: Mapping[str, CaseColumn]) -> tuple[NDArray[Any], NDArray[Any]]:
        """A finding of each case; computed once for each distinct combination of answers."""
        names = [*finding.inputs, *filter(None, [self.inquiry.advice.day])]
        rows = np.column_stack([columns[name].places for name in names])
        distinct, which = np.unique(rows, axis=0, return_inverse=True)
        each = [finding.between(*_known(names, row, columns, self.inquiry.advice.day)) for row in distinct.tolist()]
        ends = np.array(each, dtype=float).reshape(-1, 2)[which.reshape(-1)]
        return ends[:, 0], ends[:, 1]

    def _result(
        self, rows: NDArray[Any], about: NDArray[Any], places: NDArray[Any], verdicts: Sequence[AdviceVerdict]
    ) -> Any:
        import pyarrow as pa

        def column(where: NDArray[Any], texts: Sequence[str]) -> Any:
            return pa.DictionaryArray.from_arrays(where, pa.array(texts, pa.string())).cast(pa.string())

        advice, names = self.inquiry.advice, self.table.column_names
        asked = {question.id for question in advice.questions} | {advice.about}
        said = {"about": column(about, advice.options)}
        said |= {name: column(places, texts) for name, texts in _texts(verdicts)}
        said["notice"] = pa.repeat(pa.scalar(" ".join(advice.notice)), len(rows))
        kept = {
            f"{name}_given" if name in said else name: self.table[name].take(pa.array(rows))
            for name in names
            if name not in asked
        }
        return pa.table({**kept, **said})


def table_bytes(table: Any, ending: str) -> bytes:
    """A table as a file: Parquet, or CSV, in which what a spreadsheet could take for a formula gets an apostrophe."""
    import pyarrow as pa
    from pyarrow import compute, csv, parquet

    sink = pa.BufferOutputStream()
    if ending == ".parquet":
        parquet.write_table(table, sink)
    else:
        for place, name in enumerate(table.column_names):
            column = table[name].cast(pa.string())
            risky = compute.match_substring_regex(column, FORMULA)
            guarded = compute.if_else(risky, compute.binary_join_element_wise("'", column, ""), column)
            table = table.set_column(place, name, guarded)
        csv.write_csv(table, sink)
    return bytes(sink.getvalue())


def _texts(verdicts: Sequence[AdviceVerdict]) -> Iterator[tuple[str, list[str]]]:
    yield "outcome", [one.outcome for one in verdicts]
    yield "ground", [next(iter(one.grounds), "") for one in verdicts]
    yield "status", [one.status for one in verdicts]
    yield "possible", ["|".join(one.possible) for one in verdicts]


def _asked(column: CaseColumn) -> tuple[NDArray[Any], NDArray[Any]]:
    """The lowest and the highest that a number that is asked can be."""
    values = np.array([*column.values, np.nan], dtype=float)[column.places]
    return np.nan_to_num(values, nan=0.0), np.nan_to_num(values, nan=np.inf)


def _known(
    names: Sequence[str], row: Sequence[int], columns: Mapping[str, CaseColumn], day: str
) -> tuple[dict[str, Any], date]:
    """What is known of one distinct combination of answers, and its day."""
    found = [None if n == UNKNOWN else columns[name].values[n] for name, n in zip(names, row, strict=True)]
    known: dict[str, Any] = dict(zip(names, found, strict=True))
    return known, known.pop(day) if day else date.min
