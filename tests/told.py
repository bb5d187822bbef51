"""Stories by hand: files as people write them, and a framework for which they can be told."""

from __future__ import annotations

from town import FRAMEWORK

import napd

HEAD = {"titel": "Een kamer", "verteller": "gemeente", "dag": "2025-11-03", "toestemming": "ja"}
TEXT = "Ik woon nu *boven* een bakker."


def written(text=TEXT, dashes="---", **fields):
    """A file with a story; None leaves a field out."""
    lines = [f"{name.replace('_', ' ')}: {said}" for name, said in {**HEAD, **fields}.items() if said is not None]
    return "\n".join([dashes, *lines, dashes, text, ""])


def told(path, *texts, framework=FRAMEWORK):
    """What there is of some texts, each a file in a folder."""
    path.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (path / f"{number}.md").write_text(text, encoding="utf-8")
    return napd.stories(path, framework=framework)


def faults(found):
    """What is wrong: the line, the field, the kind and how bad it is."""
    return [(one.line, one.column, one.problem, one.severity) for one in found.problems]
