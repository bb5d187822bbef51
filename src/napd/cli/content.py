"""The commands about content: `indicators`, `table` and `prove`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from napd.cli.output import Output
from napd.cli.show import load_framework, say, show, show_json
from napd.decision.describe import describe, long_rows
from napd.decision.proof import Overlap, overlaps
from napd.decision.rubric import Rubric
from napd.decision.table import tables_of
from napd.errors import NapdError, UnknownName, nearest
from napd.framework.framework import Framework
from napd.model.data import indicator_data
from napd.model.indicator import Indicator
from napd.model.questions import Question
from napd.model.spaces import Options

LIST_COLUMNS = {
    "id": "indicator", "version": "since", "title": "title", "theme": "theme", "action_line": "line",
    "questions": "questions", "plugin": "plugin",
}  # fmt: skip
PROOF_COLUMNS = {
    "id": "indicator", "version": "since", "total": "total", "reachable": "reachable", "monotone": "monotone",
    "exempt": "exempt", "cells": "cells", "rules": "rules",
}  # fmt: skip
EACH = {"municipality": "elke gemeente", "region": "elke regio"}
"""Who answer a question, where these are not the scored area."""


def versions_of(framework: Framework, name: str) -> list[Indicator]:
    """Every version of an indicator; an error with the nearest name, or that it is left out, where there is none."""
    if found := [indicator for indicator in framework.indicators if indicator.id == name]:
        return found
    if any(name in (left_out.indicator, left_out.plugin.name) for left_out in framework.quarantined):
        raise NapdError(f"{name!r} cannot be shown: it is left out, for the reason above")
    known = [indicator.id for indicator in framework.indicators]
    hint = nearest(name, known) or f" Available: {', '.join(known)}."
    raise UnknownName(f"there is no indicator {name!r}.{hint}")


def list_indicators(framework: str | None, *, json: bool) -> int:
    """List every version of every indicator."""
    used = load_framework(framework)
    rows = [_listed(used, indicator) for indicator in used.indicators]
    show(rows, LIST_COLUMNS, json=json)
    return int(bool(used.quarantined))


def _listed(framework: Framework, indicator: Indicator) -> dict[str, Any]:
    plugin = framework.plugins.get(indicator.id)
    return {
        "id": indicator.id, "version": indicator.version, "title": indicator.title, "theme": indicator.theme,
        "action_line": indicator.action_line, "questions": len(indicator.asked),
        "plugin": f"{plugin.distribution} {plugin.version}" if plugin else "",
    }  # fmt: skip


def show_indicator(name: str, framework: str | None, *, json: bool) -> int:
    """Show everything that an indicator says about itself."""
    used = load_framework(framework)
    versions = versions_of(used, name)
    if json:
        show_json([indicator_data(indicator) for indicator in versions])
    for indicator in () if json else versions:
        print(*_described(used, indicator), sep="\n")
    return int(bool(used.quarantined))


def _described(framework: Framework, indicator: Indicator) -> Iterator[str]:
    yield describe(framework.decider(indicator).rubric).rstrip()
    if indicator.description:
        yield f"\n{indicator.description}"
    yield "\nVragenlijst"
    yield from (f"  {line}" for question in indicator.asked for line in _asked(indicator, question))
    for title, lines in _sections(indicator):
        if lines:
            yield f"\n{title}"
            yield from (f"  - {line}" for line in lines)
    yield ""


def _asked(indicator: Indicator, question: Question) -> Iterator[str]:
    """A question as it is asked: its text, what can be answered, and how."""
    each = f" ({EACH[by]})" if (by := indicator.answered_by(question)) != indicator.area else ""
    yield f"{question.id}: {question.text}{each}"
    if question.options:
        sign = " < " if isinstance(question.space, Options) and question.space.ordered else " | "
        yield f"  {sign.join(option.label for option in question.options)}"
    else:
        yield f"  {question.described} {question.unit}".rstrip()
    if question.help:
        yield f"  {question.help}"


def _sections(indicator: Indicator) -> Iterator[tuple[str, list[str]]]:
    yield "Uitzonderingen", [f"{name}: {reason}" for name, reason in indicator.exceptions.items()]
    yield "Opmerkingen bij het invullen", [remark.text for remark in indicator.remarks]
    yield "Achtergrond", [f"{figure.text} ({figure.source.title})" for figure in indicator.background]
    yield "Ondersteuning", [": ".join(filter(None, (s.name, s.offer))) for s in indicator.support]
    yield "Bronnen", [", ".join(filter(None, (s.title, s.date, s.reference))) for s in indicator.sources]
    yield "Twijfels", list(indicator.doubts)
    yield "Woorden", [indicator.wording] if indicator.wording else []


def show_table(name: str, output: Output | None, framework: str | None, *, json: bool) -> int:
    """Show the decision table of an indicator as text or JSON, or write it to a file."""
    used = load_framework(framework)
    versions = versions_of(used, name)
    if output:
        _write_table(used, versions, output)
    elif json:
        names = ("stage", "row", "question", "answers", "rule", "level", "because", "cells")
        rows = [(i.version, *row) for i in versions for row in long_rows(used.decider(i).rubric)]
        show_json([dict(zip(("version", *names), row, strict=True)) for row in rows])
    else:
        print(*(describe(used.decider(indicator).rubric) for indicator in versions), sep="\n", end="")
    return int(bool(used.quarantined))


def _write_table(framework: Framework, versions: list[Indicator], output: Output) -> None:
    from napd.cli.without_pandas import pyarrow_without_pandas

    pyarrow_without_pandas()
    from napd.scoring.framework_tables import decision_table
    from napd.scoring.receipt import UNANSWERED, made_by

    only = Framework(indicators=[framework.decider(i) for i in versions])
    output.write("decision_table", decision_table(only), {**made_by(framework), "answers": UNANSWERED})


def list_proofs(name: str | None, framework: str | None, *, json: bool) -> int:
    """List what is proved of each indicator.

    Said on stderr: what could not be proved, with a counterexample; and of what is proved, which rules overlap.
    """
    used = load_framework(framework)
    indicators = versions_of(used, name) if name else list(used.indicators)
    rubrics = [used.decider(indicator).rubric for indicator in indicators]
    show([_proof(rubric) for rubric in rubrics], PROOF_COLUMNS, json=json)
    for rubric in () if json else rubrics:
        for overlap in overlaps(rubric):
            say(_overlapping(rubric, overlap))
    return int(bool(used.quarantined))


def _proof(rubric: Rubric) -> dict[str, Any]:
    """Only proved rubrics come here: a framework takes no other."""
    tables = tables_of(rubric)
    return {
        "id": rubric.indicator.id, "version": rubric.indicator.version,
        "total": True, "reachable": True, "monotone": True,
        "exempt": list(rubric.indicator.exceptions),
        "cells": sum(table.cells for table in tables), "rules": sum(len(table.rules) for table in tables),
        "overlaps": [each._asdict() for each in overlaps(rubric)],
    }  # fmt: skip


def _overlapping(rubric: Rubric, overlap: Overlap) -> str:
    """Two rules of which the order alone decides, with an example."""
    rules = rubric.rules[overlap.stage]
    first, second = (f"{number} ({rules[number - 1].level})" for number in (overlap.earlier, overlap.later))
    where = f", stage {overlap.stage!r}" if overlap.stage else ""
    return (
        f"indicator {rubric.indicator.id!r}{where}: rules {first} and {second} overlap, and only their order decides: "
        f"with {overlap.example} both hold, and rule {overlap.earlier} decides"
    )
