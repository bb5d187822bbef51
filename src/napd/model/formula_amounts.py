"""Amounts in formulas: `a + 2 * b >= 3`, `count(a, b, c) >= 2`, `min(a, b) <= c`; how they are written and read."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from attrs import evolve

from napd.errors import ModelError, nearest
from napd.model import adding, amounts
from napd.model.amounts import Amount, CompareAmount, MinMax, Summand, Term, added, as_data, compared
from napd.model.conditions import Compare, Condition
from napd.model.values import YES

Write = Callable[[Condition], str]
Read = Callable[[ast.expr], Condition]
FUNCTIONS = {"total": adding.total, "count": adding.count, "min": adding.min, "max": adding.max}
SIGNS = {ast.Add: 1, ast.Sub: -1}
LONG = 40
"""A part of a formula is quoted up to this many characters."""


def is_said(atom: CompareAmount) -> bool:
    """Whether a formula reads back as this very comparison, and not as a simpler one."""
    return _is_sound(atom.terms) and compared(Amount(atom.terms), atom.operator, atom.value) == atom


def _is_sound(terms: tuple[Term, ...]) -> bool:
    ends = [term.of for term in terms if isinstance(term.of, MinMax)]
    return all(part == added(part) and _is_sound(part) for end in ends for part in end.of) and all(
        end.of[1:] for end in ends
    )


# Writing


def amounts_text(atom: CompareAmount, write: Write) -> str:
    """Two sums where one side is enough to say what is taken off the other, `a <= b`; else a sum and a number."""
    terms, value = atom.terms, atom.value
    first = next((place for place, term in enumerate(terms) if term.times < 0), 0)
    if not value and first and all(term.times < 0 for term in terms[first:]):
        less = tuple(evolve(term, times=-term.times) for term in terms[first:])
        return f"{sum_text(terms[:first], write)} {atom.operator} {sum_text(less, write)}"
    return f"{sum_text(terms, write)} {atom.operator} {'-' if value < 0 else ''}{_number(abs(value))}"


def sum_text(terms: Sequence[Term], write: Write) -> str:
    """Write a sum without what it is compared with."""
    text = ""
    for _, each in groupby(terms, key=lambda term: (term.times, isinstance(term.of, Condition) or term)):
        alike = [*each]
        sign = "-" if alike[0].times < 0 else "+"
        said = _times(abs(alike[0].times), _thing([term.of for term in alike], write))
        text = f"{text} {sign} {said}" if text else said.removeprefix("+") if sign == "+" else f"-{said}"
    return text or "0"


def _thing(things: Sequence[Any], write: Write) -> str:
    """One thing that is added, or conditions that are counted."""
    match things:
        case [None]:
            return ""
        case [str() as question]:
            return question
        case [Compare(question, "==", value)] if value == YES:
            return question
        case [MinMax(which, parts)]:
            return f"{which}({', '.join(sum_text(part, write) for part in parts)})"
    return f"count({', '.join(map(write, things))})"


def _times(times: Fraction, thing: str) -> str:
    """So many times something; the number alone where there is nothing."""
    if not thing:
        return _number(times)
    if isinstance(as_data(times), str):
        before = "" if times.numerator == 1 else f"{times.numerator} * "
        return f"{before}{thing} / {times.denominator}"
    return thing if times == 1 else f"{_number(times)} * {thing}"


def _number(number: Fraction) -> str:
    return f"{as_data(number)}".replace("/", " / ")


# Reading


def is_amount(node: ast.expr) -> bool:
    """Whether a side of a comparison is more than a question or a value."""
    match node:
        case ast.BinOp(_, ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), _) | ast.Call(ast.Name(), _, _):
            return True
        case ast.UnaryOp(ast.USub(), ast.Constant()):
            return False
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)


def amount_of(node: ast.expr, known: Mapping[str, Summand], read: Read) -> Amount:
    """What a side of a comparison adds up to.

    Args:
        node: the side, as parsed.
        known: the questions, by id; another name counts as a number, which the indicator then refuses.
        read: reads a condition that is counted.

    Raises:
        ModelError: for what cannot be added; the message says what to write.
    """
    try:
        found: Amount = _read(node, known, read)
    except TypeError as error:
        raise ModelError(str(error)) from None
    return found


def _read(node: ast.expr, known: Mapping[str, Summand], read: Read) -> Any:  # noqa: PLR0911 - a case for each kind
    match node:
        case ast.Name(name):
            return Amount(known[name].as_terms() if name in known else (Term(name),))
        case ast.Constant(value):
            return Amount(amounts.terms_of(value))
        case ast.UnaryOp(ast.USub(), operand):
            return -_read(operand, known, read)
        case ast.BinOp(_, ast.Add() | ast.Sub(), _):
            parts = [(sign, _read(part, known, read)) for sign, part in in_a_row(node)]
            return Amount(added(evolve(term, times=sign * term.times) for sign, part in parts for term in part.terms))
        case ast.BinOp(left, ast.Mult(), right):
            return _product(*(_read(side, known, read) for side in (left, right)))
        case ast.BinOp(left, ast.Div(), right):
            return _read(left, known, read) / _factor(_read(right, known, read))
        case ast.Call(ast.Name("count"), [_, *_] as arguments, []):
            return adding.count(*map(read, arguments))
        case ast.Call(ast.Name("total" | "min" | "max" as name), [_, *_] as arguments, []):
            return FUNCTIONS[name](*(_read(each, known, read) for each in arguments))
        case ast.Call(ast.Name(name)):
            near = "" if name in FUNCTIONS else nearest(name, FUNCTIONS)
            hint = near.strip() or "use total(a, b), count(a, b), min(a, b) or max(a, b)"
            raise ModelError(f"{shown(node)} cannot be read: {hint}")
    message = f"{shown(node)} is not a number: add questions and numbers, as in a + 2 * b >= 3"
    raise ModelError(message)


def in_a_row(node: ast.expr) -> Iterator[tuple[int, ast.expr]]:
    """The parts of a sum, each with 1 or -1, however many stand in a row."""
    parts: list[tuple[int, ast.expr]] = []
    while isinstance(node, ast.BinOp) and (sign := SIGNS.get(type(node.op))):
        parts.append((sign, node.right))
        node = node.left
    yield 1, node
    yield from reversed(parts)


def _product(left: Amount, right: Amount) -> Any:
    return left * _factor(right) if isinstance(number := _factor(left), Amount) else right * number


def _factor(amount: Amount) -> Any:
    """The number that an amount is; itself where it is more, to be refused."""
    return amount if any(term.of is not None for term in amount.terms) else sum(term.times for term in amount.terms)


def shown(node: ast.AST) -> str:
    """A part of a formula, as it may be quoted."""
    try:
        text = ast.unparse(node)
    except RecursionError:  # of hundreds of parts
        return "a long sum"
    return text if len(text) <= LONG else f"{text[:LONG]}..."
