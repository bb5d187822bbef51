"""What plugins give, and what is wrong with them: from their metadata, or by loading each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from napd.cli.options import words
from napd.cli.terminal import say
from napd.framework.compatibility import for_another
from napd.framework.conflicts import conflicts
from napd.framework.formats import Format
from napd.framework.hooks import (
    ADVICE,
    AREAS,
    COMMANDS,
    DISCLOSURE,
    FORMATS,
    GROUP,
    LAYOUTS,
    MEASURES,
    SECTIONS,
    SOURCES,
)
from napd.framework.kinds import Offer, offers_of
from napd.framework.local import Local
from napd.framework.plugins import ANY, Plugin, Provided, Quarantined, load
from napd.framework.sections import Section
from napd.framework.source_formats import SourceFormat
from napd.model.areas import AreaRegistry
from napd.model.questions import Question
from napd.observations.figures import Figures

GIVES = {
    GROUP: "indicators", AREAS: "areas", FORMATS: "format", SECTIONS: "section", SOURCES: "source",
    COMMANDS: "command", MEASURES: "measures", ADVICE: "advice", DISCLOSURE: "disclosure",
    LAYOUTS: "layout",
}  # fmt: skip


def row(plugin: Plugin) -> dict[str, Any]:
    """What a plugin says of itself."""
    made_for = f"napd {plugin.made_for}" if plugin.made_for else words()("loaded.not_said")
    named = {"name": plugin.name, "distribution": plugin.distribution, "version": plugin.version}
    return {
        **named,
        "gives": words()(f"loaded.gives.{GIVES[plugin.group]}") if plugin.group in GIVES else "?",
        "made_for": made_for,
    }


def unusable(plugins: Sequence[Plugin]) -> int:
    """Say what is wrong with those that cannot be used, as far as their metadata tells; count them."""
    bad = [(plugin, fault) for plugin in plugins if (fault := plugin.fault or for_another(plugin.made_for))]
    for plugin, fault in bad:
        say(f"napd: plugin {plugin}: {fault}")
    return len(bad)


def load_all(
    plugins: Sequence[Plugin], rows: Sequence[dict[str, Any]], added: Local, own: Collection[str], *, timings: bool
) -> int:
    """Add to each row what its plugin provides, and what is wrong with it; count what is left out.

    Args:
        plugins: what is installed, and what is tried.
        rows: what is said of each.
        added: what is tried or blocked.
        own: the names of napd's own commands; a plugin's command of such a name is never run.
        timings: whether to add how long loading takes.
    """
    provided: list[Provided] = []
    broken: list[Quarantined] = []
    offers: dict[Plugin, Sequence[Offer[Any]]] = {}
    for row, plugin in zip(rows, plugins, strict=True):
        with _timed(row, wanted=timings):
            good, bad, offers[plugin] = _loaded(plugin)
        provided += good
        broken += bad
    tried = {p.indicator.id for p in provided if p.plugin in added.plugins}
    used = [p for p in provided if p.plugin in added.plugins or p.indicator.id not in tried]
    quarantined = (*broken, *conflicts(used))
    for row, plugin in zip(rows, plugins, strict=True):
        out = {q.indicator for q in quarantined if q.plugin == plugin}
        good_ids = dict.fromkeys(p.indicator.id for p in used if p.plugin == plugin and p.indicator.id not in out)
        bad = [q for q in quarantined if q.plugin == plugin]
        bad_lines = [f"✕ {words()('loaded.left_out', name=q.indicator or plugin.name, reason=q.message)}" for q in bad]
        what = ", ".join([*good_ids, *(_offer(offer, own) for offer in offers[plugin])])
        row["state"] = "; ".join([*bad_lines, *([f"✓ {what}"] if what else [])]) or _nothing(plugin, provided)
    return len(quarantined)


def _loaded(plugin: Plugin) -> tuple[Sequence[Provided], Sequence[Quarantined], Sequence[Offer[Any]]]:
    """What a plugin gives, or why it is left out."""
    provided, left_out = load([plugin]) if plugin.gives(GROUP) else ((), ())
    found = [] if left_out else offers_of(plugin)
    broken = [one for one in found if isinstance(one, Quarantined)]
    return provided, (*left_out, *broken), [one for one in found if isinstance(one, Offer)]


def _offer(offer: Offer[Any], own: Collection[str]) -> str:
    """What a plugin gives beside indicators, in words."""
    if isinstance(offer.value, AreaRegistry):
        counts = {"regions": len(offer.value.regions()), "municipalities": len(offer.value.municipalities())}
        return words()("loaded.regions", **counts)
    if isinstance(offer.value, Section):
        return offer.value.title
    if isinstance(offer.value, Format):
        return _format(offer.value)
    if isinstance(offer.value, SourceFormat):
        return words()("loaded.reads", name=offer.plugin.name)
    if isinstance(offer.value, Figures):
        return words()("loaded.measures", measures=len(offer.value.measures), figures=len(offer.value))
    return _layout(offer.value) or _command(offer, own)


def _layout(given: Any) -> str:
    """The fields of records, if it gives these; of the type of a layout only napd-counts knows."""
    names = [each.id for each in getattr(given, "fields", ()) if isinstance(each, Question)]
    return words()("loaded.fields", fields=", ".join(names)) if names else ""


def _command(offer: Offer[Any], own: Collection[str]) -> str:
    name = f"napd {offer.plugin.name}"
    return words()("loaded.own_command", command=name) if offer.plugin.name in own else name


def _format(form: Format) -> str:
    """The end of the names of its files, and which tables it takes."""
    tables = tuple(form.takes) or words()("loaded.every_table")
    if form.ending:
        return words()("loaded.ending", ending=form.ending, tables=tables)
    return words()("loaded.folder", tables=tables)


def _nothing(plugin: Plugin, provided: Sequence[Provided]) -> str:
    """What is said of a plugin of which nothing is used."""
    replaced = any(each.plugin == plugin for each in provided)
    if replaced:
        return words()("loaded.replaced")
    return words()("loaded.nothing" if plugin.group == ANY else "loaded.no_indicators")


@contextmanager
def _timed(row: dict[str, Any], *, wanted: bool) -> Iterator[None]:
    """Add to a row the milliseconds that loading takes: import, compilation and proof."""
    if wanted:
        import napd.decision.proof  # noqa: F401 - what the first plugin would else pay for all of them
    begun = perf_counter()
    yield
    if wanted:
        row["milliseconds"] = round(1000 * (perf_counter() - begun))
