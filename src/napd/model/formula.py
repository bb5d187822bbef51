"""Formulas: conditions as people write them, such as `status >= "concept" and wie.at_least(4) and not nood`.

A formula reads like the Python form, with and, or and not for & | ~, and without its extra parentheses. It is parsed,
never run: what is not a condition is refused.
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections.abc import Mapping
from typing import Any, Never

from napd.errors import ModelError, nearest
from napd.model.amounts import TURNED, compared
from napd.model.choices import Choice
from napd.model.conditions import AllOf, AnyOf, AtLeast, Compare, Condition, Not, Operator
from napd.model.formula_amounts import amount_of, in_a_row, is_amount, shown
from napd.model.formula_values import named
from napd.model.multi_choice import MultiChoice
from napd.model.questions import Question
from napd.model.values import YES

Known = Mapping[str, Question]
OPERATORS: dict[type[ast.cmpop], Operator] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Eq: "==", ast.NotEq: "!=", ast.GtE: ">=", ast.Gt: ">",
}  # fmt: skip
MOST, DEEPEST, BITS = 20_000, 64, 400
"""Of how many signs a formula may be, how deep parts may stand in one another, and how large a whole number."""
METHODS = ("at_least", "has_all", "has_any")
EXAMPLE = 'write it as in: status >= "concept" and wie.at_least(2) and not nood'
HINTS = {
    r"[“”„‘’«»]": 'use straight quotes, such as "concept"',
    r"=>|=<|<>": "write >=, <= or !=",
    r"(?<![<>=!])=(?!=)": "write == for 'is the same as'",
    r"(?<![&|])[&|~](?![&|])|&&|\|\||!(?!=)": "write and, or, not",
    r"\b(AND|OR|NOT|And|Or|Not|en|of|niet)\b": "write and, or, not (in English, in lower case)",
    r"[0-9] *%": "write a percentage without the % sign, such as 95",
    r"[0-9],[0-9]": "write a number with a decimal point, such as 2.5",
}  # fmt: skip
"""What people write in place of a formula, as a pattern, and what to write."""


def condition_of(text: str, known: Known) -> Condition:
    """Read a formula.

    Args:
        text: the formula, on one line or several.
        known: the questions and stages of the indicator, by id. A name that is not among them gives a condition all
            the same, which the indicator then refuses with the nearest right name.

    Raises:
        ModelError: when it is not a formula; the message says what to write.
    """
    return _read(named(_parsed(text), known), known)


def _parsed(text: str) -> ast.expr:
    """The syntax tree; brackets around the text let it run over several lines, and only a list of one comes out."""
    if len(text) > MOST:
        _refuse(f"it cannot be read: it has more than {MOST:,} characters", "split it into stages")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a backslash in a label, for one
            tree = ast.parse(f"[{text}\n]", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        _refuse("it cannot be read", _hint(text))
    _check_bounds(tree)
    if not isinstance(tree, ast.List) or len(tree.elts) != 1:
        _refuse("it is not one condition", _hint(text))
    return tree.elts[0]


def _check_bounds(tree: ast.expr) -> None:
    """Refuse what no formula needs, and what is gone through by recursion, or shown, could not bear."""
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST):
        for node in level:
            _check_node(node)
        level = [part for node in level for part in _parts_of(node)]
    if level:
        _refuse("it cannot be read: it is nested too deeply", EXAMPLE)


def _parts_of(node: ast.AST) -> list[ast.AST]:
    """What a node is made of; the parts of a sum stand beside each other."""
    if isinstance(node, ast.BinOp) and len(parts := [part for _, part in in_a_row(node)]) > 1:
        return [*parts]
    return [*ast.iter_child_nodes(node)]


def _check_node(node: ast.AST) -> None:
    match node:
        case ast.Constant(int() as value) if value.bit_length() > BITS:
            _refuse("it cannot be read: a number in it is too long", EXAMPLE)
        case ast.Constant(float() as value) if math.isinf(value):
            _refuse("it cannot be read: a number in it is too large", EXAMPLE)
        case ast.JoinedStr():
            _refuse("it cannot be read: a text in it has an f before it", 'write a text as in "concept"')


def _hint(text: str) -> str:
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", text)
    return next((hint for pattern, hint in HINTS.items() if re.search(pattern, bare)), EXAMPLE)


def _refuse(what: str, hint: str) -> Never:
    raise ModelError(f"{what}: {hint}")


def _read(node: ast.expr, known: Known) -> Condition:
    match node:
        case ast.BoolOp(ast.And(), values):
            return AllOf([_read(value, known) for value in values])
        case ast.BoolOp(ast.Or(), values):
            return AnyOf([_read(value, known) for value in values])
        case ast.UnaryOp(ast.Not(), operand):
            return Not(_read(operand, known))
        case ast.Compare(left, operators, others):
            return _compared([left, *others], operators, known)
        case ast.Call(ast.Attribute(ast.Name(name), method), arguments, []):
            return _counted(name, method, [_operand(each) for each in arguments], known)
        case ast.Name(name):
            return _alone(name, known)
        case ast.Call(ast.Name("total" | "count" | "min" | "max")) | ast.BinOp(
            _, ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), _
        ):
            _refuse(f"{shown(node)} is not a condition", "compare it with a number, as in count(a, b) >= 2")
        case ast.BinOp(_, ast.BitAnd() | ast.BitOr(), _) | ast.UnaryOp(ast.Invert(), _):
            _refuse(f"{shown(node)} cannot be read", "write and, or, not in place of & | ~")
    _refuse(f"{shown(node)} is not a condition", EXAMPLE)


def _alone(name: str, known: Known) -> Condition:
    """A question by itself: that its answer is yes."""
    try:
        return known[name].as_condition() if name in known else Compare(name, "==", YES)
    except TypeError as error:
        raise ModelError(str(error)) from None


def _compared(nodes: list[ast.expr], operators: list[ast.cmpop], known: Known) -> Condition:
    """One comparison, or a range such as 25 <= x <= 75."""
    pairs = zip(nodes, operators, nodes[1:], strict=False)
    found = [_comparing(left, operator, right, known) for left, operator, right in pairs]
    return found[0] if len(found) == 1 else AllOf(found)


def _comparing(left: ast.expr, operator: ast.cmpop, right: ast.expr, known: Known) -> Condition:
    if isinstance(left, ast.Name) and isinstance(operator, ast.In | ast.NotIn):
        among = Compare(left.id, "in", _operands(right))
        return among if isinstance(operator, ast.In) else Not(among)
    if isinstance(right, ast.Name) and isinstance(operator, ast.In):
        _refuse(f"{shown(left)} in {right.id} cannot be read", f"write {right.id}.has_any({shown(left)})")
    sign = OPERATORS.get(type(operator))
    if sign is None:
        _refuse("a comparison cannot be read", "compare with < <= == != >= > or in")
    if is_amount(left) or is_amount(right) or _are_questions(left, right, known):
        amounts = [amount_of(side, known, lambda node: _read(node, known)) for side in (left, right)]
        return compared(amounts[0], sign, amounts[1])
    if isinstance(left, ast.Name):
        return Compare(left.id, sign, _operand(right))
    if isinstance(right, ast.Name):
        return Compare(right.id, TURNED[sign], _operand(left))
    _refuse(f"{shown(left)} is not a question", EXAMPLE)


def _are_questions(left: ast.expr, right: ast.expr, known: Known) -> bool:
    """Whether both sides are questions, and the right is no option that lacks its quotes."""
    if not (isinstance(left, ast.Name) and isinstance(right, ast.Name)):
        return False
    return right.id in known or not isinstance(known.get(left.id), Choice)


def _operands(node: ast.expr) -> tuple[Any, ...]:
    if not isinstance(node, ast.List | ast.Tuple):
        _refuse(f"{shown(node)} is not a list", 'write several values as ["one", "two"]')
    return tuple(map(_operand, node.elts))


def _operand(node: ast.expr) -> Any:
    """A text or a number."""
    match node:
        case ast.Constant(str() | int() | float() as value) if not isinstance(value, bool):
            return value
        case ast.UnaryOp(ast.USub(), ast.Constant(int() | float() as value)) if not isinstance(value, bool):
            return -value
        case ast.Name(name):
            _refuse(f"{name} is not a value", f'write an option in quotes, as in "{name}"')
    _refuse(f"{shown(node)} is not a value", 'compare with a number, or with a text in quotes, as in "concept"')


def _counted(name: str, method: str, arguments: list[Any], known: Known) -> Condition:
    """How many options of a multiple choice are chosen; of anything else, what the indicator refuses."""
    if method not in METHODS:
        _refuse(f"{name}.{method}() does not exist", nearest(method, METHODS).strip() or f"use {', '.join(METHODS)}")
    count = arguments[:1] if method == "at_least" else []
    options = arguments[len(count) :]
    if not all(isinstance(option, str) for option in options) or any(isinstance(c, str | float) for c in count):
        _refuse(f"{name}.{method}() cannot be read", f'write it as {name}.at_least(2) or {name}.has_any("one", "two")')
    if method == "at_least" and not count:
        _refuse(f"{name}.at_least() needs a number", f"write it as {name}.at_least(2)")
    question = known.get(name)
    if isinstance(question, MultiChoice):
        condition: Condition = getattr(question, method)(*count, *options)
        return condition
    return AtLeast(name, count[0] if count else 1, tuple(options))
