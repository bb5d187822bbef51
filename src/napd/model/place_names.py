"""Which area a text stands for that is no code: a code without its zeros or letters, or a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from napd.model.spelling import as_read, is_mistyped, slip_of, slug
from napd.texts import Message
from napd.texts.hints import meant_instead

if TYPE_CHECKING:
    from napd.model.area_kinds import AreaKind
    from napd.model.memberships import Area

_CODE = re.compile(r"(?P<letters>[a-z]*)[ .-]?(?P<number>[0-9]+)(?:[.,]0+)?")
_TITLE = re.compile(r"^(?:gemeente|gem|regio|centrumregio)_")
MOST = 3
"""Areas that a hint names; a text that may stand for more says too little."""


@frozen(eq=False)
class PlaceNames:
    """What areas are called, by their codes and names."""

    areas: Sequence[Area]

    @cached_property
    def _numbers(self) -> Mapping[str, list[tuple[str, Area]]]:
        """For each number of a code, without zeros before it and of any length, the letters before it, and the area."""
        found: dict[str, list[tuple[str, Area]]] = defaultdict(list)
        for area in self.areas:
            if parts := _CODE.fullmatch(area.code.casefold()):
                found[parts["number"].lstrip("0")].append((parts["letters"], area))
        return found

    @cached_property
    def _names(self) -> Mapping[str, list[Area]]:
        """The areas of each name, with and without what tells it from others of the name."""
        found: dict[str, list[Area]] = defaultdict(list)
        for area in self.areas:
            for name in dict.fromkeys(map(slug, (area.name, *_short(area.name), *area.other_names))):
                found[name].append(area)
        return found

    @cached_property
    def _codes(self) -> Mapping[str, Area]:
        return {area.code.casefold(): area for area in self.areas}

    def named(self, text: str) -> Sequence[Area]:
        """The areas that a text names, in any capitals: by their code, else by their name, else by a part of that.

        "gemeente" or "regio" before a name says which kind it is.
        """
        if area := self._codes.get(text.strip().casefold()):
            return [area]
        whole = slug(text)
        name = _TITLE.sub("", whole)
        kind = "municipality" if whole.startswith("gem") else "region"
        found = self._names.get(name) or self._having(name)
        return [area for area in found if name == whole or area.kind == kind]

    def _having(self, part: str) -> Sequence[Area]:
        """The areas with a part in their name; of an empty one none."""
        names = [name for name in self._names if part and part in name]
        return list(dict.fromkeys(area for name in names for area in self._names[name]))

    def hint(self, text: str, kind: AreaKind | None = None) -> Message | None:
        """Name the few areas, of a kind, that a text can stand for, as 'Did you mean ...?'; None if there are none.

        A name that looks like another may well be that of a place which is no municipality any more, or never was one;
        so of names only slips of the pen are looked for.
        """
        found = [area for area in self._meant(as_read(text)) if kind in (None, area.kind)]
        return meant_instead(f"{area.code} ({area.name})" for area in found) if len(found) <= MOST else None

    def _meant(self, text: str) -> Iterable[Area]:
        if parts := _CODE.fullmatch(text):
            same = self._numbers.get(parts["number"].lstrip("0"), [])
            return [area for letters, area in same if parts["letters"] in ("", letters)]
        name = _TITLE.sub("", slug(text))
        if name in self._names:
            return self._names[name]
        having = [known for known in self._names if name and f"_{name}_" in f"_{known}_"]
        slip = None if having else slip_of(name, [known for known in self._names if is_mistyped(name, known)])
        found = having if any(known.startswith(f"{name}_") for known in having) else filter(None, [slip])
        return dict.fromkeys(area for known in found for area in self._names[known])


def _short(name: str) -> Iterator[str]:
    """A name without what follows it: Bergen (NH.) is Bergen, and Nuenen, Gerwen en Nederwetten is Nuenen."""
    yield re.split(r"[(,]", name)[0]
