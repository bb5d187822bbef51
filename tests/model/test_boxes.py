"""Boxes before options: which are chosen, and which are not known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd.model.boxes import PartlyChosen
from napd.model.choices import Choice
from napd.model.multi_choice import MultiChoice
from napd.model.options import Option
from napd.model.values import BadValue

status = Choice("status", "Hoe ver?", options=("geen", "Opdracht verstrekt", "concept"))
wie = MultiChoice("wie", "Wie?", options=("Zorg & wonen", "corporaties", "inkomen"))


def refusal(question, text):
    """Give kind, message and hint with which a question refuses a text."""
    with pytest.raises(BadValue) as refused:
        question.parse(text)
    return refused.value.kind, str(refused.value.message), str(refused.value.hint)


NONE_TICKED = "Tick what is chosen; leave the cell empty when it is not known."


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("☑ inkomen\n☐ corporaties☐ zorg_wonen", {"inkomen"}),
        ("☐ inkomen ☑\ufe0f corporaties ☑ Zorg & wonen", {"corporaties", "zorg_wonen"}),
        ("[x] inkomen|[ ] corporaties|[ ] zorg & wonen", {"inkomen"}),
        ("[V]inkomen; [v]corporaties", {"inkomen", "corporaties"}),
        ("✓ geen\r\n☐ inkomen", set()),
        ("☐ geen ✅ inkomen ☐ corporaties □ Zorg & wonen", {"inkomen"}),
    ],
)
def test_a_box_says_whether_an_option_is_chosen(text, chosen):
    """Ticked or not, each with a separator between them or without."""
    assert wie.parse(text) == chosen


@pytest.mark.parametrize(
    ("text", "kind", "hint"),
    [
        ("☐ inkomen", "unknown_option", NONE_TICKED),
        ("[ ] inkomen\n[ ] corporaties", "unknown_option", NONE_TICKED),
        ("inkomen ☑ corporaties ☐", "unknown_option", "Available: Zorg & wonen, corporaties, inkomen."),
        (
            "inkomen|☑ corporaties",
            "unknown_option",
            "Write only the options that are chosen, or put a box before each.",
        ),
        ("☑", "unknown_option", "Available: Zorg & wonen, corporaties, inkomen."),
        ("☑ inkomen|☐ inkomen", "ambiguous", "Keep the right one."),
        ("inkomen|inkomen?", "ambiguous", "Keep the right one."),
        ("?", "unknown_option", "Write geen for none of them; leave the cell empty when it is not known."),
        (
            "inkomen?|corporaties?|zorg_wonen?",
            "unknown_option",
            "Write geen for none of them; leave the cell empty when it is not known.",
        ),
        ("geen|?", "none_and_some", "Write geen alone, or leave it out."),
        ("geen?", "none_and_some", "Write geen alone, or leave it out."),
        ("vervoer?", "unknown_option", "Available: Zorg & wonen, corporaties, inkomen."),
        ("✗ inkomen|✓ corporaties", "ambiguous", "A cross may mean yes or no: write only what is chosen."),
        ("☒ inkomen", "ambiguous", "A cross may mean yes or no: write only what is chosen."),
        ("inkomen ✖\ufe0f", "ambiguous", "A cross may mean yes or no: write only what is chosen."),
        ("☑ inkomen|☐ vervoer", "unknown_option", "Available: Zorg & wonen, corporaties, inkomen."),
        ("? inkomen", "unknown_option", "Available: Zorg & wonen, corporaties, inkomen."),
        ("- inkomen", "unknown_option", 'Did you mean "inkomen"?'),
        ("inkomen, corporaties", "unknown_option", "Available: Zorg & wonen, corporaties, inkomen."),
    ],
)
def test_a_box_that_says_nothing_clear_is_refused(text, kind, hint):
    """What is not ticked is no choice, and not the choice of none either; a cross may be either."""
    assert refusal(wie, text)[::2] == (kind, hint)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("inkomen|?", "inkomen|?"),
        (" ? ; Inkomen", "inkomen|?"),
        ("inkomen|corporaties?", "corporaties?|inkomen"),
        ("Zorg & wonen ?", "zorg_wonen?"),
        ("zorg_wonen ??|corporaties\uff1f", "zorg_wonen?|corporaties?"),
        ("[x] inkomen [ ] corporaties", "zorg_wonen?|inkomen"),
        ("☐ geen ✅ inkomen", "inkomen|?"),
        ("[x] inkomen [?] corporaties [ ] zorg_wonen", "corporaties?|inkomen"),
        ("[ ] inkomen|?", "zorg_wonen?|corporaties?"),
        ("[ ? ] inkomen", "inkomen?"),
        ("[x] inkomen|?", "inkomen|?"),
    ],
)
def test_of_some_options_it_is_not_known_whether_they_are_chosen(text, shown):
    """A question mark says so, of one option or of all that are not named; so does an empty box of all that are not."""
    answer = wie.parse(text)
    assert wie.show(answer) == shown
    assert wie.parse(shown) == answer
    assert wie.doubt(text, answer).message.named == {"count": len(answer.unknown), "options": 3}


@given(st.data())
def test_what_is_known_of_options_is_read_back(data):
    """Whatever is chosen, not chosen, and unknown."""
    ids = st.sets(st.sampled_from(wie.ids))
    chosen, unknown = data.draw(ids), data.draw(ids.filter(lambda some: 0 < len(some) < len(wie.ids)))
    answer = PartlyChosen(frozenset(chosen - unknown), frozenset(unknown))
    assert wie.parse(wie.show(answer)) == answer
    assert wie.boxes(answer) == {name: None if name in unknown else name in chosen for name in wie.ids}


def test_of_options_one_is_ticked():
    """A choice reads boxes too; several ticks are no answer."""
    assert status.parse("☐ geen ☑ concept") == "concept"
    assert refusal(status, "☑ geen ☑ concept") == (
        "unknown_option", "'☑ geen ☑ concept' names several options", "Choose one of them.",
    )  # fmt: skip
    assert refusal(status, "☐ concept")[2] == NONE_TICKED
    assert refusal(status, "concept?") == (
        "unknown_option",
        "'concept?' is not an option of question 'status'",
        "Available: geen, Opdracht verstrekt, concept.",
    )
    assert refusal(status, "☑ concept|?")[0] == "unknown_option"
    eigen = Choice("b", "B?", options=(Option("☑ gedaan", "gedaan"), Option("☐ niet gedaan", "niet")))
    assert [eigen.parse(text) for text in ("☑ gedaan", "☐ niet gedaan")] == ["gedaan", "niet"]
