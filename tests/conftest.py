"""What the tests of several rooms share.

They import by name, however pytest is started. Made to be tested: `town` (a framework by hand), `talks` (conversations
about it), `worlds` (random frameworks), `sound` (an indicator to break), `sample` (what a plugin gives), `offering`
(plugins of the other kinds, as their code), `figured` (figures by hand) and `books` (workbooks made byte by byte). To
test with: `reference` (the slow proof), `slow` (the slow evaluation), `refusals` (of a rubric, read back), `coded`
(answers as codes) and `sites` (pages, read back).
"""

from __future__ import annotations

import sys
import threading

import pytest
from hypothesis import Phase, settings

# No test measures time, so none fails on a busy machine
settings.register_profile("napd", deadline=None)
# The same examples in each run, and fewer: pytest by itself searches further than the checks of a change
settings.register_profile("ci", settings.get_profile("ci"), max_examples=20)
# To kill a mutant takes one example that fails, not the smallest
settings.register_profile("mutation", settings.get_profile("ci"), phases=(Phase.explicit, Phase.generate))
settings.load_profile("napd")

ENGLISH = (
    "tests/answers/", "tests/workbook/", "tests/plugins/test_sources.py", "tests/plugins/test_kinds.py",
    "tests/forms/test_covers.py", "tests/forms/test_mistakes.py", "tests/forms/test_moved.py",
    "tests/cluster/test_work.py",
)  # fmt: skip
"""Where tests quote napd in English: every framework speaks it there."""


@pytest.fixture(autouse=True, scope="module")
def _in_english(request):
    with pytest.MonkeyPatch.context() as patch:
        if any(part in request.path.as_posix() for part in ENGLISH):
            from napd import Framework
            from napd.texts import texts

            patch.setattr(Framework, "say", texts("en"))
        yield


def pytest_collection_modifyitems(items):
    """Let what is unmeasured come last: modules that it loads, and results that it keeps, would count as never run."""
    items.sort(key=unmeasured)


def unmeasured(item):
    """Whether the coverage of a test is not measured."""
    return item.get_closest_marker("unmeasured") is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Run what is marked as unmeasured at its own pace; `no_cover` of pytest-cov does nothing under pytest-xdist."""
    if not unmeasured(item):
        return (yield)
    tracing = sys.gettrace(), threading.gettrace()
    trace(None, None)
    try:
        return (yield)
    finally:
        trace(*tracing)


def trace(here, in_threads):
    """Tell what of Python measures coverage, where nothing is None."""
    sys.settrace(here)
    threading.settrace(in_threads)
