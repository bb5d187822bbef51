"""What is given beside the installed plugins: plugins tried without installing them, indicators in files, and blocks.

A given plugin is trusted code, as any plugin is; a file of TOML is data, and can do nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from attrs import field, frozen

from napd.errors import ModelError, NapdError, nearest
from napd.framework.compatibility import requirement
from napd.framework.conflicts import conflicts
from napd.framework.hooks import GROUP, KINDS, hookimpl
from napd.framework.plugins import ANY, Plugin, Provided, Quarantined, installed, load
from napd.model.indicator import Indicator

PROJECT = "pyproject.toml"
LOOSE = "not installed"
"""The version of a plugin without any."""


@frozen
class Local:
    """Plugins and files beside what is installed.

    Args:
        plugins: that are tried without being installed; an indicator of theirs takes the place of the installed one.
        files: with an indicator each; it takes the place of the installed one in that version, or stands beside it.
        blocked: names of plugins, or of their distributions, that are not imported at all.
    """

    plugins: tuple[Plugin, ...] = ()
    files: tuple[Plugin, ...] = ()
    blocked: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, plugins: Iterable[str | Path] = (), files: Iterable[str | Path] = (), blocked: Iterable[str] = ()
    ) -> Local:
        """Find the plugins at these paths, each once, and read the files.

        Raises:
            NapdError: with a line for each path where there is no plugin, and for each fault of a file.
        """
        faults: list[str] = []
        found = [plugin for path in _once(plugins) for plugin in _noted(faults, tried, path)]
        read = [plugin for path in files for plugin in _noted(faults, filed, Path(path))]
        faults += _twice(read)
        if faults:
            raise NapdError("\n".join(faults))
        return cls(tuple(found), tuple(read), tuple(blocked))

    def __add__(self, other: Local) -> Local:
        """The one and the other; of two files with one version of an indicator, the other's."""
        theirs = {(plugin.name, plugin.version) for plugin in other.files}
        files = [plugin for plugin in self.files if (plugin.name, plugin.version) not in theirs]
        return Local(self.plugins + other.plugins, (*files, *other.files), self.blocked + other.blocked)

    def unblocked(self, plugins: Iterable[Plugin]) -> list[Plugin]:
        """The plugins that are not blocked."""
        return [plugin for plugin in plugins if not any(map(plugin.goes_by, self.blocked))]

    def among(self, group: str) -> list[Plugin]:
        """The plugins of a kind that may be used: the installed ones, but for those that are blocked or replaced."""
        own = [plugin for plugin in self.plugins if plugin.gives(group)]
        others = [each for each in self.unblocked(installed(group)) if not any(each.goes_by(p.name) for p in own)]
        return [*own, *others]

    def beside(self, chosen: Iterable[Provided]) -> tuple[list[Provided], list[Quarantined]]:
        """What is chosen with what is given, and what had to be left out; loads what is given.

        What is given takes its place also where it is left out: it is never silently replaced by what is installed.
        """
        own, unfit = load(plugin for plugin in self.plugins if plugin.gives(GROUP))
        ids = {each.indicator.id for each in own} | {each.indicator for each in unfit}
        kept = [each for each in chosen if each.indicator.id not in ids] + list(own)
        clashes = conflicts(kept)
        out = {(clash.plugin, clash.indicator) for clash in clashes}
        read, wrong = load(self.files)
        versions = {(plugin.name, plugin.version) for plugin in self.files}
        kept = [p for p in kept if (p.plugin, p.indicator.id) not in out]
        kept = [p for p in kept if (p.indicator.id, p.indicator.version) not in versions]
        return [*kept, *read], [*unfit, *clashes, *wrong]


def providers(provided: Iterable[Provided]) -> dict[str, Plugin]:
    """Which plugin provides each indicator; where a file adds a version, one that names both."""
    found: dict[str, Plugin] = {}
    for each in provided:
        before, plugin = found.get(each.indicator.id, each.plugin), each.plugin
        if before != plugin:
            both = f"{before.distribution} {before.version}, {plugin.distribution}"
            plugin = Plugin(plugin.name, both, plugin.version, plugin.entry_point)
        found[each.indicator.id] = plugin
    return found


def _once(paths: Iterable[str | Path]) -> Iterable[Path]:
    """The paths, but for those that lead where one before them does."""
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        found.setdefault(path.resolve(), path)
    return found.values()


def _noted(faults: list[str], find: Any, path: Path) -> Sequence[Plugin]:
    """What is found at a path; where that fails, nothing, and its faults are noted."""
    try:
        plugins: Sequence[Plugin] = find(path)
    except NapdError as error:
        faults += str(error).splitlines()
        return ()
    return plugins


