"""Checks of records: each finds its fault and names the field, and none finds it in records that are right."""

from __future__ import annotations

from datetime import date

import pytest
from counted import AREAS, delivery

from napd import ModelError, Text
from napd.plugin import texts
from napd_counts import UNKNOWN, EndBeforeStart, RecordLayout
from napd_counts.facilities import read_facilities
from napd_counts.places import Misplaced
from napd_counts.telling import lines, problem_of, rows
from napd_ethos_light import LAYOUT as ETHOS
from napd_monitor_dakloosheid import LAYOUT

HEAD = "sleutel;leverancier;aanmaakdatum;gemeente;voorziening;categorie;start;einde;reden_einde;geboortejaar;geslacht"
RIGHT = "p{n};X;2025-07-01;GM0402;F1;2;2025-01-{n:02};2025-02-01;woning;1980;man"


def found(tmp_path, *records, head=HEAD, name="records.csv", layout=LAYOUT, **how):
    """What is wrong with records, told: check, degree, field and line."""
    path = tmp_path / name
    path.write_text("\n".join([head, *records, ""]), encoding="utf-8")
    read = delivery(path, layout, **how)
    return {
        (fault.check, fault.degree, fault.column, read.place(fault).line)
        for each in read.found
        for fault in each.faults
    }


def right(n=1, **other):
    """A record that is right, but for some fields."""
    values = dict(zip(HEAD.split(";"), RIGHT.format(n=n).split(";"), strict=True))
    return ";".join(str(value) for value in (values | other).values())


def share(field):
    """That a field is unknown too often, as it is where there is one record."""
    return "unknown_share", "remark", field, None


def test_nothing_is_found_in_what_is_right(tmp_path):
    """Nine records of nine persons."""
    assert found(tmp_path, *(right(n) for n in range(1, 10))) == set()


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ({"einde": "2024-12-31"}, {("end_before_start", "error", "einde", 2)}),
        ({"start": "2025-08-01", "einde": ""}, {("after_delivery", "error", "start", 2)}),
        ({"einde": "2025-09-01"}, {("after_delivery", "error", "einde", 2)}),
        ({"geboortejaar": "2026"}, {("before_birth", "error", "start", 2)}),
        ({"geboortejaar": "2-3-1985"}, {("day_of_birth", "error", "geboortejaar", 2), share("geboortejaar")}),
        ({"start": "gisteren"}, {("not_a_date", "error", "start", 2)}),
        ({"einde": "31-2-2025"}, {("not_a_date", "error", "einde", 2)}),
        (
            {"categorie": "22"},
            {("unknown_option", "error", "categorie", 2), share("categorie")},
        ),
        (
            {"gemeente": "Hilversum"},
            {("unknown_area", "error", "gemeente", 2), share("gemeente")},
        ),
        ({"sleutel": ""}, {("needed", "error", "sleutel", 2)}),
        ({"start": "2021-01-01", "einde": ""}, {("long_open", "remark", "einde", 2)}),
        (
            {"categorie": UNKNOWN},
            {("not_known", "remark", "categorie", 2), share("categorie")},
        ),
        ({"categorie": ""}, {("missing", "remark", "categorie", 2), share("categorie")}),
        ({"gemeente": "GM0457", "start": "2024-01-01"}, {("misplaced", "error", "gemeente", 2)}),
        ({"geslacht": "man;x"}, {("ragged", "error", "", 2)}),
    ],
)
def test_each_fault_of_one_record_is_found(tmp_path, other, wanted):
    """Its check, its degree, its field and its line."""
    assert found(tmp_path, right(**other)) == wanted


@pytest.mark.parametrize(
    ("records", "wanted"),
    [
        ([right(), right()], ("twice", "error", "", 3)),
        ([right(), right(start="2025-01-20")], ("overlap_within", "remark", "start", 3)),
        ([right(), right(start="2025-01-20", voorziening="F2")], ("overlap_across", "remark", "start", 3)),
        ([right(n, einde="2025-06-30") for n in range(1, 13)], ("half_year_ends", "remark", "einde", None)),
        ([right(), right(2, aanmaakdatum="2025-07-02")], ("one_moment", "error", "aanmaakdatum", 1)),
    ],
)
def test_faults_between_records_are_found(tmp_path, records, wanted):
    """The later record is told."""
    assert wanted in found(tmp_path, *records)


