"""Which questions suit whom: a form for a perspective asks those, and nobody misses the others."""

from __future__ import annotations

from io import BytesIO

import pytest
from attrs import evolve
from openpyxl import load_workbook
from town import AREAS, FRAMEWORK, ROUNDS, answer, table

import napd
from napd import Framework, Indicator, NapdError, Number, Rule, Share, YesNo, read_indicator
from napd.model.data import indicator_data
from napd_forms.form_codes import Key
from napd_forms.making import form, write_form
from napd_progress import progress

OUTSIDE = ("ervaringskenner",)
beleid = YesNo("beleid", "Is er beleid?")
deel = Number("deel", "Welk deel heeft een contract?", unit="%", minimum=0, maximum=100, not_for=OUTSIDE)
betaalt = YesNo("betaalt", "Betaalt de gemeente?", rollup=Share("ja"), not_for=OUTSIDE)
RULES = (
    Rule("gerealiseerd", beleid & (deel >= 50) & (betaalt >= 50), because="Al."),
    Rule("in-ontwikkeling", beleid, because="Iets."),
    Rule("niet-op-gang", because="Niets."),
)
HUUR = Indicator(id="huur", title="Huur", since="2024-01-01", questions=(beleid, deel, betaalt), rules=RULES)
TELLING = Indicator(
    id="telling", title="Telling", since="2024-01-01", questions=(deel,),
    rules=(Rule("gerealiseerd", deel >= 50, because="Ja."), Rule("niet-op-gang", because="Nee.")),
)  # fmt: skip
USED = Framework(indicators=(HUUR, TELLING), areas=AREAS, rounds=ROUNDS)


def opened(view, framework=USED):
    """A form for a perspective."""
    return load_workbook(BytesIO(form(framework, "2025-12", "MO0001", perspective=view)))


def asked(book):
    """The questions that a form asks."""
    keys = (Key.of(str(row[0].value)) for sheet in book for row in sheet.iter_rows())
    return {(key.indicator, key.question) for key in keys if key}


def said(book):
    """Everything that it says."""
    return {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}


def test_a_form_asks_what_suits_its_perspective():
    """Others are asked everything; a sheet on which nothing would be asked is left out, and the cover says so."""
    every = {("huur", "beleid"), ("huur", "deel"), ("huur", "betaalt"), ("telling", "deel")}
    assert asked(opened("gemeente")) == asked(opened("aanbieder")) == every
    one = opened("ervaringskenner")
    assert asked(one) == {("huur", "beleid")}
    assert one.sheetnames == ["Voorblad", "Huur", "Verhaal", "Keuzelijsten"]
    assert any("alleen vragen die passen bij het perspectief ‘ervaringskenner’" in text for text in said(one))
    assert not any("alleen vragen die passen" in text for text in said(opened("aanbieder")))


def test_who_is_not_the_first_is_asked_for_an_own_view():
    """On the sheet for a story."""
    assert "Uw eigen blik en verhaal (mag, hoeft niet)" in said(opened("ervaringskenner"))
    assert "Uw eigen blik en verhaal (mag, hoeft niet)" not in said(opened("gemeente"))


def test_a_perspective_that_is_asked_nothing_has_no_form():
    """It is said for whom."""
    alone = evolve(USED, indicators=[TELLING])
    with pytest.raises(NapdError, match="has a question for it that suits the perspective ervaringskenner"):
        opened("ervaringskenner", alone)


def test_what_is_not_asked_is_not_missing(tmp_path):
    """Progress counts what is asked, and a form in which that is answered is complete; another's is not."""
    for view in ("gemeente", "ervaringskenner"):
        write_form(tmp_path / f"{view}.xlsx", form(USED, "2025-12", "MO0001", perspective=view))
    rows = [answer("beleid", "ja", indicator="huur", perspective=view) for view in ("gemeente", "ervaringskenner")]
    found = progress(napd.score([table(rows), str(tmp_path)], USED), round="2025-12")
    by = {row["perspective"]: row for row in found.table.to_pylist() if row["region"] == "MO0001"}
    counted = {view: (row["answered"], row["asked"], row["status"]) for view, row in by.items()}
    assert counted == {"gemeente": (1, 5, "part"), "ervaringskenner": (1, 1, "complete")}
    (letter,) = (text for area, text in found.letters() if area.code == "MO0001")
    assert letter.count("Welk deel heeft een contract?") == 2  # the gemeente's, in two indicators


def test_an_answer_that_was_not_asked_for_counts_and_is_not_counted_as_asked():
    """The level follows it; what is filled in never exceeds what is asked."""
    rows = [
        answer(name, value, indicator="huur", perspective="ervaringskenner", area=area)
        for name, value, area in (("beleid", "ja", "MO0001"), ("deel", "10", "MO0001"))
    ]
    result = napd.score(table(rows), USED)
    (row,) = [row for row in result.scores.to_pylist() if row["indicator"] == "huur"]
    assert row["level"] == "in-ontwikkeling"
    assert not len(result.problems)
    found = progress(result, round="2025-12", indicator="huur").table.to_pylist()
    (mine,) = [row for row in found if row["perspective"] == "ervaringskenner"]
    assert (mine["answered"], mine["asked"]) == (1, 1)


def test_a_level_without_what_is_not_asked_is_what_it_would_be_anyway():
    """Scores are the same whether or not a question says whom it does not suit."""
    free = evolve(HUUR, questions=(beleid, evolve(deel, not_for=()), evolve(betaalt, not_for=())))
    plain = evolve(USED, indicators=[free])
    rows = [answer("beleid", "ja", indicator="huur", perspective=view) for view in ("gemeente", "ervaringskenner")]
    one, other = (napd.score(table(rows), evolve(each, indicators=[*each.indicators][:1])) for each in (USED, plain))
    assert one.scores.to_pylist() == other.scores.to_pylist()


