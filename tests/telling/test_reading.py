from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from told import HEAD, TEXT, faults, told, written
from town import FRAMEWORK

import napd
from napd import Framework
from napd.errors import ModelError, NapdError, UnknownName
from napd.tables.personal import code_of
from napd.telling.draft import FIELDS, called, spellings
from napd.telling.head import draft_in, is_story

WHOLE = {
    "gebied": "regio Noord", "indicator": "opvang", "actielijn": "actielijn 3", "link": "https://a.nl/x?y=1#z",
    "status": "Afgestemd", "FICTIEF": "x",
}  # fmt: skip


def only(found):
    """The one story, with nothing wrong."""
    assert found.problems == ()
    (story,) = found
    return story


def test_a_story_is_read_whole(tmp_path):
    """Each field, by name or by code, and the text below the head."""
    story = only(told(tmp_path, written(**WHOLE)))
    assert story == napd.Story(
        title="Een kamer", text=TEXT, told_by="gemeente", day=date(2025, 11, 3), consent=True, area="MO0001",
        area_name="Noord", indicator="opvang", action_line=3, link="https://a.nl/x?y=1#z", status="afgestemd",
        fictional=True,
    )  # fmt: skip
    assert story.to_dict()["day"] == "2025-11-03"


def test_a_head_is_read_as_people_type_it(tmp_path):
    """In either language, with capitals, quotation marks, remarks, empty lines, and dashes of a word processor."""
    head = "# van het overleg\n\nTitle: \"Een: kamer\"\nTOLD BY : 'gemeente'\ndate: 3-11-2025\nConsent: YES\n"
    story = only(told(tmp_path, f"\ufeff\n—\n{head}\n———\n\n{TEXT}\n---\nmeer"))
    assert (story.title, story.told_by, story.day.isoformat()) == ("Een: kamer", "gemeente", "2025-11-03")
    assert story.text == f"{TEXT}\n---\nmeer"


def test_every_word_for_a_field_is_one_field(tmp_path):
    """No word of one language is another field in the other; what fields are called in messages can be typed."""
    for language in ("nl", "en"):
        assert [spellings()[called(name, language).casefold()] for name in FIELDS] == list(FIELDS)
    assert only(told(tmp_path, written(verteller=None, perspectief="gemeente"))).told_by == "gemeente"


def test_a_story_about_what_is_set_aside_is_passed_over(tmp_path):
    """By its id or its title: nothing is wrong with it, not even a field that would keep it from being shown."""
    (plan,) = (one for one in FRAMEWORK.indicators if one.id == "opvang")
    sister = evolve(plan, id="thuis", title="Een thuis", dashboard="Zuster")
    both = Framework(indicators=[plan, sister], areas=FRAMEWORK.areas, rounds=FRAMEWORK.rounds)
    texts = [written(indicator="opvang"), written(indicator="Een Thuis"), written(indicator="thuis", toestemming=None)]
    (shown,) = told(tmp_path, *texts[:2], framework=both.showing("nap"))
    assert shown.indicator == "opvang"
    assert told(tmp_path, *texts, framework=both.showing("nap")).problems == ()
    assert len(told(tmp_path, *texts, framework=both)) == len(texts) - 1


FAULTS = {
    "verteller": ("gemeent", "unknown_perspective"),
    "dag": ("31-02-2025", "not_a_date"),
    "gebied": ("Nergens", "unknown_area"),
    "indicator": ("opvank", "unknown_indicator"),
    "actielijn": ("7", "out_of_range"),
    "link": ("http://a.nl", "not_a_link"),
    "status": ("klaar", "unknown_status"),
    "toestemming": ("misschien", "not_yes_no"),
    "FICTIEF": ("beetje", "not_yes_no"),
}


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    """For each field its line and what to do; the story is not shown."""
    found = told(tmp_path, written(**{name: text for name, (text, _) in FAULTS.items()}, titel=None, text=""))
    assert len(found) == 0
    lines = {name: number for number, name in enumerate(["verteller", "dag", "toestemming"], start=2)}
    lines |= {name: number for number, name in enumerate((name for name in FAULTS if name not in lines), start=5)}
    expected = [(lines[name], name, kind, "error") for name, (_, kind) in FAULTS.items()]
    assert sorted(faults(found)) == sorted(
        [*expected, (1, "titel", "empty_cell", "error"), (12, "tekst", "empty_cell", "error")]
    )
    assert all(one.hint and one.message and one.file.endswith("0.md") for one in found.problems)


