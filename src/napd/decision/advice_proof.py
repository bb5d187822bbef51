"""The proof of an advice: laws that hold for every case, found by walking the decision diagram; nothing is sampled.

1. Every case has an outcome, every rule decides some case, and so in each ground.
2. An answer that only adds a ground never takes a right away: no step to a better answer leads from the best outcome to
   another.
3. What is shown beside the outcome never decides it: no rule asks for it.
4. What a rule asks for can be known: it is asked, or follows from what is.

That no unknown answer ever leads to a "no" unless every answer to it would, needs no proof of its own: an outcome is
given only where all ends that can still be reached have it.
"""

from __future__ import annotations

from collections.abc import Iterator

from napd.decision.monotone import bad_steps
from napd.decision.proof import prove
from napd.decision.rubric import Rubric
from napd.errors import ProofError
from napd.model.advice import Advice


def prove_advice(advice: Advice, rubric: Rubric) -> None:
    """Walk the diagram.

    Costs the nodes of the diagram, and the pairs of these that neighbouring answers lead to.

    Args:
        advice: the advice.
        rubric: its indicator, compiled.

    Raises:
        ProofError: with one line for each law that is broken, each with a counterexample where there is one.
    """
    prove(rubric)
    if faults := [*_taken_away(advice, rubric), *_asked_beside(advice, rubric)]:
        raise ProofError("\n".join(f"advice {advice.id!r}: {fault}" for fault in faults))


def _taken_away(advice: Advice, rubric: Rubric) -> Iterator[str]:
    """Steps to a better answer that lead from the best outcome to another; only where an advice can be undecided."""
    if not advice.undecided:
        return
    best = len(rubric.results) - 1
    for step in bad_steps(rubric, lambda before, after: before == best != after):
        before, after = (advice.indicator.rules[n - 1].level for n in step.rules)
        yield (
            f"a better answer to {step.question!r} takes a right away: it leads from {before} (rule {step.rules[0]}) "
            f"to {after} (rule {step.rules[1]}); correct the rules, or let no answer to it be the better one"
        )


def _asked_beside(advice: Advice, rubric: Rubric) -> Iterator[str]:
    """Questions of the rules that nobody can answer, which what is shown beside the outcome is too."""
    known = {each.id for each in advice.questions} | {each.id for each in advice.findings} | {advice.about}
    beside = {each.id for each in advice.beside}
    for name in rubric.questions:
        if name in beside:
            yield f"{name!r} is shown beside the outcome, and a rule asks for it"
        elif name not in known:
            yield f"a rule asks for {name!r}, which is neither asked nor found: add it to questions or findings"
