"""What is wrong with a plugin is told in one line, and stops no other plugin."""

from __future__ import annotations

import pytest
from distributions import CONTENT, provides

from napd.decision import nodes
from napd.errors import ModelError
from napd.framework.plugins import load

HOOK = f"{CONTENT}\n@hookimpl\ndef napd_indicators():\n    "
LINE = HOOK.count("\n") + 1
"""The line of the body of the hook."""

OWN_QUESTION = """
from attrs import frozen
from napd import YesNo

@frozen(eq=False)
class Nood(YesNo):
    soort: str = "x"

Nood("nood", 3)
"""
FAULTS = {
    "a library that is missing": (
        "import not_there",
        "import",
        "ModuleNotFoundError: No module named 'not_there' (line 1 of napd_broken)",
    ),
    "a slip of the pen": ("1 +", "import", "SyntaxError: invalid syntax (napd_broken.py, line 1)"),
    "an exit": ("import sys\nsys.exit('genoeg')", "import", "it called sys.exit('genoeg') (line 2 of napd_broken)"),
    "an error without words": ("raise ValueError", "import", "ValueError (line 1 of napd_broken)"),
    "an error of several lines": (
        "raise ValueError('one\\n\\n  two')",
        "import",
        "ValueError: one; two (line 1 of napd_broken)",
    ),
    "in code that attrs makes": (
        OWN_QUESTION,
        "import",
        "Nood 'nood' needs text in text=, not 3 (line 9 of napd_broken)",
    ),
    "an error that has no text": (
        "class Stil(Exception):\n    def __str__(self):\n        raise SystemExit\n    __repr__ = __str__\nraise Stil",
        "import",
        "Stil: (its str() raises SystemExit) (line 5 of napd_broken)",
    ),
    "an exit that has no text": (
        "class Stil:\n    def __repr__(self):\n        return 3\nraise SystemExit(Stil())",
        "import",
        "it called sys.exit((its repr() raises TypeError)) (line 4 of napd_broken)",
    ),
    "an endless text": (
        "raise ValueError('x' * 10**6)",
        "import",
        f"ValueError: {'x' * 2000}... (line 1 of napd_broken)",
    ),
    "an interrupt that nobody typed": (
        "raise KeyboardInterrupt",
        "import",
        "RuntimeError: it raised KeyboardInterrupt by itself (line 1 of napd_broken)",
    ),
    "no error at all": (
        "raise GeneratorExit",
        "import",
        "RuntimeError: it raised GeneratorExit by itself (line 1 of napd_broken)",
    ),
    "something without words": (
        HOOK + "return type('Stil', (), {'__repr__': lambda self: 1 / 0})()",
        "describe",
        "TypeError: napd_indicators() must return a list of indicators, not Stil (its repr() raises ZeroDivisionError)",
    ),
    "an exit while it is asked": (
        HOOK + "raise SystemExit",
        "describe",
        f"it called sys.exit(None) (line {LINE} of napd_broken)",
    ),
    "no hook": ("", "register", "it has no hook; write one of these with @hookimpl above it: napd_indicators"),
    "a hook without its mark": (
        "def napd_indicators():\n    return []",
        "register",
        "napd_indicators is not marked as a hook; write @hookimpl above it",
    ),
    "two hooks that napd does not have": (
        "from napd import hookimpl\nnapd_indicator = hookimpl(lambda: [])\nzomaar = hookimpl(lambda: [])",
        "register",
        """there is no hook 'napd_indicator'. Did you mean "napd_indicators"?; there is no hook 'zomaar'.""",
    ),
    "None": (HOOK + "pass", "describe", "TypeError: napd_indicators() must return a list of indicators, not None"),
    "a dict": (
        HOOK + "return {'een': 1}",
        "describe",
        "TypeError: napd_indicators() must return a list of indicators, not dict {'een': 1}",
    ),
    "a text": (
        HOOK + "return 'een'",
        "describe",
        "TypeError: napd_indicators() must return a list of indicators, not str 'een'",
    ),
    "a number": (
        HOOK + "return 1",
        "describe",
        "TypeError: napd_indicators() must return a list of indicators, not int 1",
    ),
    "a list of texts": (
        HOOK + "return [indicator('een'), 'twee']",
        "describe",
        "TypeError: napd_indicators() must return indicators only, and str 'twee' is not one",
    ),
    "an error in the hook": (
        HOOK + "return 1 / 0",
        "describe",
        f"ZeroDivisionError: division by zero (line {LINE} of napd_broken)",
    ),
    "an error halfway": (
        HOOK + "yield indicator('een')\n    raise ValueError('halfway')",
        "describe",
        f"ValueError: halfway (line {LINE + 1} of napd_broken)",
    ),
    "an exit in the hook": (
        HOOK + "raise SystemExit",
        "describe",
        f"it called sys.exit(None) (line {LINE} of napd_broken)",
    ),
}


@pytest.mark.parametrize(("code", "step", "message"), FAULTS.values(), ids=FAULTS)
def test_a_broken_plugin_is_left_out_in_one_line(distributions, code, step, message):
    """The line names plugin, distribution, version, step and fault; the plugins before and after it work."""
    for name in ("napd-alpha", "napd-zeta"):
        distributions.add(name, provides(name))
    distributions.add("napd-broken", code)
    provided, (left_out,) = load(distributions.plugins())
    assert [each.indicator.id for each in provided] == ["napd-alpha", "napd-zeta"]
    assert str(left_out) == f"plugin broken (napd-broken 1.0) is left out, at the step {step!r}: {message}"
    assert (left_out.step, left_out.indicator) == (step, "")


