"""Rules: which figures are small, and how they are kept from view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Self, get_args

from attrs import asdict, fields_dict, frozen

from napd import Framework, NapdError
from napd.plugin import nearest

Zeros = Literal["hide", "show"]
SECTION = "[disclosure]"
WHOLE = {
    "threshold": (0, 1000), "round_to": (1, 1000), "dominance": (1, 100)
}  # fmt: skip
"""What each rule that is a whole number lies between."""


@frozen(kw_only=True)
class Rules:
    """How figures are protected. The defaults are what tables of CBS show: no count below 10, no 0, and fives.

    Their own rule is not published, so these are our choice.

    Args:
        threshold: a count below it is hidden, and its range has to stay at least as wide; 0 hides none, so that only
            rounding protects.
        round_to: what every figure that is shown is rounded to, each for itself; 1 for none.
        zeros: whether a count of 0 is hidden as well, since it can disclose too.
        dominance: of sums of amounts: how many percent of a sum one person may contribute at most.

    Raises:
        NapdError: with a line for each fault.
    """

    threshold: int = 10
    round_to: int = 5
    zeros: Zeros = "hide"
    dominance: int = 30

    def __attrs_post_init__(self) -> None:
        if faults := [*self._faults()]:
            raise NapdError("\n".join(faults))

    def _faults(self) -> Iterator[str]:
        for name, (low, high) in WHOLE.items():
            value = getattr(self, name)
            if type(value) is not int or not low <= value <= high:
                yield f"{SECTION} {name}: {value!r} is not a whole number from {low} to {high}"
        if self.zeros not in get_args(Zeros):
            yield f"{SECTION} zeros: {self.zeros!r} is not one of {', '.join(get_args(Zeros))}"
        if self.threshold == 0 and self.round_to == 1:
            yield f"{SECTION} a threshold of 0 and rounding to 1 protect nothing: set one of them higher"

    @classmethod
    def of(cls, framework: Framework | str | Path | None = None, **options: Any) -> Self:
        """The rules of a framework, where an option that is not None goes before what its napd.toml says.

        Args:
            framework: the framework, or the path of its napd.toml; None takes ./napd.toml, if there is one.
            options: as the arguments of the class.

        Raises:
            NapdError: with a line for each fault.
        """
        used = framework if isinstance(framework, Framework) else Framework.load(framework)
        said = {key: value for key, value in used.disclosure.items() if key != METHOD}
        if unknown := [key for key in said if key not in fields_dict(cls)]:
            known = (*fields_dict(cls), METHOD)
            raise NapdError(
                "\n".join(
                    f"{SECTION} unknown setting {key!r}.{nearest(key, known) or ' There are: ' + ', '.join(known)}"
                    for key in unknown
                )
            )
        return cls(**{**said, **{key: value for key, value in options.items() if value is not None}})

    @property
    def least_hidden(self) -> int:
        """The least that a hidden count can be, as everybody knows: 1 where zeros are always shown."""
        return int(self.zeros == "show" and self.threshold > 0)

    def to_dict(self) -> Mapping[str, Any]:
        """As plain data."""
        return asdict(self)


METHOD = "method"
"""The setting that names the plugin which chooses what else to hide."""
