"""What can be asked: the advice of a plugin, or an indicator, which is asked the same way."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from napd import Advice, Framework, Indicator, NapdError, Question, codebook
from napd.plugin import ADVICE, advice_named, local_plugins, say
from napd_ask.inquiry import Inquiry


def inquiry_named(name: str, *, language: str = "nl", framework: str | None = None, day: date | None = None) -> Inquiry:
    """What can be asked under a name: advice of an installed plugin, or else an indicator.

    Args:
        name: the name of an advice, or the id of an indicator.
        language: of an advice; an indicator has that of its author.
        framework: the path of the napd.toml with the indicators; None for ./napd.toml, or all that are installed.
        day: of an indicator the day whose version is asked; None for the last version.

    Raises:
        NapdError: when there is no such advice or indicator, it is not in use on the day, or its plugin has to be left
            out.
        ProofError: where its rules break a law.
    """
    plugins = local_plugins().among(ADVICE)
    if any(plugin.goes_by(name) for plugin in plugins):
        return Inquiry(advice_named(name, language, plugins).value)
    used = Framework.load(framework, local_plugins())
    say(*(f"napd: {left_out}" for left_out in used.quarantined))
    known = {indicator.id: indicator for indicator in (used.at(day) if day else used.indicators)}
    if name not in known and name in {indicator.id for indicator in used.indicators}:
        raise NapdError(f"the indicator {name!r} is not in use on {day}: name another day with --day")
    if name not in known:
        advice_named(name, language, plugins, sorted(known))
    return Inquiry(advice_of(known[name], used))


def advice_of(indicator: Indicator, framework: Framework) -> Advice:
    """An indicator as advice with a single outcome.

    What its rules ask is asked; a value that is computed from other answers, or rolled up from those of municipalities,
    is asked as such: the percentage, the sum or the months.
    """
    rubric = framework.decider(indicator).rubric
    rolled = {each.id: each.rolled for each in codebook(framework, indicator).questions}
    asked = [_asked(indicator.question(name), rolled.get(name, "")) for name in rubric.questions]
    return Advice(
        id=indicator.id, title=indicator.title, questions=asked, indicator=indicator, version=indicator.version,
        before=[*filter(None, [indicator.description, indicator.wording])],
        doubts={str(n): doubt for n, doubt in enumerate(indicator.doubts, start=1)},
    )  # fmt: skip


def _asked(question: Question, rolled: str) -> Question:
    """The question whose answer the rules see, with how it is rolled up behind its text."""
    text = question.text or question.computed or question.id
    return evolve(question.scored, text=f"{text} ({rolled})" if rolled else text)
