"""The report: static pages that tell what a result says, to read, to print and to lay on the table.

    from napd_report import report

    report(result, "site")

The names are loaded when they are first used, so that the help of the command loads little.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in napd itself

if TYPE_CHECKING:
    from napd_report.site import Site, report

__all__ = ["Site", "report"]


def __getattr__(name: str) -> object:
    """Load a public name."""
    if name in __all__:
        from napd_report import site

        return getattr(site, name)
    raise AttributeError(f"module 'napd_report' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
