"""What a release leaves to all later ones: `python tests/golden/release.py` writes it, once for each version.

In `tests/golden/VERSION` stand a plugin of the contract of that version, and answers, both made by hand. This adds what
that napd makes of them. What is there is never written again: later releases have to read it, and give the same.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from napd import Framework, indicator_toml, score
from napd._version import VERSION
from napd.framework.hooks import FORMATS
from napd.framework.kinds import format_named
from napd.framework.local import Local
from napd.model.data import indicator_data
from napd_forms.making import form, write_form
from napd_forms.previous import EarlierAnswers

HERE = Path(__file__).parent
ALSO = ("answers", "trace")
FORM = ("2024-12", "R1")


def framework_of(folder: Path) -> tuple[Framework, Local]:
    """The framework of a golden plugin alone."""
    given = Local.of(plugins=[folder / "napd-golden"])
    return Framework.installed([], given=given, areas="golden"), given


def release(folder: Path) -> None:
    """Write the results, the forms of the indicators and a filled form of this release."""
    framework, given = framework_of(folder)
    result = score("answers.csv", framework)
    for kind in ("csv", "parquet", "arrow"):
        result.write(folder / kind, kind, ALSO)
    result.write(folder, format_named("golden", given.among(FORMATS)))
    for indicator in framework.indicators:
        name = f"{indicator.id} {indicator.version}"
        (folder / f"{name}.toml").write_text(indicator_toml(indicator), encoding="utf-8")
        text = json.dumps(indicator_data(indicator), ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    earlier = EarlierAnswers.of(["answers.csv"], framework).taken_over(FORM[0], framework.perspectives[0])
    write_form(folder / "form.xlsx", form(framework, *FORM, previous=earlier))


if __name__ == "__main__":
    here = HERE / ".".join(VERSION.split(".")[:2])
    if (here / "csv").exists():
        sys.exit(f"{here} is there already: what a release left is never written again")
    os.chdir(here)
    release(here)
