"""Safety: whatever somebody wrote is shown as text, on every kind of page."""

from __future__ import annotations

import re
from datetime import date

import pyarrow as pa
import pytest
from sites import built, strange
from town import COLUMNS

from napd import score
from napd.framework.framework import Framework
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.choices import Choice
from napd.model.colours import SHADES
from napd.model.indicator import Figure, Indicator, Rule, Source, Support
from napd.model.measures import Text
from napd.model.options import Option
from napd.model.rounds import Round, Rounds
from napd.model.scale import Level, LevelStyle, Scale

TAG = "<script>alert(1)</script><img src=x onerror=alert(2)>"
NOTES = {
    "tags": TAG,
    "quotes": '"\' onload="alert(1)" \'>" &amp; &lt;b&gt; </blockquote></main>',
    "emoji": "👩‍👩‍👧 🏠 é ﬁ",
    "right to left": "مرحبا \u202e omgekeerd \u2066 x",
    "templates": "{{ 7 * 7 }} {% raw %} ${x} {0} %s <!-- ]]> -->",
    "control": "a\x07b\x1bc\x7fd",
    "long": "lang woord " * 900 + "x" * 1000,
}
"""Notes, as they are written."""
HOSTILE = f"{TAG} \"'&amp;"
AREAS = AreaRegistry(
    [Area("MO1", f"Regio {HOSTILE}", "region"), Area("M/2", "../Zuid", "region"),
     Area("GM1", f"Gemeente {HOSTILE}", "municipality"), Area("GM2", "</title>", "municipality")],
    [Membership("GM1", "MO1"), Membership("GM2", "M/2")],
)  # fmt: skip
ROUNDS = Rounds(
    Round(f"20{year}/12", date(2000 + year, 12, 1), f"ronde 20{year} {HOSTILE}", f"noot {HOSTILE}") for year in (24, 25)
)
SCALE = Scale([
    Level("laag", f"laag {HOSTILE}", "▼"),
    Level("hoog", f"hoog {HOSTILE}", "<b>"),
])  # fmt: skip
STYLES = {
    "laag": LevelStyle(colour="red}body{display:none"),
    "hoog": LevelStyle(colour="#00FF00;}</style><script>alert(1)</script>"),
}
SOURCE = Source(f"bron {HOSTILE}", f"dag {HOSTILE}", f"kenmerk {HOSTILE}")
stand = Choice(
    "stand", f"vraag {HOSTILE}", help=f"hulp {HOSTILE}",
    options=(Option(f"optie {HOSTILE}", "niet"), Option("wel </option>", "wel")),
)  # fmt: skip
VIEWS = ("gemeente<b>", "aanbieder<i>")
INDICATOR = Indicator(
    id="inhoud", title=f"titel {HOSTILE}", theme=f"thema {HOSTILE}", description=f"uitleg {HOSTILE}",
    since="2024-01-01", questions=[stand, Text("vrij", "Wat nog?", required=False)],
    rules=(
        Rule("hoog", stand == "wel", because=f"omdat {HOSTILE}", source=SOURCE),
        Rule("laag", because=f"anders {HOSTILE}"),
    ),
    scale=SCALE, wording=f"woorden {HOSTILE}", doubts=[f"twijfel {HOSTILE}"], sources=[SOURCE],
    background=[Figure(f"cijfer {HOSTILE}", SOURCE)], support=[Support(f"steun {HOSTILE}", f"aanbod {HOSTILE}")],
)  # fmt: skip
FRAMEWORK = Framework(indicators=[INDICATOR], areas=AREAS, rounds=ROUNDS, levels=STYLES, perspectives=VIEWS)
TITLE = f"naam {HOSTILE} half \ud800 nul \x00"


