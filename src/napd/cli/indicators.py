"""The command `indicators`: what there is, what one of them says of itself, and one as a file to change."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from napd.cli.options import Dashboards, FrameworkFile, Json, MaybeName, Overwrite, words
from napd.cli.terminal import say, show, show_json, under
from napd.errors import NapdError, UnknownName, nearest

if TYPE_CHECKING:
    from napd.cli.session import Session
    from napd.framework.framework import Framework
    from napd.model.indicator import Indicator


def indicators(
    indicator: MaybeName = None,
    toml: Annotated[bool, typer.Option("--toml", help="Write one as a TOML file, to change it without code.")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="With --toml: which version; by default the last.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="With --toml: the new file to write.")
    ] = None,
    *,
    overwrite: Overwrite = False,
    dashboard: Dashboards = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> int:
    """List the indicators, or show one.

    One indicator is shown with its decision table, questions, answers, support, sources and doubts.

    Example: napd indicators regioplan
    """
    from napd.cli.session import Session

    if toml or since or output:
        name = _insist(indicator, output, toml=toml, overwrite=overwrite)
        session = Session.of(framework, dashboard=dashboard)
        _write_toml(versions_of(session.framework, name), since, output, overwrite=overwrite)
        return session.code()
    session = Session.of(framework, json=json, dashboard=dashboard)
    if indicator:
        _show(session, versions_of(session.framework, indicator))
    else:
        _list(session)
    return session.code()


def versions_of(framework: Framework, name: str) -> list[Indicator]:
    """Every version of an indicator; an error with the nearest name, or that it is left out, if there is none."""
    if found := [indicator for indicator in framework.indicators if indicator.id == name]:
        return found
    if any(name in (left_out.indicator, left_out.plugin.name) for left_out in framework.quarantined):
        raise NapdError(f"{name!r} cannot be shown: it is left out, for the reason above")
    from napd.cli.start import local
    from napd.framework.dashboards import set_aside
    from napd.framework.hooks import ADVICE

    if why := set_aside(name, framework.aside):
        raise UnknownName(why)
    if any(plugin.goes_by(name) for plugin in local().among(ADVICE)):
        where = f"`napd ask {name} -o {name}.tables.md` writes its rules as tables"
        raise UnknownName(f"{name!r} is advice about a person, not an indicator: {where}")
    known = [indicator.id for indicator in framework.indicators]
    hint = nearest(name, known) or f" Available: {', '.join(known)}."
    raise UnknownName(f"there is no indicator {name!r}.{hint}")


def _list(session: Session) -> None:
    """What there is on each dashboard."""
    used = session.framework
    rows = [_listed(used, each) for each in used.indicators]
    if session.json:
        show_json(rows)
        return
    for key, title in used.titles(used.dashboards).items():
        with under(title):
            mine = [row for row in rows if row["dashboard"] == key]
            show(mine, used.say.table("column.indicators"), used.say, json=False)


def _listed(framework: Framework, indicator: Indicator) -> dict[str, Any]:
    plugin = framework.plugins.get(indicator.id)
    return {
        "id": indicator.id, "version": indicator.version, "title": indicator.title, "theme": indicator.theme,
        "action_line": indicator.action_line, "questions": len(indicator.asked),
        "dashboard": framework.dashboard(indicator.id),
        "plugin": f"{plugin.distribution} {plugin.version}" if plugin else "",
    }  # fmt: skip


def _show(session: Session, versions: list[Indicator]) -> None:
    """Everything that an indicator says about itself."""
    from napd.model.data import indicator_data
    from napd.scoring.codebook import codebook

    if session.json:
        show_json([indicator_data(indicator) for indicator in versions])
    for indicator in () if session.json else versions:
        print(f"{codebook(session.framework, indicator)}\n")


# One as a file


def _insist(name: str | None, output: str | None, *, toml: bool, overwrite: bool) -> str:
    """The name of what is to be written; what somebody changed by hand must not be lost."""
    from napd.tables.people import anything
    from napd.tables.whole import insist_free

    if not toml:
        raise NapdError("--since and --output go with --toml, as in: napd indicators regioplan --toml -o mine.toml")
    if name is None:
        raise NapdError("name the indicator to write, as in: napd indicators regioplan --toml")
    if output:
        insist_free(Path(output), anything, overwrite=overwrite)
    return name


def _write_toml(found: list[Indicator], since: str | None, output: str | None, *, overwrite: bool) -> None:
    """Write one version as TOML, on stdout or to a file."""
    from napd.model.file import indicator_toml
    from napd.tables.people import anything
    from napd.tables.whole import write_whole

    chosen = _version(found, since)
    if output:
        write_whole(Path(output), indicator_toml(chosen), anything, overwrite=overwrite)
        command = f"napd --indicator {output} prove {chosen.id}"
        say(words()("told.change_file", path=words()("told.wrote", path=output), command=command))
    else:
        sys.stdout.write(indicator_toml(chosen))
    if len(found) > 1 and not since:
        others = tuple(each.version for each in found if each is not chosen)
        this = words()("told.this_version", version=chosen.version, indicator=chosen.id, others=others)
        say(f"napd: {this}")


def _version(found: list[Indicator], since: str | None) -> Indicator:
    known = {indicator.version: indicator for indicator in found}
    if since and since not in known:
        raise NapdError(f"--since {since}: {found[0].id!r} has no such version. Available: {', '.join(known)}")
    return known[since] if since else found[-1]
