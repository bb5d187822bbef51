"""Plugins: found by their metadata, loaded one by one, and quarantined when something is wrong with them.

`pluggy.PluginManager.load_setuptools_entrypoints` stops at the first broken plugin without naming it, in file-system
order; here each plugin gets a manager of its own, in the order of its name, so that none can stop another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import Distribution, EntryPoint, distributions, entry_points
from pathlib import PurePath
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

import pluggy
from attrs import field, frozen

import napd.model.kinds  # noqa: F401 - before a plugin can give a kind of its own the name of one of these
from napd.errors import NapdError, in_words, nearest, one_line
from napd.framework import hooks
from napd.framework.compatibility import for_another, requirement
from napd.framework.guest import guest
from napd.framework.hooks import GROUP, KINDS
from napd.model.indicator import Indicator

if TYPE_CHECKING:
    from importlib.metadata import PackageMetadata

    from napd.decision.rubric import Rubric

Step = Literal["read", "import", "register", "describe", "compile", "prove", "conflict", "write", "open", "rows", "run"]
HOOKS = tuple(name for name in vars(hooks) if name.startswith("napd_"))
"""The hooks that a plugin can implement."""
One = TypeVar("One")
ANY = ""
"""The group of a plugin that has no metadata: what it gives, its hooks say."""


class Loadable(Protocol):
    """What gives the module of a plugin: an entry point, or a file that is not installed."""

    @property
    def value(self) -> str:
        """The module, as an entry point names it."""

    def load(self) -> Any:
        """Import it."""


@frozen(order=True)
class Plugin:
    """A plugin, as its metadata names it; nothing of it has been imported.

    `group` is that of its entry point, which says what it gives; `made_for` which versions of napd it requires, such as
    ">=0.1,<0.2", empty where it does not say. `fault` says why its entry point cannot be read; of a distribution whose
    whole file of entry points cannot be read, it is not known which plugins it has, and it stands here as one by its
    own name.
    """

    name: str
    distribution: str
    version: str
    entry_point: Loadable = field(eq=False, order=False, repr=False)
    fault: str = field(default="", eq=False, order=False, repr=False)
    group: str = GROUP
    made_for: str = field(default="", eq=False, order=False)

    def gives(self, group: str) -> bool:
        """Whether it is of a kind, by the group of its entry point, or may be."""
        return self.group in (group, ANY)

    def goes_by(self, name: str) -> bool:
        """Whether this is its name, or that of its distribution."""
        return name in (self.name, self.distribution)

    def __str__(self) -> str:
        return f"{self.name} ({self.distribution} {self.version})"


@frozen
class Quarantined:
    """A plugin, or one of its indicators, that is left out, and why.

    Args:
        plugin: whose fault it is.
        step: how far it came.
        message: what went wrong, in one line.
        indicator: the id of the indicator that is left out; empty where it is the whole plugin.
        cause: the exception, where there was one.
    """

    plugin: Plugin
    step: Step
    message: str
    indicator: str = ""
    cause: BaseException | None = field(default=None, eq=False, repr=False)

    def __str__(self) -> str:
        what = f"indicator {self.indicator!r} of plugin" if self.indicator else "plugin"
        return f"{what} {self.plugin} is left out, at the step {self.step!r}: {self.message}"


@frozen(eq=False)
class Provided:
    """An indicator that a plugin provides, with its proved rubric."""

    plugin: Plugin
    rubric: Rubric

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.rubric.indicator


def installed(group: str = GROUP) -> tuple[Plugin, ...]:
    """Every installed plugin of a kind, sorted by name and distribution; imports none of them."""
    try:
        points = entry_points(group=group)
    except Exception:  # noqa: BLE001 - a malformed file of any distribution at all stops it, in one way or another
        found = [plugin for each in distributions() for plugin in _plugins_of(each, group)]
        return tuple(sorted({(p.name, p.distribution): p for p in reversed(found)}.values()))  # the first on the path
    return tuple(sorted(map(plugin_of, points)))


def every() -> tuple[Plugin, ...]:
    """Every installed plugin of every kind; one whose kind cannot be read stands among those of indicators."""
    more = [plugin for group in KINDS for plugin in installed(group) if group == GROUP or not plugin.fault]
    return tuple(sorted(more))


def _plugins_of(distribution: Distribution, group: str) -> list[Plugin]:
    """The plugins of one distribution; where its entry points cannot be read, one that says so."""
    try:
        return [plugin_of(point) for point in distribution.entry_points if point.group == group]
    except Exception:  # noqa: BLE001 - as above
        name, version, _, fault = _described(distribution)
        fault = "its entry_points.txt is malformed, so its plugins cannot be found; install it again, or uninstall it"
        return [Plugin(name, name, version, EntryPoint(name, "", group), fault, group)]


def plugin_of(point: EntryPoint) -> Plugin:
    """The plugin that an entry point names; where metadata is missing, its distribution or version is "unknown"."""
    good = EntryPoint.pattern.match(point.value)
    named = "" if good else f"its entry point is {point.value!r}, which is not a module; the distribution must name one"
    name, version, made_for, fault = _described(point.dist)
    return Plugin(point.name, name, version, point, fault or named, point.group, made_for)


def _described(distribution: Distribution | None) -> tuple[str, str, str, str]:
    """The name of a distribution, its version, the versions of napd that it requires, and why it cannot be read."""
    try:
        said = _metadata(distribution) if distribution else None  # each time this is asked for, the file is read again
        name, version = (str(said[key]) if said and key in said else "unknown" for key in ("Name", "Version"))
        return name, version, requirement(said.get_all("Requires-Dist") or () if said else ()), ""
    except Exception as error:  # noqa: BLE001 - such as a file that is no UTF-8, or may not be read
        fault = f"its METADATA cannot be read ({one_line(error)}); install it again, or uninstall it"
        folder = PurePath(str(getattr(distribution, "_path", ""))).name.removesuffix(".dist-info")
        name, _, version = folder.partition("-")
        return name or "unknown", version or "unknown", "", fault


def _metadata(distribution: Distribution) -> PackageMetadata | None:
    """The metadata of a distribution; None where it has no such file, for which newer versions of importlib raise."""
    with suppress(FileNotFoundError):
        return distribution.metadata
    return None


def load(plugins: Iterable[Plugin]) -> tuple[tuple[Provided, ...], tuple[Quarantined, ...]]:
    """Load plugins one by one: what they provide, and what had to be left out.

    Raises nothing: an exception or `sys.exit` in a plugin puts that plugin in quarantine. Costs the import of each
    plugin and the compilation and proof of each of its indicators.
    """
    provided: list[Provided] = []
    quarantined: list[Quarantined] = []
    for plugin in plugins:
        good, bad = _load_one(plugin)
        provided += good
        quarantined += bad
    return tuple(provided), tuple(quarantined)


def described(plugins: Iterable[Plugin]) -> Iterator[Indicator]:
    """The indicators that plugins say they have, neither compiled nor proved; of a plugin that fails none."""
    for plugin in plugins:
        with suppress(PluginFault):
            yield from asked(plugin, GROUP, _indicators)


class PluginFault(Exception):  # noqa: N818 - not an error, the end of a plugin's way
    """What went wrong with a plugin, and at which step."""

    def __init__(self, step: Step, message: str) -> None:
        super().__init__(message)
        self.step = step


def _load_one(plugin: Plugin) -> tuple[list[Provided], list[Quarantined]]:
    good: list[Provided] = []
    bad: list[Quarantined] = []
    try:
        indicators = asked(plugin, GROUP, _indicators)
    except PluginFault as stop:
        return [], [Quarantined(plugin, stop.step, str(stop), cause=stop.__cause__)]
    for indicator in indicators:
        try:
            good.append(Provided(plugin, _proved(indicator)))
        except PluginFault as stop:
            bad.append(Quarantined(plugin, stop.step, str(stop), indicator.id, stop.__cause__))
    return good, bad


def asked(plugin: Plugin, group: str, read: Callable[[Sequence[Any]], One]) -> One:
    """What a plugin gives, when it is asked by the hook of a group.

    Args:
        plugin: which is imported.
        group: which says the hook.
        read: takes what the hook returned; no value where the plugin does not have the hook.

    Raises:
        Stop: where anything at all goes wrong in the plugin, also `sys.exit`, or what it returned cannot be read.
    """
    if plugin.fault or (wrong := for_another(plugin.made_for)):
        raise PluginFault("read", plugin.fault or wrong)
    manager = pluggy.PluginManager(hooks.GROUP)
    manager.add_hookspecs(hooks)
    step: Step = "import"
    try:
        with guest():
            module = plugin.entry_point.load()
            step = "register"
            manager.register(module, name=plugin.name)
            _check_hooks(manager, module, plugin.group)
            step = "describe"
            hook = getattr(manager.hook, KINDS[group])
            return read(hook() or [None] * len(hook.get_hookimpls()))  # pluggy passes over None
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PluginFault(step, one_line(error) + last_line(plugin, error)) from error


def _check_hooks(manager: pluggy.PluginManager, module: object, group: str) -> None:
    """Refuse a plugin with a hook that napd does not have, with none that it has, or without that of its group.

    pluggy's own `check_pending` says less: it stops at the first, and names neither the nearest hook nor a plugin
    without any.
    """
    callers = manager.get_hookcallers(module) or []
    required = [c.name for c in callers if not all(hook.optionalhook for hook in c.get_hookimpls())]
    if unknown := [f"there is no hook {name!r}.{nearest(name, HOOKS)}" for name in required if name not in HOOKS]:
        raise NapdError("\n".join(unknown))
    if not callers and (bare := [name for name in HOOKS if hasattr(module, name)]):
        raise NapdError(f"{', '.join(bare)} is not marked as a hook; write @hookimpl above it")
    if not callers:
        wanted = [KINDS[group]] if group in KINDS else HOOKS
        raise NapdError(f"it has no hook; write one of these with @hookimpl above it: {', '.join(wanted)}")
    others = {of: hook for of, hook in KINDS.items() if hook in required}
    if group != ANY and others and group not in others:
        told = " and ".join(f"that of {hook} is {of}" for of, hook in others.items())
        raise NapdError(f"its entry point is in the group {group}, and it has no {KINDS[group]}; {told}")


def _indicators(results: Sequence[Any]) -> list[Indicator]:
    """The indicators that a plugin returned, if that is what they are."""
    for given in results:
        if isinstance(given, str | Mapping) or not isinstance(given, Iterable):
            raise TypeError(f"napd_indicators() must return a list of indicators, not {shown(given)}")
    indicators = [indicator for given in results for indicator in given]
    if wrong := [each for each in indicators if not isinstance(each, Indicator)]:
        raise TypeError(f"napd_indicators() must return indicators only, and {shown(wrong[0])} is not one")
    return indicators


def shown(value: object) -> str:
    """A value that cannot be used, in a few words."""
    return "None" if value is None else f"{type(value).__name__} {in_words(repr, value):.60}"


def _proved(indicator: Indicator) -> Rubric:
    from napd.decision.proof import prove  # what lists plugins does without numpy
    from napd.decision.rubric import compile_rubric

    step: Step = "compile"
    try:
        with guest():
            rubric = compile_rubric(indicator)
            step = "prove"
            prove(rubric)
    except (Exception, SystemExit) as error:
        raise PluginFault(step, one_line(error)) from error
    return rubric


MADE = "<attrs generated"
"""What code that attrs makes for a class is called; its lines stand in no file."""


def last_line(plugin: Plugin, error: BaseException) -> str:
    """The last line of the plugin's own code that an exception passed through, where it did; else nothing."""
    package = plugin.entry_point.value.partition(":")[0].partition(".")[0]
    frames = [each for each in walk_tb(error.__traceback__) if not each[0].f_code.co_filename.startswith(MADE)]
    passed = [(str(frame.f_globals.get("__name__")), line) for frame, line in frames]
    own = [f" (line {line} of {module})" for module, line in passed if module.partition(".")[0] == package]
    return own[-1] if own else ""
