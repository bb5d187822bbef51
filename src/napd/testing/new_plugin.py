"""A new plugin, made from the templates in this folder."""

from __future__ import annotations

import os
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from napd._version import VERSION
from napd.errors import NapdError
from napd.framework.plugins import every
from napd.model.faults import INDICATOR_ID
from napd.model.spelling import slug
from napd.tables.folder import whole_folder
from napd.tables.people import anything

if TYPE_CHECKING:
    from napd.testing.new_questions import Written

PREFIX = "napd-"
SINCE = "2023-12-01"
"""From the first of the shipped rounds on, so that every round has a score."""


def new_plugin(name: str, where: Path, questions: Path | None = None) -> Path:
    """Make the folder of a distribution with one indicator.

    Args:
        name: the id of the indicator; the distribution is called napd-NAME, its module napd_NAME.
        where: the folder in which the new one is made.
        questions: a CSV file of questions; without it the indicator is an example with rules.

    Returns:
        The new folder.

    Raises:
        NapdError: when the name cannot be used or is taken, something is there already, or it cannot be written.
            Nothing is overwritten, and no half of it stays.
        ModelError: with a line for each fault of the questions.
    """
    _check_name(name)
    folder = where / f"{PREFIX}{name}"
    written = _written(questions, name) if questions else None
    texts = _files(name, written)
    if os.path.lexists(folder):
        raise NapdError(f"{folder} already exists, and is left as it is; give another name or folder")
    with whole_folder(folder, anything) as made:
        for place, text in texts.items():
            (made / place).parent.mkdir(parents=True, exist_ok=True)
            (made / place).write_text(text, encoding="utf-8", newline="\n")
    return folder


def _written(questions: Path, name: str) -> Written:
    from napd.testing.new_questions import questions_of  # with the kit, which loads tables

    return questions_of(questions, name, SINCE)


def _check_name(name: str) -> None:
    if not INDICATOR_ID.fullmatch(name) or name.startswith(PREFIX):
        right = slug(name).replace("_", "-").removeprefix(PREFIX)
        hint = f'. Did you mean "{right}"?' if INDICATOR_ID.fullmatch(right) else ""
        raise NapdError(f"{name!r} is not a name: use lower case letters and digits, with single hyphens{hint}")
    taken = [plugin for plugin in every() if plugin.goes_by(name) or plugin.goes_by(f"{PREFIX}{name}")]
    if taken or find_spec(_module(name)):
        found = str(taken[0]) if taken else _module(name)
        raise NapdError(f"a plugin {found!r} is installed already; take another name")


def _module(name: str) -> str:
    return f"{PREFIX}{name}".replace("-", "_")


def _files(name: str, written: Written | None) -> dict[str, str]:
    """The text of each file of the distribution, by its path."""
    module, title = _module(name), name.replace("-", " ").capitalize()
    values = {
        "name": name, "module": module, "distribution": f"{PREFIX}{name}", "title": title, "since": SINCE,
        "napd": _compatible(VERSION), "arguments": f'{module}.indicator, cases=CASES, plugin="{name}"',
        "todo": f"Put your own questions, rules and cases in the place of those of napd in `src/{module}/`.",
    }  # fmt: skip
    if written:
        values |= written.values(module)
    return {
        "pyproject.toml": _filled("pyproject.toml", values),
        "README.md": _filled("README.md", values),
        ".github/workflows/check.yml": _filled("check.yml", values),
        f"src/{module}/__init__.py": _filled("questions.py" if written else "module.py", values),
        f"src/{module}/cases.csv": written.cases if written else _filled("cases.csv", values),
        f"src/{module}/py.typed": "",
        f"tests/test_{module.removeprefix('napd_')}.py": _filled("test.py", values),
    }


def _compatible(version: str) -> str:
    """The versions of napd that a plugin made now works with: before 1.0 a minor version may break it."""
    major, minor, *_ = version.split(".")
    return f">={version},<{f'0.{int(minor) + 1}' if major == '0' else int(major) + 1}"


def _filled(template: str, values: dict[str, str]) -> str:
    text = files("napd.testing").joinpath("templates", f"{template}.tmpl").read_text(encoding="utf-8")
    return Template(text).substitute(values)
