"""Letters: what to write to one region about a round. Thanks, what is missing, and what to correct, by cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import PurePath

from attrs import evolve

from napd import Framework, Round
from napd.plugin import TO_CONFIRM, OpenQuestion, Problem, Texts, harmless, problem_text
from napd_progress.delivery import Delivery
from napd_progress.lines import double_words
from napd_progress.words import own

MOST = 40
"""Lines of each kind; if there are more, the text says how many."""
Cell = tuple[str, str, str]
"""A file, a sheet and a cell."""


def letter(framework: Framework, round_: Round, found: Sequence[Delivery], *, fictional: bool) -> str:
    """The text for one region, from what it sent in each view; each paragraph is a line, which an e-mail wraps.

    Args:
        framework: its language is that of the letter.
        round_: the round.
        found: its deliveries, the first perspective first.
        fictional: whether the answers are.
    """
    say, tell, first = framework.say, own(framework.say), found[0]
    mark = f" ({say('page.mark')})" if fictional else ""
    parts = [
        [say("letter.subject", round_.label, first.area.name) + mark],
        [tell("letter.dear", first.area.name)],
        [tell(f"letter.{first.status}", round_.label, first.total("answered"), first.total("asked"))],
    ]
    for one in found:
        parts += list(_parts(framework, one, named=one is not first))
    is_done = all(one.status in ("complete", "aligned") and not one.problems for one in found)
    if is_done:
        parts.append([tell("letter.done")])
    parts += [[line] for line in _asked_by(framework, is_open=not is_done and first.status != "absent")]
    parts += [[tell("letter.help")], [tell("letter.regards"), *filter(None, [framework.form.sender])]]
    return "\n\n".join("\n".join(map(harmless, part)) for part in parts)


def _asked_by(framework: Framework, *, is_open: bool) -> Iterator[str]:
    """By when an answer is expected, where one is, and where questions go, as napd.toml says."""
    tell, said = own(framework.say), framework.form
    if is_open and said.deadline:
        yield tell("letter.deadline", tell.day(said.deadline))
    if said.contact:
        yield tell("letter.contact", said.contact)


def _parts(framework: Framework, one: Delivery, *, named: bool) -> Iterator[list[str]]:
    """Which files came in, and what is asked about them."""
    tell = own(framework.say)
    if one.files:
        files = ", ".join(PurePath(file.name).name for file in one.files)
        yield [tell("letter.files_of", one.view, files) if named else tell("letter.files", files)]
    for double in one.doubles:
        named_short = evolve(double, file=PurePath(double.file).name, other=PurePath(double.other).name)
        yield [double_words(tell, named_short, one.area.name)]
    waiting = _in_order(problem for problem in one.problems if problem.problem == TO_CONFIRM)
    if one.status != "empty":
        told = {(each.file, each.sheet, each.cell) for each in one.problems}
        yield from _section(tell, "letter.missing", [line for each in one.open for line in _open(tell, each, told)])
    yield from _section(tell, "letter.confirm", _cells(tell, waiting))
    for severity in ("error", "remark"):
        mend = dict.fromkeys(_mend(framework, problem) for problem in _in_order(one.of(severity)))
        yield from _section(tell, f"letter.{severity}", list(mend))


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems sheet by sheet, as these stand in a form, and down each sheet."""
    found = list(problems)
    sheets = list(dict.fromkeys((one.file, one.sheet) for one in found))
    return sorted(found, key=lambda one: (sheets.index((one.file, one.sheet)), one.line or 0))


def _section(tell: Texts, key: str, lines: Sequence[str]) -> Iterator[list[str]]:
    if lines:
        more = [tell("letter.more", len(lines) - MOST)] if len(lines) > MOST else []
        yield [tell(key), *(f"- {line}" for line in (*lines[:MOST], *more))]


def _open(tell: Texts, question: OpenQuestion, told: Collection[Cell]) -> Iterator[str]:
    """A question without an answer; not where its cell is asked about in another way, to be confirmed or corrected."""
    pairs = zip(question.areas, question.places, strict=True)
    left = [(area, at) for area, at in pairs if at is None or (at.file, at.sheet, at.cell) not in told]
    if not left:
        return
    sheet = next((at.sheet for _, at in left if at and at.sheet), question.slot.indicator.title)
    cells = [tell("letter.cell", at.cell) if at and at.cell else "" for _, at in left]
    is_own = question.slot.area_kind == "region"
    who = cells if is_own else [f"{area.name}{cell}" for (area, _), cell in zip(left, cells, strict=True)]
    yield f"{sheet}: {question.slot.question.text}{'' if is_own else ' '}{', '.join(who)}"


def _cells(tell: Texts, problems: Sequence[Problem]) -> list[str]:
    """The cells of some problems, sheet by sheet."""
    sheets: dict[str, list[str]] = {}
    for one in problems:
        sheets.setdefault(one.sheet, []).append(one.cell)
    return [tell("letter.at_cell", sheet, ", ".join(dict.fromkeys(cells))) for sheet, cells in sheets.items()]


def _mend(framework: Framework, problem: Problem) -> str:
    tell = own(framework.say)
    value = f" ({problem.value})" if problem.value else ""
    return f"{_where(tell, problem)}{value}: {problem_text(problem.problem, framework.language)}"


def _where(tell: Texts, problem: Problem) -> str:
    if problem.sheet:
        at = problem.sheet, problem.cell
        return tell("letter.at_cell", *at) if problem.cell else tell("letter.at_sheet", problem.sheet)
    name = PurePath(problem.file).name
    return tell("letter.at_line", name, problem.line) if problem.line else name
