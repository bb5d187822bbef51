"""What every command has: the language, completion, and that options of one value are given once."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperOption

from napd.cli.completing import COMPLETED, complete
from napd.cli.options import LANG, speak
from napd.errors import NapdError


class Once(TyperCommand):
    """A command that refuses an option of one value that is given more than once; that of several lists them all.

    Each takes the language too, which may also stand before the command; and completes what it knows by name.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for param in self.params:
            if param.name in COMPLETED:  # as typer does for an `autocompletion`, which each command would have to name
                param._custom_shell_complete = complete  # noqa: SLF001
        self.params.append(TyperOption(param_decls=["--lang"], expose_value=False, callback=_speak, **LANG))  # type: ignore[arg-type]

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


def _speak(ctx: Any, param: Any, value: str | None) -> None:  # noqa: ARG001 - as typer calls it
    speak(value)


def _check(order: list[Any]) -> None:
    """Look through the parameters that were given, in their order, as often as they were."""
    counts = {each: order.count(each) for each in order if isinstance(each, TyperOption)}
    again = {each: count for each, count in counts.items() if count > 1 and not (each.multiple or each.is_flag)}
    if again:
        raise NapdError(
            "\n".join(f"{each.opts[0]} is given {n} times, but takes one value" for each, n in again.items())
        )
