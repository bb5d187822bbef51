"""Options that take one value are given once: of several, the last would silently count."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperOption

from napd.errors import NapdError


class Once(TyperCommand):
    """A command that refuses an option of one value that is given more than once; that of several lists them all."""

    def make_parser(self, ctx: Any) -> Any:
        """The parser of what was typed; raises `NapdError` with a line for each such option."""
        parser = super().make_parser(ctx)
        parse = parser.parse_args

        def parse_once(args: list[str]) -> Any:
            found = parse(args=args)
            if not ctx.resilient_parsing:
                _check(found[2])
            return found

        parser.parse_args = parse_once  # type: ignore[method-assign]
        return parser


def _check(order: list[Any]) -> None:
    """Look through the parameters that were given, in their order, as often as they were."""
    counts = {each: order.count(each) for each in order if isinstance(each, TyperOption)}
    again = {each: count for each, count in counts.items() if count > 1 and not (each.multiple or each.is_flag)}
    if again:
        raise NapdError(
            "\n".join(f"{each.opts[0]} is given {n} times, but takes one value" for each, n in again.items())
        )
