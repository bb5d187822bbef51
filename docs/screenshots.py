"""The pictures of docs/images: a report of the national example, as it looks wide, narrow and printed.

Run it with `nox -s screenshots`. The same machine gives the same pictures; another Chromium or other fonts do not.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

import napd
from napd_report import report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
ANSWERS = ROOT / "examples" / "landelijk-FICTIEF" / "answers.csv"
IMAGES = ROOT / "docs" / "images"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDE, NARROW = (1280, 1400), (360, 900)
"""Windows, in px."""
OVERVIEW, REGION, INDICATOR = "index.html", "regio/MO0402.html", "indicator/opvang-ombouw.html"
PICTURES = {
    "overzicht": (OVERVIEW, WIDE, None),
    "overzicht-kaart": (OVERVIEW, WIDE, "#kaart"),
    "regios": ("regios.html", WIDE, None),
    "regios-smal": ("regios.html", NARROW, None),
    "overzicht-smal": (OVERVIEW, NARROW, None),
    "regio": (REGION, WIDE, None),
    "regio-smal": (REGION, NARROW, None),
    "indicator": (INDICATOR, WIDE, None),
    "indicator-smal": (INDICATOR, NARROW, None),
    "methode": ("methode.html", WIDE, None),
    "methode-smal": ("methode.html", NARROW, None),
}
"""By name: the page, the window, and the part of the page that is shown, by default its top."""
ENGLISH = {"overview": (OVERVIEW, WIDE, None), "region": (REGION, WIDE, None)}
"""The same in English."""
PAPER = {"overzicht-papier": OVERVIEW, "regio-papier": REGION, "indicator-papier": INDICATOR}
"""By name: the page of which the first sheet is shown."""
COLOURS = 96
DOTS = 1.4
"""Of a printed page, px for each point."""


def main() -> None:
    """Make every picture."""
    IMAGES.mkdir(exist_ok=True)
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = report(napd.score(ANSWERS), Path(folder) / "site").folder
        english = report(napd.score(ANSWERS, napd.Framework.installed(language="en")), Path(folder) / "english").folder
        browser = playwright.chromium.launch(executable_path=program)
        for made, pictures in ((site, PICTURES), (english, ENGLISH)):
            for name, (file, window, part) in pictures.items():
                keep(name, shot(opened(browser, made / file, window), part))
        keep("overzicht-donker", shot(opened(browser, site / OVERVIEW, WIDE, dark=True), None))
        for name, file in PAPER.items():
            keep(name, sheet(opened(browser, site / file, WIDE)))
        browser.close()


def opened(browser: Browser, file: Path, window: tuple[int, int], *, dark: bool = False) -> Page:
    """A page in a window of this width and height, in px."""
    size = {"width": window[0], "height": window[1]}
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    page = browser.new_page(viewport=size, reduced_motion="reduce", locale="nl-NL", color_scheme=scheme)
    page.goto(file.as_uri())
    return page


def shot(page: Page, part: str | None) -> Image.Image:
    """What the window shows, or a part of the page as a whole."""
    png = page.locator(part).screenshot() if part else page.screenshot()
    return Image.open(io.BytesIO(png))


def sheet(page: Page) -> Image.Image:
    """The first sheet of A4."""
    with pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True)) as paper:
        return paper[0].render(scale=DOTS).to_pil()


def keep(name: str, image: Image.Image) -> None:
    """Write a picture, in few colours so that it is small."""
    path = IMAGES / f"{name}.png"
    small = image.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {image.width} by {image.height} px, {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
