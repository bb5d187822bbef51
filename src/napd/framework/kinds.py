"""What plugins give beside indicators: registries of areas and formats, each by the name of its plugin; sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import evolve, frozen

from napd.errors import NapdError, nearest, one_line
from napd.framework.guest import guest
from napd.framework.hooks import (
    ADVICE,
    AREAS,
    COMMANDS,
    DISCLOSURE,
    FORMATS,
    KINDS,
    LAYOUTS,
    MEASURES,
    SECTIONS,
    SOURCES,
)
from napd.framework.plugins import Plugin, PluginFault, Quarantined, Step, asked, installed, last_line, shown

if TYPE_CHECKING:
    from napd.framework.formats import Format
    from napd.framework.sections import Reported, Section, Told
    from napd.framework.source_formats import SourceFormat
    from napd.model.advice import Advice
    from napd.model.areas import AreaRegistry

One = TypeVar("One")
Given = TypeVar("Given")
EXTRAS = {
    ADVICE: {"gelijke-behandeling": "rechten"},
    AREAS: {"luxembourg": "luxembourg"},
    FORMATS: {
        "csvw": "datapackage", "datapackage": "datapackage", "datapackage-zip": "datapackage", "dcat": "dcat",
        "dmn": "dmn", "sdmx": "sdmx", "swing": "swing", "xlsx": "xlsx",
    },
}  # fmt: skip
"""What the distributions that come with napd give, each with the extra that brings it."""
ENDINGS = {".datapackage.zip": "datapackage-zip", ".xlsx": "xlsx"}
"""How the files of theirs end that are one file, each with the format."""
CALLED = {
    AREAS: "registry of areas", FORMATS: "format", COMMANDS: "command", ADVICE: "advice",
    DISCLOSURE: "method of disclosure control",
}  # fmt: skip
GIVES = {
    AREAS: "napd.model.areas:AreaRegistry", FORMATS: "napd.framework.formats:Format",
    SECTIONS: "napd.framework.sections:Section", SOURCES: "napd.framework.source_formats:SourceFormat",
    COMMANDS: "collections.abc:Callable", MEASURES: "napd.observations.figures:Figures",
    ADVICE: "collections.abc:Callable", DISCLOSURE: "collections.abc:Callable", LAYOUTS: "builtins:object",
}  # fmt: skip
"""What each kind of plugin gives; loaded only where a plugin of that kind is asked."""


@frozen
class Offer(Generic[One]):
    """What a plugin gives.

    Args:
        plugin: the plugin.
        value: the one thing that it gives.
    """

    plugin: Plugin
    value: One

    def ask(self, step: Step, call: Callable[..., Given], *arguments: Any) -> Given:
        """Call something that the plugin gave, as a guest.

        Args:
            step: what it is asked for, as a fault names it.
            call: such as `offer.value.write`.
            arguments: what it is called with.

        Raises:
            PluginFault: for whatever goes wrong in it, `sys.exit` too, with its last line.
        """
        try:
            with guest():
                return call(*arguments)
        except (Exception, SystemExit) as error:
            raise PluginFault(step, one_line(error) + last_line(self.plugin, error)) from error


def registry(name: str, plugins: Iterable[Plugin]) -> Offer[AreaRegistry]:
    """The registry of areas that one of the plugins gives, by the name of the plugin; imports that one alone.

    Raises:
        NapdError: when none, or more than one, goes by that name, or it has to be left out.
    """
    return _offer(AREAS, name, list(plugins))


def format_named(name: str, plugins: Iterable[Plugin], others: Sequence[str] = ()) -> Offer[Format]:
    """The format that one of the plugins gives, likewise; `others` are the names of those that need no plugin."""
    return _offer(FORMATS, name, list(plugins), others)


def format_for(path: Path, plugins: Iterable[Plugin], others: Sequence[str] = ()) -> Offer[Format]:
    """The format that the end of a file's name says; imports each plugin with one. `others` are endings without plugin.

    Raises:
        NapdError: when none, or more than one, has the longest ending that fits; with what had to be left out.
    """
    given = each_offered(plugins, FORMATS)
    offers = [each for each in given if isinstance(each, Offer) and each.value.ending]
    fitting = [each for each in offers if path.suffix and path.name.lower().endswith(f".{each.value.ending}")]
    longest = max((len(each.value.ending) for each in fitting), default=0)
    found = [each for each in fitting if len(each.value.ending) == longest]
    if len(found) > 1:
        rivals = " and ".join(str(each.plugin) for each in found)
        raise NapdError(f"{path}: files with such a name are written by {rivals}: leave one out with --block")
    if not found:
        raise NapdError(f"{path}: {_unknown_ending(given, others)}{_installable(path)}")
    return found[0]


def _unknown_ending(given: Sequence[Offer[Format] | Quarantined], others: Sequence[str]) -> str:
    known = dict.fromkeys([*others, *filter(None, (each.value.ending for each in given if isinstance(each, Offer)))])
    left_out = [f"; {each}" for each in given if isinstance(each, Quarantined)]
    return f"the name must end in one of {', '.join(f'.{each}' for each in known)}{''.join(left_out)}"


def _installable(path: Path) -> str:
    """What to install for a file that ends so."""
    fitting = [ending for ending in ENDINGS if path.name.lower().endswith(ending)]
    return "".join(_as_extra(FORMATS, ENDINGS[ending], ending) for ending in fitting)


def _as_extra(group: str, name: str, shown: str) -> str:
    """What to install for what napd has an extra for, where that is not installed."""
    extra = EXTRAS.get(group, {}).get(name)
    if extra is None or any(plugin.goes_by(name) for plugin in installed(group)):
        return ""
    return f'; for {shown}: pip install "napd[{extra}]"'


def sections(plugins: Iterable[Plugin]) -> tuple[list[Offer[Section]], list[Quarantined]]:
    """The sections that plugins give, by the name of the plugin, and what is left out; imports each of them."""
    given = each_offered(plugins, SECTIONS)
    left_out = [each for each in given if isinstance(each, Quarantined)]
    return [each for each in given if isinstance(each, Offer)], left_out


def told_by(offer: Offer[Section], about: Reported) -> Told:
    """What a section tells about a report.

    Raises:
        NapdError: for whatever goes wrong in the plugin, which it names.
    """
    try:
        told = offer.ask("describe", offer.value.tell, about)
    except PluginFault as fault:
        raise NapdError(f"plugin {offer.plugin} gives no section: {fault}") from fault
    from napd.framework.sections import Told

    if not isinstance(told, Told):
        wrong = f"its tell() must return a napd.Told, not {shown(told)}"
        raise NapdError(f"plugin {offer.plugin} gives no section: {wrong}")
    return told


def source_for(path: Path, plugins: Iterable[Plugin]) -> Offer[SourceFormat] | Quarantined | None:
    """What reads a file by the ending of its name; of several endings that fit, the longest. Imports that plugin alone.

    Raises:
        NapdError: when several plugins have that ending.
    """
    name = path.name.casefold()
    fitting = [plugin for plugin in plugins if name.endswith(f".{plugin.name.casefold()}")]
    longest = max((len(plugin.name) for plugin in fitting), default=0)
    found = [plugin for plugin in fitting if len(plugin.name) == longest]
    if len(found) > 1:
        rivals = " and ".join(map(str, found))
        raise NapdError(f"files ending in .{found[0].name} are read by {rivals}: leave one out with --block")
    return offered(found[0], SOURCES) if found else None


def source_beginning(start: bytes, plugins: Iterable[Plugin]) -> Offer[SourceFormat] | None:
    """What reads a file by its first bytes; imports plugins until one knows them."""
    for plugin in plugins:
        given = offered(plugin, SOURCES)
        if isinstance(given, Offer) and given.value.begins and start.startswith(given.value.begins):
            return given
    return None


def command_named(name: str, plugins: Iterable[Plugin]) -> Offer[Callable[..., None]]:
    """The command of a plugin, by the name of its entry point; imports that one alone.

    Raises:
        NapdError: when more than one goes by that name, or it has to be left out.
    """
    return _offer(COMMANDS, name, [plugin for plugin in plugins if plugin.name == name])


def advice_named(name: str, language: str, plugins: Iterable[Plugin], others: Sequence[str] = ()) -> Offer[Advice]:
    """The advice of a plugin in a language, by the name of its entry point; imports that one alone.

    Args:
        name: of the advice.
        language: such as "nl".
        plugins: those that give advice.
        others: names of what can be asked without such a plugin.

    Raises:
        NapdError: when none, or more than one, goes by that name, or it has to be left out.
    """
    offer = _offer(ADVICE, name, list(plugins), others)
    try:
        return evolve(offer, value=offer.ask("describe", _in_language, offer.value, language))
    except PluginFault as stop:
        raise NapdError(str(Quarantined(offer.plugin, stop.step, str(stop)))) from stop


def disclosure_named(name: str, plugins: Iterable[Plugin], others: Sequence[str] = ()) -> Offer[Callable[[Any], Any]]:
    """What chooses the figures to hide, by the name of its entry point; imports that plugin alone.

    Args:
        name: of the method.
        plugins: those that give one.
        others: names of what can be chosen without such a plugin.

    Raises:
        NapdError: when none, or more than one, goes by that name, or it has to be left out.
    """
    return _offer(DISCLOSURE, name, list(plugins), others)


def _in_language(make: Callable[[str], object], language: str) -> Advice:
    from napd.model.advice import Advice

    made = make(language)
    if not isinstance(made, Advice):
        raise TypeError(f"it must make a napd.Advice, not {shown(made)}")
    return made


def _offer(group: str, name: str, plugins: list[Plugin], others: Sequence[str] = ()) -> Offer[Any]:
    what, found = CALLED[group], [plugin for plugin in plugins if plugin.goes_by(name)]
    known = list(dict.fromkeys([*others, *(plugin.name for plugin in plugins)]))
    if not found:
        there_is = f"use one of {', '.join(known)}" if known else "no plugin that is installed gives one"
        more = _as_extra(group, name, name) or f".{nearest(name, known)}"
        raise NapdError(f"there is no {what} {name!r}: {there_is}{more}".removesuffix("."))
    if len(found) > 1:
        rivals = " and ".join(map(str, found))
        choose = "" if group == COMMANDS else "name its distribution, or "
        raise NapdError(f"the {what} {name!r} is given by {rivals}: {choose}leave one out with --block")
    given = offered(found[0], group)
    if isinstance(given, Quarantined):
        raise NapdError(f"there is no {what} {name!r}: {given}")
    return given


def offered(plugin: Plugin, group: str) -> Offer[Any] | Quarantined:
    """What a plugin gives, or why it is left out; imports it."""
    try:
        return Offer(plugin, asked(plugin, group, lambda results: _one(group, results)))
    except PluginFault as stop:
        return Quarantined(plugin, stop.step, str(stop), cause=stop.__cause__)


def each_offered(plugins: Iterable[Plugin], group: str) -> list[Offer[Any] | Quarantined]:
    """What plugins give of a kind, by their names; one that does not say its kind need not give this. Imports each."""
    return [given for plugin in sorted(plugins) for given in _offers(plugin, group)]


def offers_of(plugin: Plugin) -> list[Offer[Any] | Quarantined]:
    """All that a plugin of whatever kind gives beside indicators, or why it is left out; imports it."""
    return [given for group in GIVES for given in _offers(plugin, group)]


def _offers(plugin: Plugin, group: str) -> list[Offer[Any] | Quarantined]:
    return [offered(plugin, group)] if plugin.group == group or _has_hook(plugin, group) else []


def _has_hook(plugin: Plugin, group: str) -> bool:
    """Whether a plugin that does not say its kind is of this one; what goes wrong in it is told when it is asked."""
    try:
        return plugin.gives(group) and asked(plugin, group, bool)
    except PluginFault:
        return True


def _one(group: str, results: Sequence[Any]) -> Any:
    """The one thing that a plugin returned, if that is what it is."""
    kind, hook = resolve_name(GIVES[group]), KINDS[group]
    if not results:
        raise NapdError(f"it has no {hook}; write it with @hookimpl above it")
    (given,) = results  # a plugin has each hook once, and is asked alone
    if not isinstance(given, kind):
        wanted = "function" if group in (COMMANDS, ADVICE, DISCLOSURE) else f"napd.{kind.__name__}"
        raise TypeError(f"{hook}() must return a {wanted}, not {shown(given)}")
    return given