@pytest.mark.parametrize("name", ["titel", "verteller", "dag", "tekst"])
def test_what_every_story_needs(tmp_path, name):
    """Without it there is none; the others are shown."""
    lacking = written("") if name == "tekst" else written(**{name: None})
    found = told(tmp_path, lacking, written(titel="De andere"))
    assert [(one.column, one.problem) for one in found.problems] == [(name, "empty_cell")]
    assert [story.title for story in found] == ["De andere"]


@pytest.mark.parametrize("said", [None, "", "nee", "n", "ja, maar niet op een website"])
def test_without_consent_no_story_is_shown(tmp_path, said):
    """A yes alone is one; and no such story can be made in Python."""
    found = told(tmp_path, written(toestemming=said))
    assert (len(found), len(found.problems), found.problems[0].column) == (0, 1, "toestemming")
    assert found.problems[0].problem == ("not_yes_no" if said and said.startswith("ja") else "no_consent")
    with pytest.raises(ModelError, match="only shown with the consent"):
        napd.Story(title="x", text="y", told_by="gemeente", day=date(2025, 1, 1), consent=False)


PERSONAL = {
    "titel": "Bel 06-12345678",
    "link": "https://a.nl/jan@voorbeeld.nl",
    "tekst": "Bel 06-12*34*56 &#55;8",
}
"""In each place where people write; also where markup stands between."""


@pytest.mark.parametrize("name", PERSONAL)
def test_what_may_be_personal_data_is_not_shown(tmp_path, name):
    """It is named, but not quoted whole; its code, or the name of the file, confirms that it may."""
    text = PERSONAL[name]
    whole = written(text) if name == "tekst" else written(**{name: text})
    found = told(tmp_path, whole)
    (fault,) = found.problems
    assert (len(found), fault.column, fault.problem, fault.severity) == (0, name, "personal_data", "error")
    assert f'confirmed = ["{code_of(text)}"]' in str(fault.hint)
    for confirmed in (code_of(text), "0.md", str(tmp_path / "0.md")):
        assert len(told(tmp_path, whole, framework=evolve(FRAMEWORK, confirmed=(confirmed,)))) == 1


@pytest.mark.parametrize(
    ("area", "remarked"), [("gemeente Aa", "Aa"), ("GM0001", "Aa"), ("Zuid", "Dal"), ("Noord", ""), (None, "")]
)
def test_a_story_of_one_municipality_is_remarked_upon(tmp_path, area, remarked):
    """Also where it is the only one of its region on that day; the story is shown all the same."""
    found = told(tmp_path, written(gebied=area))
    assert [one.problem for one in found.problems] == ["recognisable"] * bool(remarked)
    assert all(f"one municipality, {remarked}:" in str(one.message) for one in found.problems)
    assert len(found) == 1


def test_what_is_published_is_aligned(tmp_path):
    """As of answers; the others are named, and left out."""
    published = evolve(FRAMEWORK, publish=True)
    statuses = {"a": "afgestemd", "b": "concept", "c": None}
    texts = [written(titel=title, status=status) for title, status in statuses.items()]
    found = told(tmp_path, *texts, framework=published)
    assert [story.title for story in found] == ["a"]
    assert {(one.problem, one.severity) for one in found.problems} == {("not_aligned", "remark")}
    assert len(found.problems) == 2


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("Geen kop.\n---\n", 1, "it does not begin with a head: a line with ---, lines such as 'titel: …', and"),
        ("", 1, "it does not begin with a head"),
        ("---\ntitel: x\n", 1, "the head does not end"),
        (written(titel="x\nzomaar iets"), 3, "'zomaar iets' is not a field of a story"),
        (written(titel="x\nTitel: y"), 3, "the field 'Titel' is given twice, also on line 2"),
        (written(titel="x\ntekst: y"), 3, "a story has no field 'tekst'; it is not read"),
        (written(kleur="rood"), 6, "a story has no field 'kleur'; it is not read"),
        (written(titel="x" * 201), 2, "the title has more than 200 characters"),
        (written("x" * 10_001), 7, "the text has more than 10,000 characters"),
        (written(titel="nul \0"), 2, "part of the text cannot be read"),
        (written("[hier](http://a.nl)"), 7, "'[hier](http://a.nl)' is shown as it is typed"),
        (written(gebied="\u202eNergens"), 6, "there is no area"),
    ],
)
def test_what_is_wrong_with_a_file(tmp_path, text, line, message):
    """One problem, with its line and a hint."""
    (fault,) = told(tmp_path, text).problems
    assert (fault.line, str(fault.message).startswith(message)) == (line, True)
    assert fault.hint


