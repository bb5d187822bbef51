"""What the tests in a browser share: a Chromium that is on the machine, a site made once, windows that are watched.

They import `looking`, `watching`, `page_by_hand`, `hostile` and `kinds` by name.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[3] / "examples"
NATIONAL = EXAMPLES / "landelijk-FICTIEF" / "answers.csv"
BESIDE = {"figures": [EXAMPLES / "cijfers-FICTIEF" / "figures.csv"], "stories": [EXAMPLES / "verhalen-FICTIEF"]}
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TOLD = """---
titel: Een kamer
verteller: ervaringskenner
dag: 2025-11-03
indicator: opvang
toestemming: ja
---
Ik sliep twee jaar in de opvang.
"""
"""A story."""
WITHOUT_CHROMIUM = "There is no Chromium to look with: apt install chromium"


@pytest.fixture(scope="session")
def browser():
    """A Chromium of the machine, without a screen."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Install the dependency group `browser`")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(WITHOUT_CHROMIUM)
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=program)
        yield launched
        launched.close()


@pytest.fixture
def window(browser):
    """Opens a window of its own: its page, and the list of what goes wrong in it."""
    from watching import watch

    windows = []

    def opened(*, width=1280, height=900, **options):
        options = {"reduced_motion": "reduce", "locale": "nl-NL"} | options
        windows.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        page = windows[-1].new_page()
        return page, watch(page)

    yield opened
    for opened_before in windows:
        opened_before.close()


@pytest.fixture
def visit(window):
    """Opens a file in a window; what it asks of elsewhere, logs as an error or has blocked fails the test."""
    from looking import fine

    watched = []

    def opened(file, **options):
        page, faults = window(**options)
        watched.append(faults)
        page.goto(file.as_uri())
        return page

    yield opened
    fine([fault for faults in watched for fault in faults])


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder with the report of the national example, with figures and stories beside it."""
    import napd
    from napd_report import report

    folder = tmp_path_factory.mktemp("report") / "site"
    framework = napd.Framework.installed(**BESIDE, report={"open": True, "contact": "vragen@example.nl"})
    return report(napd.score(NATIONAL, framework), folder).folder


@pytest.fixture(scope="session")
def small_site(tmp_path_factory):
    """The folder with a report of two regions and one indicator, of a round that is open, with one story."""
    from town import AREAS, GOOD, OPVANG, ROUNDS, table

    import napd
    from napd_report import report

    folder = tmp_path_factory.mktemp("small")
    (folder / "verhaal.md").write_text(TOLD, encoding="utf-8")
    given = {"report": {"open": True, "sender": "Afzender"}, "stories": [folder / "verhaal.md"]}
    framework = napd.Framework(indicators=[OPVANG], areas=AREAS, rounds=ROUNDS, **given)
    answers = [row for row in GOOD if row["indicator"] == "opvang"]
    return report(napd.score(table(answers), framework), folder / "site").folder


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """The folder with a report of answers whose notes want to be more than text; so do its title and a story."""
    from hostile import ANSWERS, STORY, TITLE

    import napd
    from napd_report import report

    folder = tmp_path_factory.mktemp("report")
    (folder / "verhaal.md").write_text(STORY, encoding="utf-8")
    framework = napd.Framework.installed(stories=[folder / "verhaal.md"])
    return report(napd.score(ANSWERS, framework), folder / "site", title=TITLE).folder
