"""How levels look: told apart in light and dark, without colours, in grey, and whatever colours somebody chose."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd import DEFAULT_SCALE
from napd.model.colours import BLACK, SHADES, WHITE, between, colours_of, contrast, edge, ink
from napd.model.scale import Level, LevelStyle, Scale
from napd_report.badges import symbol_of
from napd_report.levels import DARK, MARKED, NIGHT, looks, style_of, unknown

BLIND = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "achromatopsia": [[0.2126, 0.7152, 0.0722]] * 3,
}
"""What is left of linear red, green and blue: Machado, Oliveira and Fernandes (2009), severity 1.0; and luminance."""
SIZES = sorted(SHADES)
PAGES = {"light": False, "dark": True}
colours = st.from_regex(r"\A#[0-9a-f]{6}\Z")


def of_size(size):
    """A scale of so many levels."""
    return Scale([Level(f"l{n}", f"niveau {n}") for n in range(size)])


def seen(colour: str, blind: str) -> str:
    """A colour as somebody sees it who does not see all colours."""
    values = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    left = np.clip(np.array(BLIND[blind]) @ linear, 0, 1)
    values = np.where(left <= 0.0031308, left * 12.92, 1.055 * left ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(value * 255):02x}" for value in values)


# Colours


@given(colours)
def test_ink_can_be_read(colour):
    """On every colour the chosen ink has a contrast of 4.5 to 1 or more."""
    assert contrast(ink(colour), colour) >= 4.5


def test_known_contrasts():
    """Contrast goes from 1 to 21, and does not depend on which is which; #767676 on white is the known 4.54."""
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.005)


def test_between_two_colours():
    """It begins at one, ends at the other, and never turns back."""
    found = list(between("#fdebc8", BLACK))
    assert (found[0], found[-1], len(found)) == ("#fdebc8", BLACK, 21)
    assert [contrast(each, WHITE) for each in found] == sorted(contrast(each, WHITE) for each in found)


@given(colours, st.sampled_from([WHITE, NIGHT]))
def test_parts_stand_out(colour, page):
    """Whatever its colour, a part has an edge with a contrast of 3 to 1 or more with the page: its own where it can."""
    assert contrast(edge(colour, page), page) >= 3
    assert (edge(colour, page) == colour) == (contrast(colour, page) >= 3)


def test_more_levels_than_colours():
    """They run from the lightest to the darkest, and neighbours may share one."""
    chosen = colours_of(of_size(12), {})
    assert (chosen[0], chosen[-1], list(dict.fromkeys(chosen))) == (SHADES[7][0], SHADES[7][-1], [*SHADES[7]])


def test_a_framework_gives_colours():
    """By level id; the others keep theirs. In the dark a chosen colour stays."""
    styles = {"in-ontwikkeling": LevelStyle(colour="#ABCDEF"), "x": LevelStyle()}
    assert colours_of(DEFAULT_SCALE, styles) == (SHADES[3][0], "#abcdef", SHADES[3][2])
    dark = looks(DEFAULT_SCALE, styles, dark=True)
    assert [one.fill for one in dark] == [DARK[3][0], "#abcdef", DARK[3][2]]


@pytest.mark.parametrize("colour", ["green", "#fff", "#12345g", "#123456; x", "", "#123456\n"])
def test_what_is_no_colour(colour):
    """What is no colour is left out, so that nothing else comes into a page by it."""
    assert colours_of(DEFAULT_SCALE, {"gerealiseerd": LevelStyle(colour=colour)}) == SHADES[3]


# Levels told apart


@pytest.mark.parametrize("dark", PAGES.values(), ids=PAGES)
def test_three_levels(dark):
    """Neighbours have a contrast of 3 to 1 or more, the ends one of 10 to 1; no other three levels are needed often."""
    fills = [one.fill for one in looks(DEFAULT_SCALE, {}, dark=dark)]
    assert min(contrast(*pair) for pair in pairwise(fills)) >= 3
    assert contrast(fills[0], fills[-1]) >= 10


