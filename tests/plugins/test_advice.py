"""Advice of plugins: found by its name, made in a language, and at arm's length."""

from __future__ import annotations

import pytest

from napd import Advice, NapdError
from napd.framework.hooks import ADVICE
from napd.framework.kinds import advice_named

CODE = """
from napd import Advice, Indicator, Rule, YesNo, hookimpl

klaar = YesNo("klaar", "Is het klaar?")
RULES = [Rule("gerealiseerd", klaar, because="Het is klaar."), Rule("niet-op-gang", because="Het is niet klaar.")]
indicator = Indicator(id="hulp", title="Hulp", since="2025-01-01", questions=[klaar], rules=RULES)


def advice(language):
    {body}


@hookimpl
def napd_advice():
    return advice
"""
GOOD = "return Advice(id='hulp', title=language, questions=[klaar], indicator=indicator)"


def test_it_is_made_in_the_language(distributions):
    """By the name of its entry point; that plugin alone is imported."""
    distributions.add("napd-hulp", CODE.format(body=GOOD), ADVICE)
    distributions.add("napd-anders", "1 / 0", ADVICE)
    offer = advice_named("hulp", "en", distributions.plugins())
    assert isinstance(offer.value, Advice)
    assert (offer.value.title, offer.plugin.distribution) == ("en", "napd-hulp")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return 1", "at the step 'describe': TypeError: it must make a napd.Advice, not int 1"),
        ("1 / 0", r"at the step 'describe': ZeroDivisionError: division by zero \(line 10 of napd_hulp\)"),
    ],
)
def test_what_it_makes_is_looked_at(distributions, body, message):
    """What goes wrong names the plugin."""
    distributions.add("napd-hulp", CODE.format(body=body), ADVICE)
    with pytest.raises(NapdError, match=f"plugin hulp .* {message}"):
        advice_named("hulp", "nl", distributions.plugins())


def test_its_hook_gives_a_function(distributions):
    """An advice itself is not one: it would be in one language only."""
    code = CODE.format(body=GOOD).replace("return advice", "return advice('nl')")
    distributions.add("napd-hulp", code, ADVICE)
    with pytest.raises(NapdError, match=r"napd_advice\(\) must return a function, not Advice"):
        advice_named("hulp", "nl", distributions.plugins())


def test_a_name_that_nobody_has(distributions):
    """It says which there are, others too, and what to install for the one that comes with napd."""
    distributions.add("napd-hulp", CODE.format(body=GOOD), ADVICE)
    plugins = distributions.plugins()
    with pytest.raises(NapdError, match=r"there is no advice .hulpp.: use one of regioplan, hulp\. Did you mean .hulp"):
        advice_named("hulpp", "nl", plugins, ["regioplan"])
