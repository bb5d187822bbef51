"""The drawings of decision diagrams in docs/images: `python docs/diagrams.py` writes them; a test keeps them equal."""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from operator import and_, or_
from pathlib import Path

from napd import Framework, Indicator, Rule, YesNo
from napd.decision.rubric import Rubric, compile_rubric
from napd.printed.drawing import pictures_of
from napd.printed.svg import svg

IMAGES = Path(__file__).parent / "images"


def _count() -> Rubric:
    """Three of four agreements: what `count` is compiled to, which is drawn as one box where it is written as that."""
    asked = [YesNo(name, f"Is er een afspraak over {name}?") for name in ("wonen", "zorg", "werk", "schulden")]
    three = reduce(or_, (reduce(and_, some) for some in combinations(asked, len(asked) - 1)))
    rules = [
        Rule("gerealiseerd", three, because="Er zijn drie afspraken of meer."),
        Rule("in-ontwikkeling", reduce(or_, asked), because="Er zijn een of twee afspraken."),
        Rule("niet-op-gang", because="Er zijn geen afspraken."),
    ]
    return compile_rubric(
        Indicator(id="afspraken", title="Afspraken", since="2025-01-01", questions=asked, rules=rules)
    )


def drawings() -> dict[str, str]:
    """Each drawing as SVG, by the name of its file."""
    (regioplan,) = Framework.installed(["napd-regioplan"]).deciders
    rubrics = {"diagram-regioplan.svg": regioplan.rubric, "diagram-count.svg": _count()}
    return {name: svg(rubric, pictures_of(rubric)) for name, rubric in rubrics.items()}


if __name__ == "__main__":
    for file, drawing in drawings().items():
        (IMAGES / file).write_text(drawing, encoding="utf-8")
