"""Methods of disclosure control that plugins give: found by their name."""

from __future__ import annotations

import pytest

from napd import NapdError
from napd.framework.hooks import DISCLOSURE
from napd.framework.kinds import disclosure_named

CODE = "from napd import hookimpl\n\n\n@hookimpl\ndef napd_disclosure():\n    return {given}\n"


def test_it_is_found_by_its_name(distributions):
    """By the name of its entry point; another name is told with those that there are."""
    distributions.add("napd-grof", CODE.format(given="len"), DISCLOSURE)
    assert disclosure_named("grof", distributions.plugins()).value is len
    with pytest.raises(NapdError, match=r"there is no method of disclosure control .fijn.: use one of napd, grof"):
        disclosure_named("fijn", distributions.plugins(), ["napd"])


def test_its_hook_gives_a_function(distributions):
    """Whatever else it gives is refused."""
    distributions.add("napd-grof", CODE.format(given="1"), DISCLOSURE)
    with pytest.raises(NapdError, match=r"napd_disclosure\(\) must return a function, not int 1"):
        disclosure_named("grof", distributions.plugins())
