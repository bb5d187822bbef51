"""Drawing: the decision diagram of a table as people look at it, and as text for Mermaid, which draws it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from json import dumps

from attrs import frozen

from napd.decision.diagram import Classes, Diagram, numbered
from napd.decision.nodes import TooLarge
from napd.decision.rubric import Rubric
from napd.errors import NapdError
from napd.printed.describe import named_results
from napd.printed.labels import wording
from napd.printed.table import Table, tables_of
from napd.texts import DUTCH, Texts
from napd.texts.signs import harmless

MOST_DRAWN = 100
"""With more nodes than this nobody follows the lines."""
SPECIAL = re.compile(r"""["#&<>`*_~\\|]|^[-+]|(?<=^\d)[.)]|(?<=^\d\d)[.)]""")
"""What Mermaid takes for more than a text."""


@frozen
class Vertex:
    """What stands in a drawing: a question, or a result.

    Args:
        name: the id of the question, or of the result; empty where no rule decides.
        text: its words.
        layer: how far down it stands, from 0; the results stand under all questions.
        is_result: whether it is a result.
    """

    name: str
    text: str
    layer: int
    is_result: bool


@frozen
class Arrow:
    """A line from a question to what its answers lead to.

    Args:
        start, end: the numbers of two shapes.
        classes: the classes of the answers, and
        text: these in words.
    """

    start: int
    end: int
    classes: Classes
    text: str


@frozen
class Picture:
    """The diagram of one decision table.

    Args:
        title: the words of its stage; empty for the table of the indicator itself.
        shapes: the first is where it begins.
        arrows: by the shape from which they go.
    """

    title: str
    shapes: tuple[Vertex, ...]
    arrows: tuple[Arrow, ...]

    def lines(self) -> Iterator[str]:
        """What it shows, for readers who cannot see it: a line for each question, by number; or its one result."""
        if not self.arrows:
            yield self.shapes[0].text
        for start, shape in enumerate(self.shapes):
            leads = [f"{arrow.text} → {self._called(arrow.end)}" for arrow in self.arrows if arrow.start == start]
            if leads:
                yield f"{start + 1}. {shape.text} {'; '.join(leads)}"

    def _called(self, number: int) -> str:
        return self.shapes[number].text if self.shapes[number].is_result else f"{number + 1}"


def pictures_of(rubric: Rubric, say: Texts = DUTCH) -> tuple[Picture, ...]:
    """The diagram of every table of a rubric: the stages first, then the indicator itself.

    Each asks what its table asks: questions, sums and stages. Answers that lead to the same place share a line, and
    parts that several answers lead to are drawn once.

    Raises:
        NapdError: for a diagram of more than 100 nodes, with what to do.
        UnknownName: for a level of the rubric that the scale does not have.
    """
    return tuple(_picture(rubric, table, say) for table in tables_of(rubric, say))


def title_of(rubric: Rubric, say: Texts = DUTCH) -> str:
    """What is drawn, in words."""
    indicator = rubric.indicator
    return _said(f"{indicator.title} ({indicator.id}, {say('words.version')} {indicator.version})")


def _said(text: str) -> str:
    """A text in one line, without signs that cannot be seen."""
    return " ".join(harmless(text).split())


def _picture(rubric: Rubric, table: Table, say: Texts) -> Picture:
    names = named_results(rubric, table, say)
    found = _drawn(table, list(names))
    if found is None or len(found[0].variables) > MOST_DRAWN:
        count = f"{len(found[0].variables):,}" if found else f"more than {MOST_DRAWN:,}"
        where = f", stage {table.stage!r}" if table.stage else ""
        message = (
            f"indicator {rubric.indicator.id!r}{where}: its diagram has {count} nodes, and nobody can "
            f"follow more than {MOST_DRAWN}; napd table {rubric.indicator.id} prints its rules. It gets smaller "
            "where a Stage or Points stands for questions that go together"
        )
        raise NapdError(message)
    title = rubric.indicator.question(table.stage).text if table.stage else ""
    return Picture(_said(title), *_parts(*found, table, tuple(names.items()), say))


def _drawn(table: Table, results: Sequence[str]) -> tuple[Diagram, int] | None:
    """The smallest diagram of a table by what comes of it, whichever rule decides; and its first node."""
    ends = [results.index(level) for level in ("", *(rule.level for rule in table.rules))]
    try:
        nodes, roots = table.functions
        found = [numbered(table.ids, nodes, [nodes.mapped(ends, root)]) for root in roots]
    except TooLarge:
        return None
    diagram, (first,) = min(found, key=lambda each: len(each[0].variables))
    return diagram, first


def _parts(
    diagram: Diagram, root: int, table: Table, results: Sequence[tuple[str, str]], say: Texts
) -> tuple[tuple[Vertex, ...], tuple[Arrow, ...]]:
    met = [x for (x,) in diagram.met(root)]
    asked = sorted((x for x in met if x >= 0), key=lambda x: (diagram.variables[x], met.index(x)))
    order = [*asked, *sorted((x for x in met if x < 0), reverse=True)]
    layers = {variable: layer for layer, variable in enumerate(sorted({diagram.variables[x] for x in asked}))}
    axes = [table.axes[diagram.variables[x]] for x in asked]
    shapes = [
        *(
            Vertex(axis.question.id, _said(axis.question.text), layers[diagram.variables[x]], is_result=False)
            for x, axis in zip(asked, axes, strict=True)
        ),
        *(Vertex(results[~x][0], _said(results[~x][1]), len(layers), is_result=True) for x in order[len(asked) :]),
    ]
    labels = {variable: wording(table.axes[variable], say) for variable in layers}
    arrows = []
    for x in asked:
        leads: dict[int, list[int]] = {}
        for k, child in enumerate(diagram.children[x]):
            leads.setdefault(child, []).append(k)
        for child, classes in leads.items():
            said = labels[diagram.variables[x]](tuple(classes)) or ""
            arrows.append(Arrow(order.index(x), order.index(child), tuple(classes), _said(said)))
    return tuple(shapes), tuple(arrows)


def mermaid(rubric: Rubric, pictures: Sequence[Picture], say: Texts = DUTCH) -> str:
    """The diagrams of a rubric as text, a flowchart, which Mermaid draws: on GitHub, in a wiki, on mermaid.live."""
    lines = ["---", f"title: {dumps(title_of(rubric, say), ensure_ascii=False)}", "---", "flowchart TD"]
    for n, picture in enumerate(pictures):
        if picture.title:
            lines.append(f'  subgraph t{n}["{_escaped(picture.title)}"]')
        lines += _flowchart(picture, f"t{n}n")
        if picture.title:
            lines.append("  end")
    return "\n".join(lines) + "\n"


def _flowchart(picture: Picture, prefix: str) -> Iterator[str]:
    for number, shape in enumerate(picture.shapes):
        left, right = ("([", "])") if shape.is_result else ("[", "]")
        yield f'  {prefix}{number}{left}"{_escaped(shape.text)}"{right}'
    for arrow in picture.arrows:
        yield f'  {prefix}{arrow.start} -->|"{_escaped(arrow.text)}"| {prefix}{arrow.end}'


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda found: f"#{ord(found[0])};", text)
