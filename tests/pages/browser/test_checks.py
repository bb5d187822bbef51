"""The checks themselves: a good page has no faults, and each defect is found."""

from __future__ import annotations

import pytest
from looking import ask, axe, layout, walk
from page_by_hand import AXE, BREACHES, LAYOUT, MOTION, SCRIPT, WALK, defective, document


@pytest.fixture
def shown(visit, tmp_path):
    """Opens a page that is given as text."""

    def opened(text, **options):
        path = tmp_path / "page.html"
        path.write_text(text, encoding="utf-8")
        return visit(path, **options)

    return opened


@pytest.mark.parametrize("width", [1280, 320])
def test_a_good_page_has_no_faults(shown, width):
    """What is as it should be passes every check, wide and narrow, forwards and backwards."""
    page = shown(document(), width=width)
    assert [*axe(page), *layout(page), *ask(page, "motion"), *walk(page, look=True)] == []


def test_axe_finds_what_it_is_for(shown):
    """Whatever axe-core has to find in a page it finds, and so it does text of which it cannot measure the contrast."""
    found = axe(shown(defective(*AXE.values())))
    assert set(AXE) <= {fault.split(":")[0] for fault in found}


@pytest.mark.parametrize("words", LAYOUT)
def test_defects_of_layout_are_found(shown, words):
    """What runs out of the window, its box or its meaning is told."""
    found = layout(shown(defective(LAYOUT[words]), width=320))
    assert any(words in fault for fault in found), found


@pytest.mark.parametrize("words", WALK)
def test_defects_for_the_keyboard_are_found(shown, words):
    """What goes wrong by keyboard is told: the order, what cannot be seen, and the focus itself."""
    found = walk(shown(defective(WALK[words]), width=320, height=500), look="focus" in words)
    assert any(words in fault for fault in found), found


def test_a_trap_is_found(shown):
    """Where a script keeps the keyboard, the walk does not come to its end."""
    script = SCRIPT + 'addEventListener("focusout", (event) => event.target.id === "filter" && event.target.focus());'
    found = walk(shown(document(script=script)))
    assert any("a trap" in fault or "still going" in fault for fault in found), found


@pytest.mark.parametrize("words", MOTION)
def test_motion_is_found(shown, words):
    """What moves although the reader asked for less motion is told."""
    assert any(words in fault for fault in ask(shown(defective(MOTION[words])), "motion"))


@pytest.mark.parametrize("words", BREACHES)
def test_each_breach_is_seen(window, tmp_path, words):
    """What a page asks of elsewhere, logs, or has blocked by its policy is told."""
    path = tmp_path / "page.html"
    script = SCRIPT + ("console.error('x');" if words == "console" else "")
    path.write_text(document(script=script, extra=BREACHES[words]), encoding="utf-8")
    page, faults = window()
    page.goto(path.as_uri())
    for _ in range(100):  # what a policy blocks is told some time after the page is there
        if any(words in fault for fault in faults):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"not told: {faults}")
