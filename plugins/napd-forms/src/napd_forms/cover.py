"""The cover of a form: who fills it in, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from napd import Field
from napd.plugin import STATUSES, Texts
from napd_forms.entries import Entry, FormPage, Questionnaire
from napd_forms.form_codes import FICTIONAL, HEADINGS, OWN, PERSPECTIVE, STATUS


def cover(
    asked: Questionnaire, pages: Sequence[tuple[str, FormPage]], perspective: str, *, taken_over: bool
) -> FormPage:
    """The cover.

    Args:
        asked: whose form it is.
        pages: the other sheets, each with its name.
        perspective: whose view is filled in already.
        taken_over: whether answers were taken over that may need to be confirmed.
    """
    tell = asked.tell
    private, for_all = tell("cover.private"), tell("cover.for_all")
    fields = (
        Entry(kind="front", code=HEADINGS, label=tell("heading.label")),
        Entry(kind="own", code=OWN, label=tell("cover.by"), unit=private, takes=Field()),
        Entry(kind="own", code=OWN, label=tell("cover.organisation"), unit=private, takes=Field()),
        Entry(kind="own", code=OWN, label=tell("cover.on"), unit=private, takes=Field("day")),
        Entry(
            kind="own", code=STATUS, label=tell("cover.status"), help=tell("cover.status_help"),
            takes=Field("option", STATUSES), value=asked.previous.status, unit=for_all,
        ),
        Entry(
            kind="own", code=PERSPECTIVE, label=tell("cover.perspective"), help=tell("cover.perspective_help"),
            value=perspective,            takes=Field("option", asked.framework.perspectives), unit=for_all,
        ),
    )  # fmt: skip
    marks = (Entry(kind="section", code=FICTIONAL, label=tell("cover.made_up")),) if asked.previous.fictional else ()
    rest = (*_how(tell, taken_over=taken_over), *_sheets(tell, pages), *_about(tell))
    return FormPage(tell("cover.title", asked.area.name, asked.round.label), (), (*marks, *fields, *rest))


def _how(tell: Texts, *, taken_over: bool) -> Iterator[Entry]:
    more = [tell("cover.taken_over", tell("heading.confirmed"))] if taken_over else []
    lines = [*tell.several("cover.steps"), *more]
    yield from _texts(tell("cover.how"), [f"{number}. {line}" for number, line in enumerate(lines, start=1)])


def _about(tell: Texts) -> Iterator[Entry]:
    yield from _texts(tell("cover.about"), tell.several("cover.about_lines"))


def _sheets(tell: Texts, pages: Sequence[tuple[str, FormPage]]) -> Iterator[Entry]:
    """What leads to each sheet: those of a dashboard below its title, and before them what belongs to none."""
    yield Entry(kind="section", label=tell("cover.sheets"))
    title = ""
    for name, page in sorted(pages, key=lambda named: bool(named[1].dashboard)):
        if page.dashboard != title:
            title = page.dashboard
            yield Entry(kind="section", label=title)
        asked = len({tuple(e.code.split("|")[:4]) for e in page.entries if e.kind in ("question", "part")})
        answers = tell("cover.answers", count=asked) if asked else tell("cover.free")
        yield Entry(kind="link", label=page.title, unit=answers, link=name)


def _texts(title: str, lines: Sequence[str]) -> Iterator[Entry]:
    yield Entry(kind="section", label=title)
    yield from (Entry(kind="text", label=line) for line in lines)
