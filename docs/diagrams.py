"""The drawings of decision diagrams in docs/images: `python docs/diagrams.py` writes them; a test keeps them equal."""

from __future__ import annotations

from pathlib import Path

from napd import Framework, Indicator, Rule, YesNo, count
from napd.decision.drawing import pictures_of
from napd.decision.rubric import Rubric, compile_rubric
from napd.decision.svg import svg

IMAGES = Path(__file__).parent / "images"


def _count() -> Rubric:
    """Three of four agreements."""
    asked = [YesNo(name, f"Is er een afspraak over {name}?") for name in ("wonen", "zorg", "werk", "schulden")]
    rules = [
        Rule("gerealiseerd", count(*asked) >= len(asked) - 1, because="Er zijn drie afspraken of meer."),
        Rule("in-ontwikkeling", count(*asked) >= 1, because="Er zijn een of twee afspraken."),
        Rule("niet-op-gang", because="Er zijn geen afspraken."),
    ]
    return compile_rubric(
        Indicator(id="afspraken", title="Afspraken", since="2025-01-01", questions=asked, rules=rules)
    )


def drawings() -> dict[str, str]:
    """Each drawing as SVG, by the name of its file."""
    (regioplan,) = Framework.installed(["napd-regioplan"]).deciders
    rubrics = {"diagram-regioplan.svg": regioplan.rubric, "diagram-count.svg": _count()}
    return {name: svg(rubric, pictures_of(rubric, rubric.indicator.scale)) for name, rubric in rubrics.items()}


if __name__ == "__main__":
    for file, drawing in drawings().items():
        (IMAGES / file).write_text(drawing, encoding="utf-8")
