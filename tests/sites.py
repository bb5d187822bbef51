"""Sites as a reader sees them: pages parsed as HTML, with their texts, ids, links and cells."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from attrs import evolve

from napd.framework.local import Local
from napd.scoring.result import Result
from napd_report import Site, report

VOID = {"meta", "link", "br", "input", "img", "hr"}
"""Elements without an end."""


class Element:
    """An element with its attributes, and its children: elements and texts."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Element | str] = []

    @property
    def text(self) -> str:
        """All its text, with each run of white space made one space."""
        return " ".join(self.raw.split())

    @property
    def raw(self) -> str:
        """All its text as it stands."""
        return "".join(each if isinstance(each, str) else each.raw for each in self.children)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def all(self, tag: str = "", kind: str = "", **attributes: str) -> Iterator[Element]:
        """The elements in it, in order, that have a tag, a class and attributes."""
        for each in self.children:
            if isinstance(each, Element):
                if (
                    tag in ("", each.tag)
                    and (not kind or kind in each.classes)
                    and attributes.items() <= each.attributes.items()
                ):
                    yield each
                yield from each.all(tag, kind, **attributes)

    def one(self, tag: str = "", kind: str = "", **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(tag, kind, **attributes)
        return found


class Parser(HTMLParser):
    """Parses a page; it must close each element that it opens, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, which has each attribute once."""
        assert len(attrs) == len(dict(attrs)), f"an attribute stands twice in {tag}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element of SVG and close it."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.open[-1].children.append(data)


def parsed(page: bytes | str) -> Element:
    """A page as a tree."""
    parser = Parser()
    parser.feed(page.decode() if isinstance(page, bytes) else page)
    parser.close()
    assert parser.open == [parser.root]
    return parser.root


class Pages:
    """The pages of a folder by their names, such as "regio/MO0402.html", parsed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        paths = sorted(folder.rglob("*.html"))
        self.pages = {path.relative_to(folder).as_posix(): parsed(path.read_bytes()) for path in paths}
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    def __getitem__(self, name: str) -> Element:
        return self.pages[name]

    def __iter__(self) -> Iterator[tuple[str, Element]]:
        return iter(self.pages.items())

    def under(self, folder: str) -> dict[str, Element]:
        """The pages in a folder, by their names without the ending."""
        return {PurePosixPath(name).stem: page for name, page in self if name.startswith(f"{folder}/")}

    def dead_links(self) -> list[tuple[str, str]]:
        """Links that lead to no file or id: the page, and the link."""
        return [
            (name, link.attributes["href"])
            for name, page in self
            for link in page.all("a")
            if not self._leads(name, link.attributes["href"])
        ]

    def _leads(self, name: str, href: str) -> bool:
        parts = urlsplit(href)
        path = resolved(PurePosixPath(name).parent, unquote(parts.path)) if parts.path else name
        there = not (parts.scheme or parts.netloc or parts.query) and path in self.files
        return there and (not parts.fragment or unquote(parts.fragment) in ids(self.pages[path]))


def resolved(folder: PurePosixPath, path: str) -> str:
    """Where a relative path leads."""
    found: list[str] = list(folder.parts)
    for part in path.split("/"):
        if part == "..":
            found.pop()
        else:
            found.append(part)
    return "/".join(found)


def ids(page: Element) -> list[str]:
    """The ids of a page."""
    return [each.attributes["id"] for each in page.all() if "id" in each.attributes]


def rows(table: Element) -> dict[str, list[Element]]:
    """The rows of a table by the text of their headings."""
    return {row.one("th").text: list(row.all("td")) for row in table.one("tbody").all("tr")}


def strange(page: Element) -> list[Any]:
    """What the pages must not have: what comes from elsewhere, or what their policy refuses."""
    found: list[Any] = []
    for each in page.all():
        refused = {"style", "srcdoc", "formaction", "action", "method", "srcset", "ping", "background", "data"}
        found += [(each.tag, name) for name in each.attributes if name.startswith("on") or name in refused]
        links = {name: each.attributes[name] for name in ("href", "src", "xlink:href") if name in each.attributes}
        found += [(each.tag, *one) for one in links.items() if urlsplit(one[1]).scheme or urlsplit(one[1]).netloc]
        if each.tag in ("iframe", "object", "embed", "base", "img", "video", "audio", "use", "foreignobject"):
            found.append(each.tag)
    return [one for one in found if one != ("link", "href", "data:,")]


def built(result: Result, folder: Path, *, told: dict[str, Site] | None = None, **options: Any) -> Pages:
    """The pages of a result; without a workbook, which takes time, where the plugins that may be used are not named.

    Args:
        result: the result.
        folder: where they go.
        told: takes what the report says of itself, as "site".
        options: those of `report`; and `given`, the plugins that are tried or blocked.
    """
    given = options.pop("given", Local(blocked=("xlsx",)))
    site = report(evolve(result, framework=evolve(result.framework, local=given)), folder, **options)
    (told if told is not None else {})["site"] = site
    return Pages(folder)