@pytest.mark.parametrize(("encoding", "ends"), [("utf-16", "\n"), ("utf-16", "\r\n"), ("utf-8-sig", "\r")])
def test_a_file_as_other_programs_save_it_is_a_story(tmp_path, encoding, ends):
    """UTF-16 with its mark, and line ends of every kind, also where it is looked for among other pages."""
    path = tmp_path / "a.md"
    path.write_bytes(written("Bij café de Eend: € 5.").replace("\n", ends).encode(encoding))
    assert is_story(path)
    found = napd.stories(path, framework=FRAMEWORK)
    assert [one.text for one in found] == ["Bij café de Eend: € 5."]
    assert found.problems == ()


def test_a_file_of_another_encoding_is_read(tmp_path):
    """As Windows-1252, with a remark."""
    (tmp_path / "a.md").write_bytes(written("Bij café de Eend.").encode("cp1252"))
    found = napd.stories(tmp_path, framework=FRAMEWORK)
    assert [(one.problem, one.severity) for one in found.problems] == [("windows_1252", "remark")]
    assert next(iter(found)).text == "Bij café de Eend."


def test_which_files_of_a_folder_are_stories(tmp_path):
    """Those that end in .md, in folders too; not what the folder says of itself, nor what is hidden."""
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / "pyvenv.cfg").touch()
    for name in ("b.MD", "in/a.md", "README.md", ".hidden.md", ".git/x.md", "venv/x.md", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(written(titel=name), encoding="utf-8")
    found = napd.stories([tmp_path, str(tmp_path / "b.MD"), tmp_path / "in" / ".." / "b.MD"], framework=FRAMEWORK)
    assert (sorted(story.title for story in found), found.problems) == (["b.MD", "in/a.md"], ())
    assert len(napd.stories(tmp_path / "b.MD", framework=FRAMEWORK)) == 1


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (written(), True), ("\ufeff\n---\nTOESTEMMING: ja\n", True), ("---\ntitle: Docs\nlayout: page\n---\n", False),
        ("# Kop\n---\nverteller: x\n", False), ("---\n", False), ("", False),
    ],
)  # fmt: skip
def test_a_story_is_told_from_pages_of_other_programs(tmp_path, text, is_one):
    """Where a folder is given with anything in it, such as answers; what cannot be read is none."""
    path = tmp_path / "x.md"
    assert not is_story(path)
    path.write_text(text, encoding="utf-8")
    assert is_story(path) is is_one


def test_what_is_not_there_is_said(tmp_path):
    """A folder without stories, a file that is not there, an area that is none."""
    with pytest.raises(NapdError, match="the folder has no stories"):
        napd.stories(tmp_path, framework=FRAMEWORK)
    with pytest.raises(NapdError, match=r"weg\.md: it cannot be read"):
        napd.stories(tmp_path / "weg.md", framework=FRAMEWORK)
    with pytest.raises(UnknownName):
        napd.stories(area="Nergens", framework=FRAMEWORK)


@given(st.binary(max_size=300), st.booleans())
def test_whatever_a_file_holds_is_read_or_refused(tmp_path_factory, data, headed):
    """Without another error than those that are told."""
    path = Path(tmp_path_factory.getbasetemp()) / "any.md"
    path.write_bytes((b"---\ntitel: x\n---\n" if headed else b"") + data)
    found = napd.stories(path, framework=FRAMEWORK)
    assert len(found) == 0
    assert any(one.severity == "error" for one in found.problems)


NAMES = sorted(HEAD)
SAID = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=30)


@given(SAID.map(str.strip).filter(bool))
def test_a_field_is_what_is_typed(tmp_path_factory, said):
    """Whatever signs are in it, but for quotation marks around all of it."""
    path = Path(tmp_path_factory.getbasetemp()) / "field.md"
    path.write_text(written(titel=said), encoding="utf-8")
    draft = draft_in(path, "field.md", "nl", pytest.fail)
    assert draft.get("title") in {said, said[1:-1].strip()}
