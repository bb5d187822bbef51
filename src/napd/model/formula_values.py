"""Computed values by what they are computed from, in formulas: `age(dag)` is the `Age` whose date is `dag`."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from napd.errors import ModelError
from napd.model.questions import Question

SETTINGS = {"age": "date", "previous": "question"}
"""The kinds that are called so, in lower case, and the setting that names what they are computed from."""


def named(tree: ast.expr, known: Mapping[str, Question]) -> ast.expr:
    """The same formula with the id of the question in the place of each call that stands for it.

    Raises:
        ModelError: where no question is that, or several are.
    """
    holder = ast.Expr(tree)
    for node in ast.walk(holder):  # it keeps a stack of its own: a sum may be of hundreds of parts
        for key, part in ast.iter_fields(node):
            parts = part if isinstance(part, list) else [part]
            found = [_named(each, known) for each in parts]
            setattr(node, key, found if isinstance(part, list) else found[0])
    return holder.value


def _named(node: Any, known: Mapping[str, Question]) -> Any:
    match node:
        case ast.Call(ast.Name("age" | "previous" as kind), [ast.Name(name)], []):
            return ast.Name(_question(kind, name, known), ast.Load())
    return node


def _question(kind: str, name: str, known: Mapping[str, Question]) -> str:
    setting = SETTINGS[kind]
    every: list[Any] = [one for one in known.values() if type(one).__name__.lower() == kind]
    found = [one.id for one in every if getattr(one, setting).id == name]
    if len(found) == 1:
        return str(found[0])
    if found:
        raise ModelError(f"{kind}({name}) can mean several questions: write one of {', '.join(found)}")
    question = f'a question of kind = "{kind.capitalize()}" with {setting} = "{name}"'
    raise ModelError(f"{kind}({name}) is no question here: add {question}")
