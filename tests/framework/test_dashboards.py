"""Dashboards of a framework: which there are, in which order, by which titles, and which indicators are on each."""

from __future__ import annotations

import pytest
from attrs import evolve
from sound import made

from napd import Framework, NapdError

FIRST = {"nap": "Nationaal Actieplan Dakloosheid"}
plan = evolve(made(), id="plan")
visie = evolve(made(), id="visie", dashboard="Beschermd Thuis")
zicht = evolve(made(), id="zicht", dashboard="beschermd-thuis")
wijk = evolve(made(), id="wijk", dashboard="aandacht-voor-wijken")


def test_one_dashboard():
    """Indicators that name none are on the one napd is made for; a framework can give that another id and title."""
    assert Framework(indicators=[plan]).dashboards == FIRST
    own = Framework(indicators=[plan], dashboards={"stad": "Onze stad"})
    assert (own.dashboards, own.dashboard("plan")) == ({"stad": "Onze stad"}, "stad")


def test_several_dashboards():
    """First that of indicators that name none, then the others by title; an id alone is written as a title."""
    framework = Framework(indicators=[visie, plan, zicht, wijk])
    assert framework.dashboards == FIRST | {
        "aandacht-voor-wijken": "Aandacht voor wijken", "beschermd-thuis": "Beschermd Thuis",
    }  # fmt: skip
    assert list(framework.dashboards) == ["nap", "aandacht-voor-wijken", "beschermd-thuis"]
    assert [framework.dashboard(one.id) for one in (plan, visie, zicht)] == [
        "nap",
        "beschermd-thuis",
        "beschermd-thuis",
    ]


def test_only_dashboards_with_indicators():
    """The first is not there if every indicator names another."""
    assert Framework(indicators=[zicht]).dashboards == {"beschermd-thuis": "Beschermd thuis"}


def test_a_framework_gives_titles_and_their_order():
    """Those that it names come first, in its order, under its titles; the first has the indicators that name none."""
    named = {"bt": "Opvang", "wonen": "Wonen"}
    wonen = evolve(visie, dashboard="Wonen")
    framework = Framework(indicators=[plan, wonen, wijk], dashboards=named)
    assert list(framework.dashboards.items()) == [*named.items(), ("aandacht-voor-wijken", "Aandacht voor wijken")]
    assert [framework.dashboard(one.id) for one in (plan, wonen)] == ["bt", "wonen"]


def test_a_dashboard_without_indicators():
    """It is left out: what gives its indicators may not be installed."""
    framework = Framework(indicators=[visie], dashboards={"nap": "Plan", "beschermd-thuis": "Thuis", "wijk": "Wijk"})
    assert framework.dashboards == {"beschermd-thuis": "Thuis"}


def test_the_file_names_dashboards(tmp_path):
    """A table of titles in napd.toml, in its order."""
    path = tmp_path / "napd.toml"
    path.write_text('[dashboards]\nnap = "Ons plan"\n', encoding="utf-8")
    framework = Framework.load(path)
    assert next(iter(framework.dashboards.items())) == ("nap", "Ons plan")


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            'dashboards = "nap"',
            ['line 1, dashboards: write a title per dashboard, such as beschermd-thuis = "Beschermd Thuis"'],
        ),
        (
            "[dashboards]",
            ['line 1, dashboards: write a title per dashboard, such as beschermd-thuis = "Beschermd Thuis"'],
        ),
        (
            '[dashboards]\n"Ons plan" = "Plan"\nnap = 1\nwonen = " "',
            [
                "line 2, dashboards: 'Ons plan' is not an id: write 'ons-plan'",
                "line 3, dashboards: the title of 'nap' must be text, not 1",
                "line 4, dashboards: the title of 'wonen' must be text, not ' '",
            ],
        ),
        (
            '[dashboards]\nnap = "Plan"\nwonen = "plan"',
            ["line 3, dashboards: the title of 'wonen' is that of 'nap' too"],
        ),
    ],
)
def test_what_is_wrong_in_the_file(tmp_path, text, faults):
    """Every fault at once."""
    path = tmp_path / "napd.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NapdError) as refusal:
        Framework.load(path)
    assert [line.split(": ", 1)[1] for line in str(refusal.value).splitlines()] == faults