def test_it_is_written_in_a_file_of_an_indicator(tmp_path):
    """As a list of names, and read back the same."""
    assert indicator_data(HUUR)["questions"][1]["not_for"] == ["ervaringskenner"]
    path = tmp_path / "huur.toml"
    path.write_text(
        'id = "huur"\ntitle = "Huur"\nsince = 2024-01-01\n'
        '[[questions]]\nkind = "YesNo"\nid = "beleid"\ntext = "Is er beleid?"\nnot_for = ["corporatie"]\n'
        '[[rules]]\nlevel = "gerealiseerd"\nwhen = "beleid"\nbecause = "Ja."\n'
        '[[rules]]\nlevel = "niet-op-gang"\nbecause = "Nee."\n',
        encoding="utf-8",
    )
    (question,) = read_indicator(path).questions
    assert question.not_for == ("corporatie",)
    assert read_indicator(path).asked_of("corporatie") == ()
    assert FRAMEWORK.indicators[0].asked_of("corporatie") == FRAMEWORK.indicators[0].asked


MANY = Indicator(
    id="som", title="Som", since="2024-01-01", questions=(deel, evolve(deel, id="meer", not_for=()), beleid),
    rules=(Rule("gerealiseerd", deel + evolve(deel, id="meer", not_for=()) >= 50, because="Ja."),
           Rule("niet-op-gang", because="Nee.")),
)  # fmt: skip


def explained(view):
    """The explanation of a score in which only the policy is answered."""
    result = napd.score(table([answer("beleid", "ja", indicator="huur", perspective=view)]), USED)
    return result, {one.indicator: one for one in napd.explain(result, "MO0001")}


def part_of(why, name):
    """The questions under a heading, and what stands there for an answer."""
    return {one.question: one.words for part in why.parts() if part.name == name for one in part.answers}


def test_an_explanation_says_what_was_not_asked():
    """It is not called missing, but stands by itself, with what it leaves open; who was not asked is not silent."""
    result, why = explained("ervaringskenner")
    unasked = "niet gevraagd aan dit perspectief"
    assert part_of(why["huur"], "missing") == {}
    assert part_of(why["huur"], "not_asked") == {"deel": unasked, "betaalt": unasked}
    (part,) = (part for part in why["huur"].parts() if part.name == "not_asked")
    assert all(one.effects for one in part.answers)
    assert not any(one.by_area for one in part.answers)
    assert {one.question: one.asked for one in why["huur"].answers} == {
        "beleid": True, "deel": False, "betaalt": False,
    }  # fmt: skip
    text = why["huur"].text()
    assert "niet ingevuld" not in text
    assert "Wat nog ontbreekt" not in text
    assert "nog geen antwoord" not in text
    assert f"nu: {unasked}" in text
    assert why["huur"].outcome == explained("gemeente")[1]["huur"].outcome  # the bounds are the same
    assert result.scores.to_pylist()[0]["open_questions"] == "deel|betaalt"


def test_whoever_is_asked_does_miss_it():
    """As before: it is missing, and the municipalities are silent."""
    why = explained("gemeente")[1]["huur"]
    assert set(part_of(why, "missing")) == {"deel", "betaalt"}
    assert part_of(why, "not_asked") == {}
    assert "nog geen antwoord" in why.text()


def test_of_an_indicator_that_nobody_answered_only_what_is_asked_is_named_as_asked():
    """Of one that asks the perspective nothing, nothing is."""
    why = explained("ervaringskenner")[1]["telling"]
    assert part_of(why, "asked") == {}
    assert part_of(why, "not_asked") == {"deel": "niet gevraagd aan dit perspectief"}
    assert part_of(explained("gemeente")[1]["telling"], "asked") == {"deel": "niet ingevuld"}


def test_what_was_not_asked_is_not_asked_for_in_a_conversation():
    """The page says that it was not asked; nobody is asked to add it, nor to fill in what asks the view nothing."""
    found = napd.conversation(explained("ervaringskenner")[0], "MO0001")
    huur, telling = found.topics
    assert [(gap.question, gap.asked, gap.silent) for gap in huur.missing] == [
        ("deel", False, ()), ("betaalt", False, ()),
    ]  # fmt: skip
    assert [ask.question for ask in huur.ask if ask.kind == "missing"] == []
    assert [*telling.ask] == []
    text = found.text()
    assert "Niet gevraagd aan dit perspectief; het niveau blijft daardoor open\n  - Welk deel" in text
    assert "Wat ontbreekt en het meest uitmaakt" not in text
    asked = napd.conversation(explained("gemeente")[0], "MO0001")
    assert [ask.question for ask in asked.topics[0].ask if ask.kind == "missing"] == ["deel", "betaalt"]
    assert [ask.kind for ask in asked.topics[1].ask] == ["missing"]
    assert "Niet gevraagd" not in asked.text()


def test_a_derived_value_suits_whoever_is_asked_a_part_of_it():
    """And nobody else."""
    (total,) = (one for one in MANY.computed if one.is_derived)
    assert total.suits("ervaringskenner")
    alone = evolve(MANY, questions=(deel, beleid), rules=(
        Rule("gerealiseerd", deel + deel >= 50, because="Ja."), Rule("niet-op-gang", because="Nee."),
    ))  # fmt: skip
    assert not any(one.suits("ervaringskenner") for one in alone.computed if one.is_derived)
