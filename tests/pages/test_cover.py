"""The cover, and how the pages are shared: what napd.toml says under [report], and what is found without it."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from sites import built
from town import FRAMEWORK, GOOD, answer, table

from napd import AreaRegistry, Framework, Rounds, score
from napd_report.badges import Badge
from napd_report.levels import unknown
from napd_report.preview import HEIGHT, MARK, MOST, WIDTH, preview
from napd_report.sharing import ATOM, MAPS, is_ours

SAID = {
    "title": "Dakloosheid in Noord en Zuid", "introduction": "Lees & praat <mee>.", "sender": "De regio's",
    "contact": "vragen@example.nl", "date": date(2026, 1, 15), "next_round": "voorjaar 2026",
    "address": "https://www.example.nl/thuis",
}  # fmt: skip


def pages(folder, answers=GOOD, **said):
    """The pages of the town with some settings."""
    return built(score(table(answers), evolve(FRAMEWORK, report=said)), folder / "site")


def facts(page):
    """What stands in the list of facts, by its name."""
    names, texts = list(page.one("dl", "facts").all("dt")), list(page.one("dl", "facts").all("dd"))
    return {name.text: text.text for name, text in zip(names, texts, strict=True)}


def meta(page, name):
    """What a page says of itself to who shares it."""
    return [each.attributes["content"] for each in page.all("meta") if name in each.attributes.values()]


def test_what_is_said_is_shown(tmp_path):
    """On the first page, and who to ask on each; an address is a link, and the preview is there for all of them."""
    made = pages(tmp_path, **SAID)
    home = made["index.html"]
    assert next(home.all("p", "lead")).text == "Lees & praat <mee>."
    assert home.one("p", "name").text == "Dakloosheid in Noord en Zuid"
    told = facts(home)
    assert (told["Van"], told["Vragen?"], told["Volgende meting"]) == (
        "De regio's",
        "vragen@example.nl",
        "voorjaar 2026",
    )
    assert told["Gepubliceerd"] == "15 januari 2026"
    for name, page in made:
        foot = page.one("footer")
        assert "Van: De regio's, gepubliceerd op 15 januari 2026. Vragen: vragen@example.nl" in foot.text
        assert [a.attributes["href"] for a in foot.all("a")][-1] == "mailto:vragen@example.nl"
        assert meta(page, "og:url") == [f"https://www.example.nl/thuis/{name}"]
        assert meta(page, "og:image") == ["https://www.example.nl/thuis/voorbeeld.png"]
        assert meta(page, "robots") == []


def test_what_nobody_said_is_found_or_left_out(tmp_path):
    """The title names the subject, the next round is one of those in use, and nothing is asked of an address."""
    made = pages(tmp_path, [row for row in GOOD if row["round"] == "2024-12"])
    home = made["index.html"]
    assert home.one("p", "name").text == "Nationaal Actieplan Dakloosheid per regio"
    assert facts(home)["Volgende meting"] == "december 2025"
    assert not {"Van", "Vragen?", "Gepubliceerd"} & {*facts(home)}
    assert "Vragen:" not in home.one("footer").text
    assert meta(home, "og:url") == meta(home, "og:image") == []
    assert not [name for name in made.files if name.endswith((".xml", ".png"))]
    assert facts(pages(tmp_path)["index.html"]).get("Volgende meting") is None


@pytest.mark.parametrize(
    ("contact", "link"),
    [("https://www.example.nl/vraag", ["https://www.example.nl/vraag"]), ("bel 14 030", []), ("http://x.nl", []),
     ("javascript:alert(1)", [])],
)  # fmt: skip
def test_only_an_address_is_a_link(tmp_path, contact, link):
    """A contact that is text stays text."""
    home = pages(tmp_path, contact=contact)["index.html"]
    (told,) = [dd for dd in home.one("dl", "facts").all("dd") if dd.text == contact]
    assert [a.attributes["href"] for a in told.all("a")] == link


def test_every_page_says_what_it_is(tmp_path):
    """A title and a description of its own, for who finds or shares it."""
    made = pages(tmp_path)
    titles = [next(page.all("title")).text for _, page in made]
    descriptions = [meta(page, "description") for _, page in made]
    assert len({*titles}) == len(titles)
    assert all(len(each) == 1 and len(each[0]) > 30 for each in descriptions)
    assert all(meta(page, "og:description") == meta(page, "description") for _, page in made)


def test_search_engines(tmp_path):
    """They may show the pages; unless that is said not to be so, or answers are invented."""
    assert all(meta(page, "robots") == [] for _, page in pages(tmp_path))
    assert all(meta(page, "robots") == ["noindex"] for _, page in pages(tmp_path, search_engines=False, **SAID))
    assert not (tmp_path / "site" / "sitemap.xml").exists()
    invented = table(GOOD).append_column("FICTIEF", [["FICTIEF"] * len(GOOD)])
    made = built(score(invented, evolve(FRAMEWORK, report=SAID)), tmp_path / "site")
    assert all(meta(page, "robots") == ["noindex"] and meta(page, "og:image") == [] for _, page in made)
    assert [name for name in sorted(made.files) if name.endswith((".xml", ".png"))] == ["metingen.xml"]


def test_a_site_map_and_a_feed(tmp_path):
    """The map has every page; the feed has the rounds, the last first, with its news; both are well-formed."""
    made = pages(tmp_path, **SAID)
    found = ET.parse(tmp_path / "site" / "sitemap.xml").getroot()  # noqa: S314 - it was made here
    addresses = [each.text for each in found.iter(f"{{{MAPS}}}loc")]
    assert sorted(addresses) == sorted(f"https://www.example.nl/thuis/{name}" for name, _ in made)
    feed = ET.parse(tmp_path / "site" / "metingen.xml").getroot()  # noqa: S314 - likewise
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert [each.findtext(f"{{{ATOM}}}title") for each in entries] == ["december 2025", "december 2024"]
    assert entries[0].findtext(f"{{{ATOM}}}summary") == made["index.html"].one("h1").text
    assert [each.findtext(f"{{{ATOM}}}id") for each in entries] == [
        "https://www.example.nl/thuis/#2025-12", "https://www.example.nl/thuis/#2024-12",
    ]  # fmt: skip
    assert entries[0].findtext(f"{{{ATOM}}}updated") == "2025-12-01T00:00:00Z"


def test_a_report_takes_the_place_of_its_own_files_only(tmp_path):
    """A site map of ours is replaced; one that somebody else put there is left, and with it the report."""
    pages(tmp_path, **SAID)
    names = ("sitemap.xml", "metingen.xml", "voorbeeld.png")
    assert all(is_ours(tmp_path / "site" / name) for name in names)
    pages(tmp_path, **SAID)
    (tmp_path / "site" / "sitemap.xml").write_text("<urlset/>", encoding="utf-8")
    with pytest.raises(Exception, match=r"not part of a report, such as sitemap\.xml"):
        pages(tmp_path, **SAID)


def pixels(png: bytes):
    """The rows of a PNG of ours."""
    assert MARK.encode() in png
    start = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[start - 4 : start])
    raw = zlib.decompress(png[start + 4 : start + 4 + length])
    return [raw[at + 1 : at + 1 + 3 * WIDTH] for at in range(0, len(raw), 3 * WIDTH + 1)]


def test_the_preview():
    """A picture of the size that is asked for, with each bar as wide as the others, and its parts in proportion."""
    look = evolve(unknown(), fill="#083350")
    other = evolve(unknown(), fill="#fdebc8")
    bar = [(3, Badge("a", "", "a", look=look)), (1, Badge("b", "", "b", look=other))]
    rows = pixels(preview([bar, [], bar]))
    assert (len(rows), {len(row) for row in rows}) == (HEIGHT, {3 * WIDTH})
    row = next(row for row in rows if b"\x08\x33\x50" in row)
    dark, light = row.count(b"\x08\x33\x50"), row.count(b"\xfd\xeb\xc8")
    assert dark / (dark + light) == pytest.approx(0.75, abs=0.01)
    assert preview([bar] * 20) == preview([bar] * MOST)
    assert {*pixels(preview([]))} == {b"\xff" * 3 * WIDTH}
    assert preview([[(1, bar[0][1]), (100_000, bar[1][1])]]) != preview([bar])  # a part too small to see


def test_the_subject_of_regions_as_others_count_them(tmp_path):
    """Why there are as many regions as there are is told once, where they are those of the Netherlands."""
    assert not any("regios-tellen" in page.raw for _, page in pages(tmp_path))
    plan = next(one for one in FRAMEWORK.indicators if one.id == "opvang")
    own = Framework(indicators=[plan], areas=AreaRegistry.shipped(), rounds=Rounds.shipped())
    made = built(score(table([answer("plan", "ja", "MO0402")]), own), tmp_path / "land")
    assert [name for name, page in made if "43 centrumgemeenten" in page.raw] == ["methode.html"]
    assert "Waarom 46 regio’s?" in made["index.html"].text


def test_content_in_another_language_is_marked(tmp_path):
    """Where the pages are in English and what authors wrote is not, that says so; else nothing does."""
    english = evolve(FRAMEWORK, language="en")
    made = built(score(table(GOOD), english), tmp_path / "site")
    headings = [
        each for each in made["regio/MO0001.html"].all("h2") if each.attributes.get("id", "").startswith("over-")
    ]
    assert headings
    assert all(each.attributes["lang"] == "nl" for each in headings)
    for framework in (FRAMEWORK, evolve(english, report={"content_language": "en"})):
        made = built(score(table(GOOD), framework), tmp_path / "site")
        assert not [each for _, page in made for each in page.all() if each.tag != "html" and "lang" in each.attributes]