def test_a_change_of_place_on_one_day_is_no_overlap(tmp_path):
    """Somebody who leaves in the morning and is elsewhere at night."""
    both = found(tmp_path, right(), right(start="2025-02-01", einde="2025-03-01", voorziening="F2"))
    assert both == set()


@pytest.mark.parametrize("field", HEAD.split(";"))
@pytest.mark.parametrize(("change", "check"), [("{}s", "column_unknown"), ("", "column_missing")])
def test_a_column_that_is_missing_or_unknown(tmp_path, field, change, check):
    """Of any field, an optional one too: an error; it stops the file where nothing can be counted without it."""
    names = [change.format(name) if name == field else name for name in HEAD.split(";")]
    values = dict(zip(HEAD.split(";"), right().split(";"), strict=True))
    head = ";".join(name for name in names if name)
    record = ";".join(value for name, value in values.items() if change or name != field)
    degrees = {(each[0], each[1]) for each in found(tmp_path, record, head=head)}
    assert ("column_missing", "stop" if field in ("sleutel", "start") else "error") in degrees
    assert (("column_unknown", "error") in degrees) == (check == "column_unknown")


@pytest.mark.parametrize(
    ("head", "records", "wanted"),
    [
        (HEAD.replace("sleutel", "sleutl"), [right()], {("column_missing", "stop"), ("column_unknown", "error")}),
        (f"{HEAD};start", [f"{right()};x"], {("column_twice", "stop")}),
        (right(), [right(2)], {("no_names", "stop")}),
        ("a;b", ["1;2"], {("no_names", "stop")}),
        (f"{HEAD};Naam", [f"{right()};x"], {("identifying", "stop"), ("column_unknown", "error")}),
        (HEAD, [right(sleutel="client_111222333")], {("citizen", "stop")}),
        (HEAD, [], {("no_records", "stop")}),
        (f"{HEAD};indeling", [f"{right()};monitor-dakloosheid/2"], {("other_layout", "stop")}),
        (f"{HEAD};bsn", [f"{right()};x"], {("identifying", "stop"), ("column_unknown", "error")}),
        (HEAD, [right(sleutel="111222333")], {("citizen", "stop")}),
        (HEAD, [right(leverancier="Jan, 111 222 333")], {("citizen", "stop")}),
        (HEAD, [right(sleutel="ab12-" + "0" * 32), right(2, sleutel="cd34-" + "1" * 32)], {("secrets", "stop")}),
        (HEAD, [right(sleutel="ab12-" + "0" * 32), right(2)], {("secrets", "stop")}),
    ],
)
def test_a_file_that_cannot_be_used_stops(tmp_path, head, records, wanted):
    """And nothing of its records is told."""
    assert {each[:2] for each in found(tmp_path, *records, head=head)} == wanted


def test_what_cannot_be_used_is_never_shown(tmp_path):
    """A BSN is in no message, and no key either."""
    path = tmp_path / "records.csv"
    path.write_text("\n".join([HEAD, right(sleutel="111222333"), right(2, einde="2024-01-01")]), encoding="utf-8")
    read = delivery(path)
    assert "111222333" not in repr([problem_of(read, fault).to_dict(texts("en")) for fault in read.stops])
    assert "111222333" not in "".join(lines(read, 10))
    path.write_text("\n".join([HEAD, right(sleutel="geheim", einde="2024-01-01")]), encoding="utf-8")
    assert "geheim" not in repr(rows(delivery(path)))


def test_a_first_line_that_is_a_record_is_never_shown(tmp_path):
    """Without names of columns the first line is about somebody, whose BSN and name are in no message."""
    path = tmp_path / "records.csv"
    for first in ("111222333;Jan Jansen;2024-01-01", "BSN 111222333;Jan Jansen", "Jan Jansen;x"):
        path.write_text(f"{first}\n{first}\n", encoding="utf-8")
        told = "\n".join([*lines(delivery(path), 9), *map(str, rows(delivery(path)))])
        assert "no_names" in told
        assert "111222333" not in told
        assert "Jan" not in told


def test_right_is_what_has_the_right_version(tmp_path):
    """The layout with or without its version."""
    for name in ("monitor-dakloosheid", "monitor-dakloosheid/1"):
        assert found(tmp_path, f"{right()};{name}", head=f"{HEAD};indeling") == set()


def test_the_delivery_before_is_laid_beside(tmp_path):
    """Half of the records is a remark."""
    path = tmp_path / "before.csv"
    path.write_text("\n".join([HEAD, *(right(n) for n in range(1, 9))]), encoding="utf-8")
    told = found(tmp_path, right(), right(2), before=delivery(path))
    assert told == {("other_size", "remark", "", None)}
    assert found(tmp_path, *(right(n) for n in range(1, 9)), before=delivery(path)) == set()


