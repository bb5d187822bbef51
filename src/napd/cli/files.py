"""The option `--toml` of the command `indicators`: an indicator as a file, to be changed without code."""

from __future__ import annotations

import sys
from pathlib import Path

from napd.cli.content import versions_of
from napd.cli.show import load_framework, say
from napd.errors import NapdError
from napd.model.file import indicator_toml
from napd.model.indicator import Indicator
from napd.writing.people import anything
from napd.writing.whole import insist_free, write_whole


def write_toml(
    name: str | None, since: str | None, output: str | None, framework: str | None, *, toml: bool, overwrite: bool
) -> int:
    """Write one version of an indicator as TOML, on stdout or to a file that is not there yet.

    What somebody changed by hand must not be lost.
    """
    if not toml:
        raise NapdError("--since and --output go with --toml, as in: napd indicators regioplan --toml -o mine.toml")
    if name is None:
        raise NapdError("name the indicator to write, as in: napd indicators regioplan --toml")
    if output:
        insist_free(Path(output), anything, overwrite=overwrite)
    used = load_framework(framework)
    found = versions_of(used, name)
    chosen = _version(found, since)
    if output:
        write_whole(Path(output), indicator_toml(chosen), anything, overwrite=overwrite)
        say(f"wrote {output}; change it, then: napd --indicator {output} prove {name}")
    else:
        sys.stdout.write(indicator_toml(chosen))
    if len(found) > 1 and not since:
        others = ", ".join(each.version for each in found if each is not chosen)
        say(f"napd: this is version {chosen.version} of {name!r}; with --since there are also: {others}")
    return int(bool(used.quarantined))


def _version(found: list[Indicator], since: str | None) -> Indicator:
    known = {indicator.version: indicator for indicator in found}
    if since and since not in known:
        raise NapdError(f"--since {since}: {found[0].id!r} has no such version. Available: {', '.join(known)}")
    return known[since] if since else found[-1]
