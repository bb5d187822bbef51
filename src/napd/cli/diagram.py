"""The option `--diagram` of the command `table`: the decision diagram of an indicator, drawn."""

from __future__ import annotations

import sys
from pathlib import Path

from napd.cli.content import versions_of
from napd.cli.show import load_framework, say
from napd.decision.drawing import mermaid, pictures_of
from napd.decision.svg import svg
from napd.errors import NapdError
from napd.writing.whole import insist_free, write_whole

ENDINGS = (".svg", ".mmd")


def draw_diagram(name: str, file: str, framework: str | None, *, overwrite: bool) -> int:
    """Draw the last version of an indicator: as SVG or Mermaid to a file, or as Mermaid on stdout."""
    path = Path(file)
    if file != "-" and path.suffix.lower() not in ENDINGS:
        raise NapdError(f"--diagram {file}: its name must end in .svg or .mmd; - writes Mermaid to the screen")
    if file != "-":
        insist_free(path, overwrite=overwrite)
    used = load_framework(framework)
    *older, last = versions_of(used, name)
    rubric = used.decider(last).rubric
    pictures = pictures_of(rubric)
    if file == "-":
        sys.stdout.write(mermaid(rubric, pictures))
    else:
        draw = svg if path.suffix.lower() == ".svg" else mermaid
        write_whole(path, draw(rubric, pictures), overwrite=overwrite)
        say(f"wrote {path}")
    if older:
        say(f"napd: this draws the last version of {name!r}, {last.version}")
    return int(bool(used.quarantined))