def test_a_wrong_signature_is_told_in_pluggys_words(distributions):
    """A hook that asks for an argument that napd does not give is left out, in one line that names the argument."""
    distributions.add("napd-broken", HOOK.replace("indicators()", "indicators(framework)") + "return []")
    _, (left_out,) = load(distributions.plugins())
    assert left_out.step == "register"
    assert "Argument(s) {'framework'} are declared" in left_out.message
    assert len(str(left_out).splitlines()) == 1


@pytest.mark.parametrize(
    ("value", "step"),
    [("napd_elsewhere", "import"), ("napd_broken:nothing", "import"), ("this is no reference", "read"), ("a:", "read")],
)
def test_an_entry_point_that_leads_nowhere(distributions, value, step):
    """Metadata that names no module, nothing in the module, or nothing readable is left out, and the others go on."""
    distributions.add("napd-broken", provides("een"), value=value)
    distributions.add("napd-good", provides("twee"))
    (good,), (left_out,) = load(distributions.plugins())
    assert (good.indicator.id, left_out.step, str(left_out.plugin)) == ("twee", step, "broken (napd-broken 1.0)")


def test_an_indicator_that_cannot_be(distributions):
    """All that is wrong with it stands in the one line, in the words of the model, and the exception stays at hand."""
    distributions.add("napd-broken", f"{CONTENT}\nindicator('Fout', rules=[Rule('blauw', because='Zomaar.')])")
    _, (left_out,) = load(distributions.plugins())
    assert isinstance(left_out.cause, ModelError)
    faults = str(left_out.cause).splitlines()
    assert len(faults) > 1
    assert left_out.message == "; ".join(faults) + " (line 9 of napd_broken)"


@pytest.mark.usefixtures("interruptible")
def test_a_person_who_interrupts_is_obeyed(distributions):
    """Ctrl-C while a plugin is imported stops napd."""
    distributions.add("napd-slow", "import signal\nsignal.raise_signal(signal.SIGINT)")
    with pytest.raises(KeyboardInterrupt):
        load(distributions.plugins())


@pytest.mark.parametrize("given", ["[{}]", "({},)", "(each for each in [{}])", "{{{}: 1}}.keys()"])
def test_any_iterable_of_indicators_is_good(distributions, given):
    """The hook may give a list, a tuple, a generator or whatever else gives indicators one by one."""
    distributions.add("napd-good", HOOK + "return " + given.format("indicator('een')"))
    (good,), left_out = load(distributions.plugins())
    assert (good.indicator.id, left_out) == ("een", ())


@pytest.mark.parametrize(
    "code",
    [
        HOOK + "return []",
        "from napd import hookimpl\n@hookimpl(optionalhook=True)\ndef napd_later():\n    return []",
    ],
    ids=["an empty list", "a hook of a later napd"],
)
def test_a_plugin_may_give_nothing(distributions, code):
    """A plugin without indicators, and one with a hook that it marks as optional, are not at fault."""
    distributions.add("napd-good", code)
    assert load(distributions.plugins()) == ((), ())


def test_versions_of_one_indicator_live_side_by_side(distributions):
    """One plugin gives two versions of an indicator, each with a day of its own."""
    distributions.add("napd-good", provides("een", "indicator('een', '2025-01-01')"))
    provided, left_out = load(distributions.plugins())
    assert [each.indicator.version for each in provided] == ["2023-12-01", "2025-01-01"]
    assert left_out == ()


RUBRICS = {
    "not total": ("RULES[:1]", "prove", ["not total", "klaar = nee"]),
    "unreachable": ("(*RULES, Rule('in-ontwikkeling', klaar, because='Nooit.'))", "prove", ["rule 3", "unreachable"]),
    "not monotone": (
        "(Rule('niet-op-gang', klaar, because='Het is klaar.'), Rule('gerealiseerd', because='Nog niet.'))",
        "prove",
        ["not monotone", "from klaar = nee to klaar = ja"],
    ),
    "too large": (
        "(RULES[0], Rule('in-ontwikkeling', ~klaar, because='Nog niet.'), RULES[1])",
        "compile",
        ["more than 8 branches, most of them at question 'klaar'"],
    ),
}


@pytest.mark.parametrize(("rules", "step", "words"), RUBRICS.values(), ids=RUBRICS)
def test_a_broken_rubric_leaves_out_its_indicator_alone(distributions, monkeypatch, rules, step, words):
    """The other indicators of the same plugin can be scored; the line names the indicator and the counterexample."""
    monkeypatch.setattr(nodes, "MOST_BRANCHES", 8)
    distributions.add("napd-half", provides("een", f"indicator('fout', rules={rules})", "twee"))
    provided, (left_out,) = load(distributions.plugins())
    assert [each.indicator.id for each in provided] == ["een", "twee"]
    assert (left_out.step, left_out.indicator) == (step, "fout")
    start = f"indicator 'fout' of plugin half (napd-half 1.0) is left out, at the step {step!r}: indicator 'fout'"
    assert str(left_out).startswith(start)
    assert [word for word in words if word not in left_out.message] == []
    assert len(str(left_out).splitlines()) == 1


def test_every_fault_at_once(distributions):
    """Each broken plugin and each broken indicator has a line of its own, in the order of the plugins."""
    for name in ("c", "a", "b"):
        distributions.add(f"napd-{name}", "import not_there")
    distributions.add("napd-d", provides("indicator('x', rules=RULES[:1])", "indicator('y', rules=RULES[:1])"))
    provided, left_out = load(distributions.plugins())
    assert provided == ()
    assert [q.indicator or q.plugin.name for q in left_out] == ["a", "b", "c", "x", "y"]
