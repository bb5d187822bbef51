"""The cover of a form: who fills it in, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from napd import Field
from napd.plugin import STATUSES, Texts
from napd_forms.counting import AnswerCount
from napd_forms.entries import Entry, FormPage, Questionnaire
from napd_forms.form_codes import COUNT, FICTIONAL, FIXED, HEADINGS, OWN, PERSPECTIVE, STATUS


def cover(asked: Questionnaire, pages: Sequence[tuple[str, FormPage]], *, taken_over: bool) -> FormPage:
    """The cover.

    Args:
        asked: whose form it is.
        pages: the other sheets, each with its name.
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
            value=asked.view, takes=Field("option", asked.framework.perspectives), unit=for_all,
        ),
    )  # fmt: skip
    marks = (Entry(kind="section", code=FICTIONAL, label=tell("cover.made_up")),) if asked.previous.fictional else ()
    rest = (*_back(asked), *_how(asked, taken_over=taken_over), *_sheets(tell, pages), *_about(tell))
    return FormPage(tell("cover.title", asked.area.name, asked.round.label), (), (*marks, *fields, *rest))


def _back(asked: Questionnaire) -> Iterator[Entry]:
    """By when it is expected back, who sends it, and where questions go; nothing where the framework does not say."""
    tell, said = asked.tell, asked.framework.form
    what = {"deadline": said.deadline and tell.day(said.deadline), "sender": said.sender, "contact": said.contact}
    if lines := [tell(f"cover.{name}", text) for name, text in what.items() if text]:
        yield from _texts(tell("cover.back"), lines)


def _how(asked: Questionnaire, *, taken_over: bool) -> Iterator[Entry]:
    tell = asked.tell
    some = [tell("cover.some", asked.view, tell("story.name"))] if asked.leaves_out else []
    more = [tell("cover.taken_over", tell("heading.confirmed"))] if taken_over else []
    lines = [*some, *tell.several("cover.steps"), *more]
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
        count = AnswerCount.of(dict(enumerate(page.entries)), "")
        code, answers = (COUNT, count.words(tell)) if count.total else (FIXED, tell("cover.free"))
        yield Entry(kind="link", code=code, label=page.title, unit=answers, link=name)


def _texts(title: str, lines: Sequence[str]) -> Iterator[Entry]:
    yield Entry(kind="section", label=title)
    yield from (Entry(kind="text", label=line) for line in lines)
