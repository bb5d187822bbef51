"""Rubrics as partners have them, compiled, proved, explained and printed; beside an earlier release where one is given.

`python -m benchmarks.rubrics NAME` measures one in a process of its own, and prints seconds of its processor as JSON:
`prove` for compiling and proving it, `explain` for one score in the mean of 20 with a tenth of the answers missing,
`table` for its decision table in words. A release that cannot do it says why under `refused`. The rubrics are FICTIEF.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from operator import add, and_, or_
from random import Random
from time import process_time
from typing import Any

from benchmarks.measure import Row, Sample, run, say
from napd import DEFAULT_SCALE, Choice, Framework, Indicator, NapdError, Number, Rule, Stage, YesNo

PART = "rubrics"
STEPS = ("prove", "explain", "table")
LOW, MIDDLE, HIGH = (level.id for level in DEFAULT_SCALE.levels)
REASON = {"because": "FICTIEF"}
REPEATS = 3
ROWS, MISSING = 20, 0.1


def _made(questions: Sequence[Any], rules: Sequence[Rule], stages: Sequence[Stage] = ()) -> Indicator:
    rest = Rule(LOW, **REASON)
    return Indicator(
        id="proef", title="Proef", since="2025-01-01", questions=questions, stages=stages, rules=[*rules, rest]
    )


def _yes_nos(count: int) -> list[YesNo]:
    return [YesNo(f"v{n}", f"Is {n} zo?") for n in range(count)]


def _items(count: int, most: int) -> list[Number]:
    return [Number(f"v{n}", f"Hoeveel is {n}?", whole=True, minimum=0, maximum=most) for n in range(count)]


def two_chains() -> Indicator:
    """Two counts of the same ten questions, as chains of stages that count on: at most four, at least seven."""
    questions, stages = _yes_nos(10), []
    for name, most in (("veel", 7), ("iets", 4)):
        so_far: Stage | None = None
        for n, question in enumerate(questions):
            reached = range(min(n + 1, most), 0, -1)
            before = so_far
            rules = [Rule(f"s{k}", _one_more(question, before, k), **REASON) for k in reached]
            options = [f"s{k}" for k in range(min(n + 1, most) + 1)]
            so_far = Stage(f"{name}{n}", "Hoeveel?", options=options, rules=[*rules, Rule("s0", **REASON)])
            stages.append(so_far)
    much, some = stages[9], stages[19]
    return _made(questions, [Rule(HIGH, much == "s7", **REASON), Rule(MIDDLE, some == "s4", **REASON)], stages)


def _one_more(question: YesNo, before: Stage | None, count: int) -> Any:
    if before is None:
        return question == "ja"
    found = (question == "ja") & (before >= f"s{count - 1}") if count > 1 else question == "ja"
    return found | (before >= f"s{count}") if count < len(before.options) else found


def sums_38() -> Indicator:
    """38 items of 0 to 4 in five domains: the total twice, and the least of each domain."""
    sizes, items = (8, 8, 8, 7, 7), _items(38, 4)
    domains = [items[sum(sizes[:n]) : sum(sizes[: n + 1])] for n in range(len(sizes))]
    enough = [reduce(add, domain) >= 2 * len(domain) for domain in domains]
    total = reduce(add, items)
    high, some = reduce(and_, [total >= 3 * len(items), *enough]), total >= 2 * len(items)
    return _made(items, [Rule(HIGH, high, **REASON), Rule(MIDDLE, some, **REASON)])


def items_60() -> Indicator:
    """A maturity model of 60 items of 0 to 5: how many are on each step."""
    import napd

    items, steps = _items(60, 5), ((HIGH, 4), (MIDDLE, 2))
    enough = {level: napd.count(*(item >= step for item in items)) >= 45 for level, step in steps}
    return _made(items, [Rule(level, one, **REASON) for level, one in enough.items()])


def flat_19() -> Indicator:
    """19 yes/no questions in one table."""
    questions, draw = _yes_nos(19), Random(19)  # noqa: S311 - the same rubric each time, no secret
    some = [reduce(or_, (reduce(and_, draw.sample(questions, 4)) for _ in range(6))) for _ in range(3)]
    rules = [Rule(MIDDLE, one, **REASON) for one in some]
    return _made(questions, [Rule(HIGH, reduce(and_, questions), **REASON), *rules])


def court() -> Indicator:
    """36 rules over a choice of twelve, an amount and an age, as courts publish them."""
    kind = Choice("soort", "Waarvoor?", options=[f"soort {n}" for n in range(12)], ordered=False)
    amount = Number("bedrag", "Hoeveel?", minimum=0, maximum=1_000_000, better=None)
    age = Number("leeftijd", "Hoe oud?", minimum=0, maximum=120, better=None)
    levels = (HIGH, MIDDLE, LOW)
    rules = [
        Rule(levels[(n + step) % 3], (kind == f"soort {n}") & (amount >= 1000 * (3 - step)) & (age >= 18), **REASON)
        for step in range(3)
        for n in range(12)
    ]
    return _made([kind, amount, age], rules)


def rules_300() -> Indicator:
    """300 rules, each with three of six numbers at random: too large, and refused."""
    draw, levels = Random(300), (HIGH, MIDDLE, LOW)  # noqa: S311 - the same rubric each time, no secret
    numbers = [Number(f"n{n}", "?", minimum=0, maximum=9999, better=None) for n in range(6)]
    rules = []
    for _ in range(300):
        parts = [one >= draw.randrange(1, 9999) for one in draw.sample(numbers, 3)]
        rules.append(Rule(draw.choice(levels), reduce(and_, parts), **REASON))
    return _made(numbers, rules)


RUBRICS: dict[str, Callable[[], Indicator]] = {
    each.__name__: each for each in (two_chains, sums_38, items_60, flat_19, court, rules_300)
}


def main(name: str) -> None:
    """Measure one rubric, or "installed": all that are."""
    found: dict[str, Any] = {}
    begun = process_time()
    try:
        used = Framework.installed() if name == "installed" else Framework(indicators=[RUBRICS[name]()])
    except (NapdError, AttributeError, TypeError) as error:
        found["refused"] = str(error).splitlines()[0][:200]
    found["prove"] = process_time() - begun
    if "refused" not in found:
        from napd.printed.describe import describe

        deciders = [used.decider(indicator) for indicator in used.indicators]
        found["explain"] = _explaining(deciders)
        begun = process_time()
        for decider in deciders:
            describe(decider.rubric)
        found["table"] = process_time() - begun
    print(json.dumps(found))


def _explaining(deciders: Sequence[Any]) -> float:
    from napd.decision.explain import decisive, ways

    draw, seconds = Random(20), []  # noqa: S311 - the same answers each time, no secret
    for decider in deciders:
        axes = decider.rubric.axes
        for _ in range(ROWS):
            codes = {n: 0 if draw.random() < MISSING else 1 + draw.randrange(axis.size) for n, axis in axes.items()}
            begun = process_time()
            ways(decider, codes)
            decisive(decider, codes)
            seconds.append(process_time() - begun)
    return sum(seconds) / len(seconds)


def rows(before: str | None, repeats: int | None) -> Iterator[Row]:
    """Measure every rubric with this release and, in the same turns, with the Python of an earlier one as the base."""
    pythons = {"now": sys.executable, **({"before": before} if before else {})}
    for name in ("installed", *RUBRICS):
        runs: dict[str, list[dict[str, Any]]] = {which: [] for which in pythons}
        for turn in range(repeats or REPEATS):
            say(f"{PART}: {name}, turn {turn + 1}")
            for which, python in pythons.items():
                runs[which].append(json.loads(run((python, "-m", "benchmarks.rubrics", name))[1].stdout))
        for step in STEPS:
            samples = {which: [_sample(one[step]) for one in some if step in one] for which, some in runs.items()}
            if now := samples["now"]:
                alone = "" if samples.get("before") else " (no other release)" if not before else " (refused before)"
                yield Row(PART, f"{name} {step}", f"{name}: {step}{alone}", now, samples.get("before") or now)
        for why in sorted({one["refused"] for some in runs.values() for one in some if "refused" in one}):
            say(f"{PART}: {name} is refused: {why}")


def _sample(seconds: float) -> Sample:
    return Sample(seconds, seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])