def test_deliverers_that_disagree_about_a_stay_are_found(tmp_path):
    """One stay that two deliver is one too many, whoever delivers it, in one file or in two."""
    records = [right(n) for n in range(1, 7)]
    twice = {("twice", "error", "", 8)}
    assert found(tmp_path, *records, right(leverancier="Y")) == twice
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("\n".join([HEAD, *records]), encoding="utf-8")
    second.write_text("\n".join([HEAD, right(leverancier="Y")]), encoding="utf-8")
    read = delivery([first, second])
    assert [(each.faults[0].check, read.place(each.faults[0]).file) for each in read.found] == [("twice", str(second))]


def test_shelters_that_were_closed_are_found(tmp_path):
    """By a list that has the days on which each opened and closed."""
    path = tmp_path / "shelters.csv"
    path.write_text("voorziening,geopend,gesloten\nF1,2025-01-10,\nF2,,2025-01-15\n", encoding="utf-8")
    listed = read_facilities(path)
    told = found(tmp_path, right(), right(20), right(3, voorziening="F2"), facilities=listed)
    assert told == {("outside_facility", "error", "voorziening", 2), ("outside_facility", "error", "voorziening", 4)}


def test_a_list_of_shelters_with_faults_is_refused(tmp_path):
    """All of them at once."""
    path = tmp_path / "shelters.csv"
    path.write_text("voorziening,geopend,gesloten\nF1,ooit,\nF1,,nooit\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"line 2: (?s:.*)line 3: (?s:.*)'F1' stands there twice"):
        read_facilities(path)
    path.write_text("voorziening,geopend\nF1,\n", encoding="utf-8")
    with pytest.raises(Exception, match="there is no column gesloten"):
        read_facilities(path)


def test_many_of_one_kind_are_counted(tmp_path):
    """The first are told, and how many there are."""
    path = tmp_path / "records.csv"
    path.write_text("\n".join([HEAD, *(right(n % 28 + 1, sleutel=f"q{n}", geslacht="x") for n in range(50))]), "utf-8")
    read = delivery(path, most=10)
    (found_,) = [each for each in read.found if each.faults[0].check == "unknown_option"]
    assert (found_.count, len(found_.faults)) == (50, 10)
    assert "  en nog 47" in [*lines(read, 3)]


def test_ethos_has_checks_of_its_own(tmp_path):
    """The same person by one organisation twice, and answers that differ."""
    head = "sleutel;organisatie;nacht;gemeente;categorie"
    told = found(
        tmp_path,
        "a;X;2025-04-08;GM0402;1",
        "a;X;2025-04-08;GM0402;2",
        "b;X;2025-04-08;GM0402;1",
        head=head,
        layout=ETHOS,
    )
    assert ("twice", "error", "", 3) in told
    assert {("contradiction", "remark", "categorie", 2), ("contradiction", "remark", "categorie", 3)} <= told


@pytest.mark.parametrize("layout", [LAYOUT, ETHOS], ids=lambda each: each.id)
def test_each_check_has_words_and_fields(layout):
    """In both languages, and of the layout."""
    ids = {each.id for each in layout.fields}
    for check in (*layout.checks, Misplaced(layout=layout)):
        assert {*check.needs} <= ids
        for language in ("nl", "en"):
            say = texts(language, "napd_counts")
            assert any(say.find(f"check.{check.id}.message{end}") for end in ("", "_several"))
            assert say.find(f"check.{check.id}.hint")


def test_a_layout_says_what_is_wrong_with_it():
    """All faults at once."""
    with pytest.raises(ModelError) as error:
        RecordLayout(
            id="x", title="x", fields=(Text("a", "a"), Text("a", "a"), Text("day", "day")), key="k", start="day",
            place="a", checks=(EndBeforeStart(end="end", start="day"),),
        )  # fmt: skip
    assert str(error.value).splitlines() == [
        "layout 'x': two fields have the id 'a'",
        "layout 'x': key: there is no field 'k'",
        "layout 'x': checks: there is no field 'end'",
        "layout 'x': field 'day' has to be a Date",
    ]


def test_the_areas_are_there_on_the_days_of_the_count():
    """What the tests of mergers rest on."""
    assert not AREAS.exists("GM0457", date(2024, 1, 1))
