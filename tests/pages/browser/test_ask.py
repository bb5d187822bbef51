"""The page that asks, in Chromium: the same outcomes, by keyboard, narrow, light and dark, on paper, and quiet."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest
from looking import axe, fine, layout

from napd.plugin import texts
from napd_ask import Situation, inquiry_named
from napd_ask.page import page

DAY = "2026-03-01"
ANSWERS = {
    "nationaliteit": "eu", "identiteit_aangetoond": "ja", "ind_besluit": "geen", "werkt_nu": "nee",
    "ooit_gewerkt_nl": "nee", "familierelatie": "geen", "kind_in_onderwijs": "nee", "duurzaam_document": "nee",
    "datum_inreis": "2026-01-05", "huiselijk_geweld": "nee", "verdragsstaat": "nee",
}  # fmt: skip


@pytest.fixture(scope="session")
def inquiries():
    """What is asked, in each language."""
    return {language: inquiry_named("gelijke-behandeling", language=language) for language in ("nl", "en")}


@pytest.fixture(scope="session")
def pages(tmp_path_factory, inquiries):
    """The page in each language."""
    folder = tmp_path_factory.mktemp("ask")
    for language, inquiry in inquiries.items():
        made = page(inquiry, texts(language), texts(language, "napd_ask"))
        (folder / f"{language}.html").write_text(made, encoding="utf-8")
    return folder


def start(opened):
    """Name the day, and begin, by keyboard."""
    opened.fill("#day", DAY)
    opened.keyboard.press("Enter")
    opened.wait_for_selector("fieldset")


def answer(opened, value):
    """Answer the question that is shown, by keyboard alone."""
    if value is None:
        opened.get_by_role("button", name="Weet ik niet").press("Enter")
        return
    opened.focus("fieldset input")
    kind = opened.get_attribute("fieldset input", "type")
    if kind == "date":
        opened.fill("fieldset input", value)
    elif kind == "text":
        opened.keyboard.type(str(value))
    else:
        values = opened.eval_on_selector_all("fieldset input", "all => all.map(one => one.value)")
        opened.keyboard.press("Space")
        for _ in range(values.index(value)):
            opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Enter")


def asked(opened):
    """The id of the question that is shown, of those that the page holds."""
    return opened.evaluate("missingQuestions(answers, day)[0]?.id ?? null")


def test_by_keyboard_alone(visit, pages):
    """A whole session: what is asked has the focus, a wrong answer is said, and the outcome stands under a heading."""
    opened = visit(pages / "nl.html", width=360)
    assert "Geen jurist" in opened.inner_text("main")
    opened.fill("#day", "0026-03-01")
    opened.keyboard.press("Enter")
    assert "Kies een dag" in opened.inner_text("[role=alert]")
    start(opened)
    opened.keyboard.press("Tab")
    opened.get_by_role("button", name="Verder").press("Enter")
    assert "Kies een antwoord" in opened.inner_text("[role=alert]")
    count = 0
    while (name := asked(opened)) is not None:
        assert opened.evaluate("document.activeElement.tagName") in {"LEGEND", "INPUT"}
        answer(opened, ANSWERS[name])
        count += 1
    assert count == len(ANSWERS)
    assert opened.evaluate("document.activeElement.textContent") == "Uitkomst"
    told = opened.inner_text("main")
    assert "bijstand (Participatiewet): ✕ geen gelijke behandeling" in told
    assert "De persoon is hier hoogstens drie maanden" in told
    assert "tot en met 5 april 2026" in told
    assert told.count("Geen jurist heeft dit gecontroleerd") == 2


def test_back_and_change(visit, pages):
    """Going back asks the last question again; changing an answer keeps the others."""
    opened = visit(pages / "nl.html")
    start(opened)
    for name in list(ANSWERS)[:4]:
        answer(opened, ANSWERS[name])
    opened.get_by_role("button", name="Terug").press("Enter")
    assert asked(opened) == "werkt_nu"
    opened.get_by_role("button", name="Wijzig: Welke nationaliteit").press("Enter")
    answer(opened, "nl")
    assert "gelijk behandelen als een Nederlander" in opened.inner_text(".outcomes")
    assert opened.evaluate("Object.keys(answers)") == ["nationaliteit", "identiteit_aangetoond", "ind_besluit"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("700,75", 700.75), ("700.75", 700.75), (" 12 ", 12), ("1.234,56", None), ("7e2", None), ("", None)],
)
def test_numbers_with_a_comma(visit, pages, typed, kept):
    """A number is what was typed, whatever the language of the browser, or is asked again."""
    opened = visit(pages / "nl.html")
    start(opened)
    opened.evaluate("ask(data.questions.find(({ id }) => id === 'netto_inkomen_maand'))")
    answer(opened, typed)
    assert opened.evaluate("answers.netto_inkomen_maand ?? null") == kept
    if kept is None:
        assert "Schrijf een getal" in opened.inner_text("[role=alert]")


def test_a_number_that_may_mean_two(visit, pages):
    """It is asked again, with what to write for either."""
    opened = visit(pages / "nl.html")
    start(opened)
    opened.evaluate("ask(data.questions.find(({ id }) => id === 'netto_inkomen_maand'))")
    answer(opened, "1.234")
    assert opened.inner_text("[role=alert]") == "Dit kan 1234 of 1.234 betekenen. Schrijf 1234 of 1.2340."
    assert opened.evaluate("answers") == {}


def test_going_back_from_a_change(visit, pages):
    """Leaves every answer as it was, that one too."""
    opened = visit(pages / "nl.html")
    start(opened)
    for name in list(ANSWERS)[:3]:
        answer(opened, ANSWERS[name])
    opened.get_by_role("button", name="Wijzig: Welke nationaliteit").press("Enter")
    assert "Vraag 1." in opened.inner_text("legend")
    opened.get_by_role("button", name="Terug").press("Enter")
    assert asked(opened) == "werkt_nu"
    assert opened.evaluate("answers") == {name: ANSWERS[name] for name in list(ANSWERS)[:3]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_accessible(visit, pages, language, scheme):
    """Axe finds nothing, at 360 pixels nothing is cut off, at the start, at a question and at the outcome."""
    opened = visit(pages / f"{language}.html", width=360, color_scheme=scheme)
    assert opened.get_attribute("html", "lang") == language
    for step in (lambda: None, lambda: start(opened), lambda: opened.evaluate("finish()")):
        step()
        fine([*axe(opened), *layout(opened)])


def test_on_paper(visit, pages):
    """The buttons stay away, the outcome does not."""
    opened = visit(pages / "nl.html")
    start(opened)
    opened.evaluate("finish()")
    opened.emulate_media(media="print")
    assert not opened.is_visible(".buttons")
    assert opened.is_visible(".outcomes")


def test_it_keeps_and_sends_nothing(visit, pages):
    """Neither in any storage of the browser, nor anywhere else; `visit` fails for a request."""
    opened = visit(pages / "nl.html")
    start(opened)
    answer(opened, "eu")
    kept = "[localStorage.length, sessionStorage.length, document.cookie.length, location.search + location.hash]"
    assert opened.evaluate(kept) == [0, 0, 0, ""]
    opened.reload()
    assert opened.evaluate("Object.keys(answers)") == []


def test_a_day_without_amounts(visit, pages):
    """It is said which amount is not known, and what stays open without it."""
    opened = visit(pages / "nl.html")
    answers = {**ANSWERS, "werkt_nu": "ja", "uren_per_week": 10, "netto_inkomen_maand": 5000, "leeftijd": 30}
    told = opened.evaluate(
        "answers => result(answers, '2027-01-01', []).map((part) => part?.textContent).join(' ')",
        {**answers, "leefvorm": "alleenstaand"},
    )
    assert "Van 1 januari 2027 is geen bedrag bekend: Bijstandsnorm, alleenstaand, 21 jaar" in told
    assert "Daarom blijft open: opvang (Wmo 2015); bijstand (Participatiewet); " in told


def test_it_comes_to_the_same(visit, pages, inquiries):
    """On random answers, complete or not, its outcomes, and what it would ask next, are those of napd."""
    opened, inquiry, rng = visit(pages / "nl.html"), inquiries["nl"], random.Random(2030)  # noqa: S311 - no secret
    late = 0
    for _ in range(150):
        day = date(2021, 1, 1).toordinal() + rng.randrange(2400)
        case = Situation(some_answers(inquiry, rng, day), date.fromordinal(day))
        found = inquiry.assess(case)
        expected = [
            [one.outcome, [*one.possible], one.status, [*one.grounds], [*one.amounts]] for one in found.verdicts
        ]
        late += any(one.amounts for one in found.verdicts)
        told = {"answers": case.answers, "day": case.day}
        of_page = opened.evaluate(
            """text => { const { answers, day } = JSON.parse(text), found = assess(answers, day);
            return [found.verdicts.map((one) => [one.outcome, one.possible, one.status, one.grounds, one.amounts]),
            missingQuestions(answers, day).map(({ id }) => id), found.missing, found.contradicting]; }""",
            json.dumps(told, default=str),
        )
        pairs = [[*pair] for pair in found.contradictions]
        assert of_page == [expected, [*inquiry.missing(case)], [*found.missing], pairs], told
    assert late > 0


def some_answers(inquiry, rng, day):
    """Answers to some questions; some are not known."""
    answers = {}
    for question in inquiry.advice.questions:
        accepted = question.field()
        if question.id == inquiry.advice.day or rng.random() < 0.3:
            continue
        if question.options:
            value = rng.choice([option.id for option in question.options])
        elif accepted.shape == "day":
            value = date.fromordinal(day - rng.choice([0, 5, 60, 90, 92, 183, 365, 731, 2000]))
        else:
            value = float(rng.choice([0, 1, 2, 12, 16, 18, 20, 24, 25, 35, 40, 59, 60]))
        answers[question.id] = None if rng.random() < 0.1 else value
    return answers