def _twice(files: Sequence[Plugin]) -> list[str]:
    """Files that give one version of an indicator twice."""
    keys = [(plugin.name, plugin.version) for plugin in files]
    again = [plugin for place, plugin in enumerate(files) if keys[place] in keys[:place]]
    return [
        f"{plugin.distribution}: version {plugin.version} of indicator {plugin.name!r} is given twice; leave one out"
        for plugin in again
    ]


# Indicators in files


@frozen(eq=False)
class _IndicatorFile:
    """A file as the plugin of its one indicator."""

    value: str
    indicator: Indicator

    def load(self) -> _IndicatorFile:
        """Itself: a file has nothing to import."""
        return self

    @hookimpl
    def napd_indicators(self) -> list[Indicator]:
        """The indicator of the file."""
        return [self.indicator]


def filed(path: Path) -> tuple[Plugin, ...]:
    """The indicator in a TOML file as a plugin, named after the indicator, with its version; raises `ModelError`."""
    if path.suffix != ".toml":
        raise ModelError(f"{path}: an indicator is a .toml file; give a plugin with --plugin")
    from napd.model.file import read_indicator  # with all kinds of question and rule, by which it is read

    indicator = read_indicator(path)
    return (Plugin(indicator.id, path.name, indicator.version, _IndicatorFile(str(path), indicator)),)


# Plugins that are not installed


@frozen(eq=False)
class _Module:
    """A module in a file or folder, imported from there; `value` is its name."""

    value: str
    path: Path = field(repr=False)

    def load(self) -> Any:
        """Import it, in place of any other that goes by its name."""
        top, *inner = self.value.split(".")
        root = self.path
        for _ in inner:
            root = root.parent
        module = self._top(top, root)
        return import_module(self.value) if inner else module

    def _top(self, name: str, path: Path) -> Any:
        spec = _spec(name, path)
        module = module_from_spec(spec)
        before = {each: sys.modules.pop(each) for each in [*sys.modules] if each.partition(".")[0] == name}
        sys.modules[name] = module
        try:
            assert spec.loader is not None  # noqa: S101 - module_from_spec gives one to a folder without __init__.py too
            spec.loader.exec_module(module)
        except BaseException:
            sys.modules.pop(name)
            sys.modules.update(before)
            raise
        return module


def _spec(name: str, path: Path) -> ModuleSpec:
    """How to import a module or package; a folder without __init__.py is a package, as it is where it is installed."""
    place = path / "__init__.py" if path.is_dir() else path
    within = [str(path)] if path.is_dir() else None
    if not place.is_file():
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = within
        return spec
    found = spec_from_file_location(name, place, submodule_search_locations=within)
    assert found is not None  # noqa: S101 - a path that ends in .py always has one
    return found


def tried(path: Path) -> tuple[Plugin, ...]:
    """The plugins at a path: a module, a package, or the folder of a distribution with its pyproject.toml.

    Raises:
        NapdError: when there is none.
    """
    where = path.resolve()
    if (where / PROJECT).is_file():
        return _of_project(path, where)
    if (where.is_file() and where.suffix == ".py") or (where / "__init__.py").is_file():
        return (Plugin(where.stem, path.name or where.name, LOOSE, _Module(where.stem, where), group=ANY),)
    if not where.exists():
        near = nearest(where.name, [each.name for each in where.parent.iterdir()]) if where.parent.is_dir() else ""
        raise NapdError(f"{path}: there is no such file or folder.{near}")
    raise NapdError(f"{path}: this is not a plugin: give a .py file, a package, or a folder with a {PROJECT}")


def _of_project(path: Path, folder: Path) -> tuple[Plugin, ...]:
    """The plugins that a pyproject.toml declares."""
    from napd.model.content import utf8
    from napd.model.toml import MOST, read_toml

    try:
        project = read_toml(utf8(folder / PROJECT, MOST), PROJECT).data["project"]
        groups = {group: dict(project.get("entry-points", {}).get(group, {})) for group in KINDS}
        made_for = requirement(map(str, project.get("dependencies", ())))
    except (NapdError, AttributeError, KeyError, TypeError, ValueError):
        groups, project, made_for = {}, {}, ""
    points = [(group, point, str(value)) for group, named in groups.items() for point, value in named.items()]
    if not points:
        raise NapdError(f"{path / PROJECT}: it declares no plugin under [project.entry-points.{GROUP}]")
    name, version = str(project.get("name", folder.name)), f"{project.get('version', '')} {LOOSE}".strip()
    return tuple(
        Plugin(point, name, version, _Module(value, _place(folder, value)), "", group, made_for)
        for group, point, value in points
    )


def _place(folder: Path, module: str) -> Path:
    """Where the module of a distribution is, in its folder or under src."""
    inside = Path(*module.split("."))
    places = [root / name for root in (folder / "src", folder) for name in (inside, inside.with_suffix(".py"))]
    found = [place for place in places if place.exists()]
    if not found:
        raise NapdError(f"{folder / PROJECT}: there is no module {module!r} in this folder or in src")
    return found[0]
