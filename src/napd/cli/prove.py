"""The command `prove`: what is proved of each indicator, and of each advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from napd.cli.options import FrameworkFile, Json, MaybeName, language, words
from napd.cli.terminal import say, show, show_json, under

if TYPE_CHECKING:
    from napd.decision.proof import Overlap
    from napd.decision.rubric import Rubric
    from napd.errors import NapdError
    from napd.framework.framework import Framework
    from napd.framework.plugins import Plugin


def prove(indicator: MaybeName = None, framework: FrameworkFile = None, json: Json = False) -> int:
    """Prove the indicators, and the advice about a person.

    Every case has a level, every rule decides some case, and a better answer never gives a worse level. What fails
    is left out of scoring, and shown here with a counterexample. Rules with different results that both hold for some
    answers, so that only their order decides, are named too: that is allowed, and worth a look.

    Of advice, which `napd ask` asks, it is proved that no better answer takes a right away.

    Example: napd prove
    """
    from napd.cli.session import Session

    session = Session.of(framework, json=json)
    rubrics, plugins = _named(session.framework, indicator)
    rows, (advice, left_out) = [_proof(rubric) for rubric in rubrics], _advice(plugins)
    if json:
        show_json([*rows, *advice])
    else:
        _show(session.framework, rubrics, rows, advice)
    say(*(f"napd: {each}" for each in left_out))
    return session.code(left=bool(left_out))


def _named(used: Framework, name: str | None) -> tuple[list[Rubric], list[Plugin]]:
    """The rubrics of the indicators, and the plugins that give advice, that go by a name; all without one."""
    from napd.cli.indicators import versions_of
    from napd.cli.start import local
    from napd.framework.hooks import ADVICE

    plugins = local().among(ADVICE)
    if name is None:
        return [used.decider(each).rubric for each in used.indicators], plugins
    if name not in {each.id for each in used.indicators} and (named := [p for p in plugins if p.goes_by(name)]):
        return [], named
    return [used.decider(version).rubric for version in versions_of(used, name)], []


def _advice(plugins: list[Plugin]) -> tuple[list[dict[str, Any]], list[NapdError]]:
    """What is proved of the advice of some plugins, and why others are left out."""
    from napd.errors import NapdError

    rows: list[dict[str, Any]] = []
    left_out: list[NapdError] = []
    for name in dict.fromkeys(plugin.name for plugin in plugins):
        try:
            rows.append(_advice_proof(name, plugins))
        except NapdError as error:
            left_out.append(error)
    return rows, left_out


def _advice_proof(name: str, plugins: list[Plugin]) -> dict[str, Any]:
    from napd.decision.advice_proof import prove_advice
    from napd.decision.rubric import compile_rubric
    from napd.framework.kinds import advice_named

    advice = advice_named(name, language(), plugins).value
    rubric = compile_rubric(advice.indicator)
    prove_advice(advice, rubric)
    return {
        "id": advice.id, "version": advice.version, "total": True, "reachable": True, "keeps_rights": True,
        **_size(rubric), "notice": advice.notice,
    }  # fmt: skip


def _show(used: Framework, rubrics: list[Rubric], rows: list[dict[str, Any]], advice: list[dict[str, Any]]) -> None:
    """The table of indicators, with the overlaps of their rules, and that of advice, below what its authors say."""
    from napd.decision.proof import overlaps

    if rows or not advice:
        show(rows, used.say.table("column.prove"), used.say, json=False)
    for rubric in rubrics:
        for overlap in overlaps(rubric):
            say(_overlapping(rubric, overlap))
    if advice:
        print(end="\n" if rows else "")
        with under(words()("told.advice") if rows else ""):
            show(advice, words().table("column.prove_advice"), words(), json=False)
    for row in advice:
        say(*(f"{row['id']}: {line}" for line in row["notice"]))


def _proof(rubric: Rubric) -> dict[str, Any]:
    """What is proved of an indicator. Only proved rubrics come here: a framework takes no other."""
    from napd.decision.proof import overlaps

    return {
        "id": rubric.indicator.id, "version": rubric.indicator.version,
        "total": True, "reachable": True, "monotone": True,
        "exempt": list(rubric.indicator.exceptions),
        **_size(rubric),
        "overlaps": [each._asdict() for each in overlaps(rubric)],
    }  # fmt: skip


def _size(rubric: Rubric) -> dict[str, int]:
    from napd.printed.table import tables_of

    tables = tables_of(rubric)
    return {"cells": sum(table.cells for table in tables), "rules": sum(len(table.rules) for table in tables)}


def _overlapping(rubric: Rubric, overlap: Overlap) -> str:
    """Two rules of which the order alone decides, with an example."""
    rules = rubric.rules[overlap.stage]
    first, second = (f"{number} ({rules[number - 1].level})" for number in (overlap.earlier, overlap.later))
    stage = words()("told.of_stage", stage=overlap.stage) if overlap.stage else ""
    both = {"first": first, "second": second, "example": overlap.example, "earlier": str(overlap.earlier)}
    return words()("told.overlap", indicator=rubric.indicator.id, stage=stage, **both)
