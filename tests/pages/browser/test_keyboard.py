"""The pages by keyboard alone."""

from __future__ import annotations

import pytest
from kinds import KINDS, LISTS, MAIN
from looking import ask, fine, tab_to, walk


@pytest.mark.parametrize("kind", MAIN | LISTS)
def test_tab_goes_through_all_of_a_page(visit, site, kind):
    """In reading order, to everything there is to do, with a focus that shows, and out at the end."""
    fine(walk(visit(site / KINDS[kind]), look=True))


def test_the_focus_shows_in_forced_colours(visit, site):
    """So it does in the few colours that a reader sets."""
    fine(walk(visit(site / KINDS["indicator"], forced_colors="active"), look=True))


@pytest.mark.parametrize("kind", ["overview", "region"])
def test_tab_goes_back_in_a_low_window(visit, site, kind):
    """Backwards too, on a narrow and low screen, where nothing lies under a head that sticks."""
    fine(walk(visit(site / KINDS[kind], width=320, height=400), "Shift+Tab"))


def test_the_first_stop_skips_to_the_content(visit, site):
    """The first Tab shows the link that skips the menu; after it, Tab goes on inside the content."""
    page = visit(site / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('inhoud').contains(document.activeElement)")


def test_from_round_to_map_to_region(visit, site):
    """Rounds, the map and a tile: each can be chosen, and the page says what was chosen."""
    page = visit(site / "index.html")
    tab_to(page, ".facts a[href='ronde-2025-06.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ronde-2025-06.html")
    here = page.locator(".tabs [aria-current=page]")
    assert here.inner_text() in page.locator("h1").inner_text()

    before = page.locator(".map:visible h3").inner_text()
    tab_to(page, ".pick a[href='#kaart-housing-first']")
    page.keyboard.press("Enter")
    assert before != "Housing First" == page.locator(".map:visible h3").inner_text()
    assert page.url.endswith("#kaart-housing-first")

    tab_to(page, ".map:target .tile")
    name = page.evaluate("document.activeElement.querySelector('.hidden').textContent.split(':')[0]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/regio/*.html")
    assert name in page.locator("h1").inner_text()


def test_typing_filters_the_table(visit, site):
    """What one types leaves the rows with it, says how many, needs no accents or capitals, and can be taken back."""
    page = visit(site / "regios.html")
    rows = page.locator("#regios tbody tr:visible")
    everything = rows.count()
    tab_to(page, "#zoek-regios")
    page.keyboard.type("GÓÓI")
    assert rows.all_inner_texts()[0].startswith("Gooi en Vechtstreek")
    assert (rows.count(), page.locator("output").inner_text()) == (1, f"1 van {everything} regio’s gevonden")
    page.keyboard.press("Escape")
    assert (rows.count(), page.locator("output").inner_text()) == (everything, "")
    page.keyboard.type("nergens")
    assert rows.count() == 0
    assert page.locator("output").inner_text().startswith("Niets gevonden.")


def test_a_municipality_finds_its_region(visit, site):
    """Who knows a municipality only, finds the region by it from any page, reads why, and opens its page."""
    for start in ("index.html", KINDS["indicator"], KINDS["region"]):
        page = visit(site / start)
        tab_to(page, "#zoek")
        page.keyboard.type("hilversum")
        page.keyboard.press("Enter")
        page.wait_for_url("**/regios.html#zoek=hilversum")
        row = page.locator("#regios tbody tr:visible")
        assert [text.strip() for text in row.locator(".found-by").all_inner_texts()] == ["gemeente Hilversum"]
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.wait_for_url("**/regio/MO0402.html")
        assert page.locator("h1").inner_text() == "Gooi en Vechtstreek"


def test_two_regions_that_a_reader_chose(visit, site):
    """From the page of one the reader chooses another: both rows are shown, by name, and all again when asked."""
    page = visit(site / KINDS["region"])
    tab_to(page, "a[data-with]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/regios.html#samen=MO0402")
    rows = page.locator("#regios tbody tr:visible th")
    assert rows.all_inner_texts() == ["Gooi en Vechtstreek"]
    assert page.evaluate("document.activeElement.name") == "ander"
    page.keyboard.type("Almelo")
    assert rows.all_inner_texts() == ["Almelo", "Gooi en Vechtstreek"]
    tab_to(page, "button[type=reset]")
    page.keyboard.press("Enter")
    assert rows.count() > 2


def test_skipping_past_the_table(visit, site):
    """A link before the table leads past it, so that nobody has to go through all regions."""
    page = visit(site / "regios.html")
    tab_to(page, "a[href='#na-tabel']")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.querySelector('#regios').contains(document.activeElement)")
    assert page.evaluate("document.activeElement.closest('section').querySelector('h2').id") == "samen"


@pytest.mark.parametrize("kind", MAIN | LISTS)
def test_no_page_is_a_long_way(visit, site, kind):
    """A page has fewer than 150 places to stop at; the map counts once for each region."""
    page = visit(site / KINDS[kind])
    stops = page.locator(
        "a[href]:visible, button:visible, input:visible, select:visible, summary:visible, [tabindex='0']:visible"
    )
    assert stops.count() < 150


def test_what_is_folded_opens(visit, site):
    """A folded part opens and closes with Enter, and what is in it can be reached."""
    page = visit(site / KINDS["region"])
    tab_to(page, "details > summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    assert ask(page, "words")
    page.keyboard.press("Enter")
    assert not page.evaluate("document.activeElement.parentElement.open")


def test_the_map_needs_no_script(visit, site):
    """The choice of the map works where scripts do not run."""
    page = visit(site / "index.html", java_script_enabled=False)
    shown, titles = page.locator(".map:visible h3"), []
    choices = page.locator(".pick a")
    for choice in choices.all():
        choice.click()
        assert shown.all_inner_texts() == [choice.inner_text()]
        titles += shown.all_inner_texts()
    assert len(titles) == len(set(titles)) == choices.count()


def test_the_choice_of_the_map_stays(visit, site):
    """It is in the address: a page opened at a map shows that one, marked as chosen; going back undoes it."""
    page = visit(site / "index.html")
    usual = page.locator(".map:visible h3").inner_text()
    page.goto(f"{page.url}#kaart-housing-first")
    page.reload()
    assert page.locator(".map:visible h3").all_inner_texts() == ["Housing First"]
    colours = page.locator(".pick a").evaluate_all("(all) => all.map((each) => getComputedStyle(each).backgroundColor)")
    chosen = page.locator(".pick a").all_inner_texts().index("Housing First")
    assert colours.count(colours[chosen]) == 1
    page.go_back()
    assert page.locator(".map:visible h3").all_inner_texts() == [usual]


def test_the_map_can_be_skipped(visit, site):
    """One link leads past all tiles, of which only those of one map can have the focus at all."""
    page = visit(site / "index.html")
    tab_to(page, ".skip-map a")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.map-part')")
    assert (
        page.evaluate("[...document.querySelectorAll('.tile')].filter((each) => each.checkVisibility()).length") == 46
    )
