"""The command `lint`: advice on the content of indicators."""

from __future__ import annotations

from collections.abc import Sequence

from napd.cli.content import versions_of
from napd.cli.show import load_framework, show
from napd.cli.without_pandas import pyarrow_without_pandas


def give_advice(name: str, answers: Sequence[str], framework: str | None, *, json: bool) -> int:
    """List the advice on each version of an indicator; exit code 1 where there is any."""
    pyarrow_without_pandas()
    from napd.scoring.run import score
    from napd.testing.advice import advice

    used = load_framework(framework)
    given = score(list(answers), used).answers if answers else None
    found = [
        {"indicator": indicator.id, "since": indicator.version, "advice": line}
        for indicator in versions_of(used, name)
        for line in advice(indicator, given)
    ]
    show(found, {key: key for key in ("indicator", "since", "advice")}, json=json)
    return int(bool(found) or bool(used.quarantined))
