"""An option that takes one value is given once; a second is refused, and never dropped."""

from __future__ import annotations

import pytest
from typer.main import get_command

from napd.cli.app import app


def once():
    """Each option of one value of each command, by all its names."""
    for name, command in get_command(app).commands.items():
        for option in command.params:
            if option.param_type_name == "option" and not option.is_flag:
                for called in option.opts:
                    yield pytest.param(name, option.opts[0], called, option.multiple, id=f"{name} {called}")


@pytest.mark.parametrize(("command", "name", "called", "many"), list(once()))
def test_an_option_that_is_given_twice(napd, command, name, called, many):
    """An option that takes one value is refused when it is given again, by whichever name; one that may be is not."""
    code, out, err = napd(command, "x", name, "1", called, "2")
    said = f"napd: {name} is given 2 times, but takes one value\n"
    assert (code, out) == (2, "")
    assert (err == said) == (not many)


def test_several_options_that_are_given_twice(napd):
    """Each has a line; a switch that is given twice is no more than given."""
    code, _, err = napd("areas", "--json", "--json", "--round=1", "--round", "2", "-f", "a", "-f", "a", "-f", "a")
    assert code == 2
    assert sorted(err.splitlines()) == [
        "napd: --framework is given 3 times, but takes one value",
        "napd: --round is given 2 times, but takes one value",
    ]