@pytest.mark.parametrize("dark", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_levels_go_by_steps(size, dark):
    """Each level is further from the page than the one before it, by one ratio, and its own colour."""
    found = looks(of_size(size), {}, dark=dark)
    fills = [one.fill for one in found]
    steps = [contrast(*pair) for pair in pairwise(fills)]
    assert len(set(fills)) == size
    assert steps == pytest.approx([contrast(fills[0], fills[-1]) ** (1 / (size - 1))] * (size - 1), rel=0.2)
    away = [contrast(fill, found[0].page) for fill in fills]
    assert away == sorted(away)


@pytest.mark.parametrize("blind", BLIND)
@pytest.mark.parametrize("dark", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_levels_are_told_apart_without_colours(size, dark, blind):
    """Who does not see some colours, or none, sees the same order, in steps that are nearly as large."""
    fills = [one.fill for one in looks(of_size(size), {}, dark=dark)]
    left = [seen(fill, blind) for fill in fills]
    page = seen(NIGHT if dark else WHITE, blind)
    away = [contrast(fill, page) for fill in left]
    assert away == sorted(away)
    assert len(set(away)) == size
    for one, other in zip(pairwise(fills), pairwise(left), strict=True):
        assert contrast(*other) >= 0.8 * contrast(*one)


def test_three_levels_without_red_and_green():
    """Neighbours of the usual scale keep their 3 to 1 for most who do not see all colours."""
    for dark in (False, True):
        fills = [seen(one.fill, "deuteranopia") for one in looks(DEFAULT_SCALE, {}, dark=dark)]
        assert min(contrast(*pair) for pair in pairwise(fills)) >= 3


@pytest.mark.parametrize("size", range(2, 13))
def test_patterns_of_neighbours_differ(size):
    """So a printer without colours tells them apart, even where there are more levels than colours."""
    found = [one.pattern for one in looks(of_size(size), {})]
    assert len(found) == size
    assert all(one != other for one, other in pairwise(found))


@pytest.mark.parametrize("size", range(2, 9))
def test_a_level_without_a_sign_gets_one(size):
    """A circle that fills up, or its number: never the same for two levels."""
    signs = [symbol_of(level, place, size) for place, level in enumerate(of_size(size).levels)]
    assert len(set(signs)) == size
    assert all(len(sign) == 1 for sign in signs)


def test_signs_of_many_levels():
    """After twenty there is no figure in a circle, and a level goes by its word."""
    assert [symbol_of(Level("a", "a"), place, 22) for place in (0, 19, 20)] == ["①", "⑳", ""]
    assert symbol_of(Level("a", "a", "!"), 0, 3) == "!"


@given(colours, st.sampled_from([False, True]), st.integers(0, 2))
def test_a_look_can_be_read(colour, dark, place):
    """Whatever colour somebody chose: words on it, its edge on the page and its pattern on it are all seen."""
    styles = {DEFAULT_SCALE.ids[place]: LevelStyle(colour=colour)}
    look = looks(DEFAULT_SCALE, styles, dark=dark)[place]
    assert look.fill == (colour if colour != SHADES[3][place] or not dark else look.fill)
    assert contrast(look.ink, look.fill) >= 4.5
    assert contrast(look.edge, look.page) >= 3
    assert contrast(look.mark, look.fill) >= MARKED


@pytest.mark.parametrize("dark", PAGES.values(), ids=PAGES)
def test_what_is_not_known_is_no_level(dark):
    """It is as light as the page, with an edge that is seen."""
    look = unknown(dark=dark)
    assert (look.fill, look.pattern, look.is_level) == (look.page, "plain", False)
    assert contrast(look.edge, look.page) >= 3


def test_the_style_sheet():
    """Each level has its look, on paper too, and another on a dark screen."""
    text = "".join(style_of("scale-3", DEFAULT_SCALE, {}))
    light, dark = text.split("@media screen and (prefers-color-scheme:dark){")
    for part, shades in ((light, SHADES), (dark, DARK)):
        assert re.findall(r"\.scale-3-(\d)\{--fill:(#\w{6});", part) == [
            (f"{place}", shade) for place, shade in enumerate(shades[3])
        ]
    assert "--pattern:none" in light.splitlines()[2]
    assert "radial-gradient" in light.splitlines()[0]
