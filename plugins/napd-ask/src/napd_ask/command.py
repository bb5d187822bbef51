"""Ask one question after another, until it is decided: an advice about a person, or any indicator."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from napd import BadValue, Date, NapdError, hookimpl
from napd.plugin import insist_free, options, show_json

ENDINGS = {
    ".tables.md": "tables", ".md": "letter", ".txt": "letter", ".json": "receipt", ".words.toml": "words",
    ".toml": "answers", ".html": "page", ".csv": "cases", ".parquet": "cases",
}  # fmt: skip
"""What is written, by how the name of its file ends; the first that fits."""
UNASKED = {"page", "tables", "words"}
"""What takes no answers."""


def ask(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The name of an advice, or an indicator.", show_default=False)
    ],
    *,
    day: Annotated[
        str | None,
        typer.Option("--day", metavar="DAY", help="The day that it is about; by default today.", show_default=False),
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(
            "--answers", metavar="FILE", show_default=False,
            help="Read the answers from this .toml, .json or .csv file, and ask nothing.",
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output", "-o", metavar="FILE", show_default=False,
            help="Write the letter (.md, .txt), the receipt (.json), the answers (.toml), a page that asks (.html), "
            "its sentences to translate (.words.toml), the rules to sign (.tables.md), or what follows for cases "
            "(.csv, .parquet). May be repeated.",
        ),
    ] = None,
    cases: Annotated[
        str | None,
        typer.Option(
            "--cases", metavar="FILE", show_default=False,
            help="Say what follows for each case in this .csv or .parquet file, which has a column for each question.",
        ),
    ] = None,
    words: Annotated[
        str | None,
        typer.Option(
            "--words", metavar="FILE", show_default=False,
            help="Write the page in another language, with the sentences of this .words.toml file.",
        ),
    ] = None,
    framework: options.FrameworkFile = None,
    json: options.Json = False,
    overwrite: options.Overwrite = False,
) -> int:  # fmt: skip
    """Ask one question after another, until it is decided or only weighing is left.

    Questions whose answer can no longer change the outcome are skipped, and an answer that is not known never counts as
    a no. Nothing is kept, unless you name a file. Answers come from stdin, and the letter goes to stdout.

    Example: napd ask gelijke-behandeling --answers examples/gelijke-behandeling-FICTIEF/answers.toml
    """
    from napd_ask.consultation import Consultation, spared
    from napd_ask.found import inquiry_named

    targets = [_target(each) for each in output or ()]
    kinds = {kind for _, kind in targets}
    is_asked = answers is None and cases is None and (not kinds or bool(kinds - UNASKED))
    for path, kind in targets if is_asked or cases else ():  # else nobody's time is lost, and it may say the same
        insist_free(path, spared(kind), overwrite=overwrite)
    if ("cases" in kinds) > (cases is not None) or (cases is not None and kinds - {"cases"}):
        raise NapdError("a .csv or .parquet file is for what follows for --cases FILE, and no other file is")
    on, language = _day(day), options.language()
    inquiry = inquiry_named(name, language=language, framework=framework, day=on)
    consultation = Consultation(inquiry, language, on, is_named=day is not None)
    if words is not None:
        consultation.translate(Path(words))
    if cases is not None:
        paths = [path for path, _ in targets]
        return int(consultation.decide(Path(cases), paths, json=json, overwrite=overwrite) > 0)
    problems = 0
    if answers is not None:
        problems = consultation.read(Path(answers))
    elif is_asked:
        consultation.hear()
    consultation.write(targets, overwrite=overwrite)
    if json:
        show_json(consultation.found.to_dict())
    elif not kinds & {"letter", *UNASKED}:
        sys.stdout.write(consultation.letter)
    return int(problems > 0 or bool(consultation.found.contradictions))


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `ask`."""
    return ask


def _target(text: str) -> tuple[Path, str]:
    path = Path(text)
    kind = next((kind for ending, kind in ENDINGS.items() if path.name.lower().endswith(ending)), None)
    if kind is None:
        raise NapdError(f"--output {text}: its name must end in {', '.join(ENDINGS)}")
    return path, kind


def _day(text: str | None) -> date:
    if text is None:
        return date.today()  # noqa: DTZ011 - the day where the person is
    try:
        found: Any = Date("day", "").parse(text)
    except BadValue as bad:
        raise NapdError(f"--day: {bad.message}. {bad.hint}") from None
    return found  # type: ignore[no-any-return]