def answers(note: str):
    """Answers of both rounds and perspectives, with a note and a value that is none."""
    rows = [
        (name, area, "inhoud", question, value, view, "", note)
        for name in ("2024/12", "2025/12")
        for area in ("MO1", "M/2")
        for view in VIEWS
        for question, value in (("stand", "wel" if view == VIEWS[0] and name < "2025" else "niet"), ("vrij", HOSTILE))
    ]
    rows.append(("2025/12", "M/2", "inhoud", "stand", TAG, VIEWS[0], "", note))
    columns = zip(*rows, strict=True)
    return pa.table({name: pa.array(texts, pa.string()) for name, texts in zip(COLUMNS, columns, strict=True)})


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The report of a framework in which every text is hostile."""
    return built(score(answers(NOTES["tags"]), FRAMEWORK), tmp_path_factory.mktemp("hostile") / "site", title=TITLE)


def test_nothing_that_was_written_is_code(made):
    """No page has another script, style or element than its own, whatever stands in names, words and titles."""
    assert {name.partition("/")[0] for name, _ in made} == {
        "index.html", "ronde-2024~2f~12.html", "regios.html", "indicatoren.html", "methode.html",
        "woorden.html", "regio", "indicator", "wie",
    }  # fmt: skip
    for name, page in made:
        assert strange(page) == []
        assert [len(list(page.all(tag))) for tag in ("script", "style", "b")][:2] == [1, 1]
        assert "alert" not in page.one("script").raw
        assert not {each.tag for each in page.all()} & {"img", "i"}
        assert len(list(page.all("option"))) == (6 if name == "regios.html" else 0)  # two choices of two regions
    assert made.dead_links() == []


SHOWN = {
    "index.html": ("titel", "laag", "ronde 2025"),
    "regios.html": ("Regio", "Gemeente"),
    "indicatoren.html": ("titel", "thema", "uitleg"),
    "methode.html": ("woorden", "twijfel", "vraag", "laag"),
    "indicator/inhoud.html": (
        "titel", "thema", "uitleg", "vraag", "hulp", "optie", "omdat", "anders", "bron", "dag", "kenmerk", "woorden",
        "twijfel", "cijfer", "steun", "aanbod", "laag", "hoog", "Regio",
    ),
    "regio/MO1.html": ("titel", "Regio", "Gemeente", "laag", "vraag", "optie", "anders", "steun", "aanbod"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_every_text_is_shown_as_it_was_written(made, name):
    """Titles, labels, options, reasons, names and sources stand on the pages as text, sign for sign."""
    text = made[name].text
    assert [word for word in SHOWN[name] if f"{word} {HOSTILE}" not in text] == []
    assert f"naam {HOSTILE} half \ufffd nul \ufffd" in next(made[name].all("title")).text
    assert f"naam {HOSTILE} half \ufffd nul \ufffd" in made[name].one("p", "name").text


def test_a_colour_that_is_none_is_left_out(made):
    """A level whose colour is something else gets that of the page, and nothing of it stands in the style."""
    style = made["index.html"].one("style").raw
    assert "red}" not in style
    assert "alert(" not in style
    assert all(f".scale-0-{place}{{--fill:{SHADES[2][place]};" in style for place in range(2))


def test_what_cannot_be_used_is_quoted(made):
    """A value that is no answer, and one of free text, stand on the page of the region as text."""
    assert any(quote.text == TAG for quote in made["regio/M~2f~2.html"].all("q"))
    assert any(HOSTILE in each.text for each in made["regio/MO1.html"].all("span", "answer"))


@pytest.mark.unmeasured
@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_notes_are_shown_as_they_were_written(tmp_path, note):
    """A note with tags, quotes, signs of any kind, or 10,000 of them, is on its page alone, but for what steers."""
    pages = built(score(answers(note), FRAMEWORK), tmp_path / "site")
    wanted = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", note)
    wanted = re.sub("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]", " ", wanted).strip()
    for name, page in pages:
        found = [each.raw.strip() for each in page.all("blockquote", "note")]
        assert bool(found) == name.startswith("regio/")
        assert set(found) <= {wanted}
        assert strange(page) == []
        assert all(each.attributes["dir"] == "auto" for each in page.all("blockquote", "note"))
