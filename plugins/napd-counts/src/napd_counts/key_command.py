"""Replace each BSN with a key, made with a secret that stays with you; this pseudonymises, it does not anonymise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from napd import NapdError, hookimpl
from napd.plugin import anything, insist_free, options, protecting, say, write_whole

FEW = 10


def key(
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="The file: CSV, a workbook, Parquet or Arrow.", show_default=False),
    ] = None,
    *,
    column: Annotated[
        str, typer.Option("--column", metavar="NAME", help="The column with the BSN; it is left out of the result.")
    ] = "bsn",
    secret: Annotated[
        str | None,
        typer.Option("--secret", metavar="FILE", help="The file with the secret.", show_default=False),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", show_default=False, help="Write the records to this .csv or .parquet."
        ),
    ] = None,
    any_text: Annotated[
        bool, typer.Option("--any", help="The column holds something other than a BSN, such as your own client number.")
    ] = False,
    new_secret: Annotated[
        str | None,
        typer.Option("--new-secret", metavar="FILE", help="Make a secret, and nothing else.", show_default=False),
    ] = None,
    overwrite: options.Overwrite = False,
) -> int:  # fmt: skip
    """Replace each BSN with a key.

    Equal BSNs get equal keys, and whoever has the secret can find a person again: records with keys are personal data
    still. Keep the secret where the records do not go, and use the same one for all deliveries that are counted
    together. A row whose number fails the eleven-test gets no key; its line is named, but never the number.

    Example: napd key --new-secret geheim.txt
    """
    from napd_counts.keying import keyed
    from napd_counts.pseudonym import Secret
    from napd_counts.pseudonym import new_secret as drawn
    from napd_counts.telling import table_bytes
    from napd_counts.words import telling

    tell = telling()
    if new_secret is not None:
        path = Path(new_secret)
        insist_free(path, anything)
        write_whole(path, f"{drawn()}\n", anything)
        path.chmod(0o600)
        say(tell("key.new", path=new_secret))
        return 0
    if file is None or secret is None or output is None:
        raise NapdError("give the file, --secret FILE and -o FILE; or make a secret with --new-secret FILE")
    if Path(file).exists() and Path(secret).exists() and Path(file).samefile(secret):
        raise NapdError(f"{secret}: these are the records, and no secret. Make one with napd key --new-secret FILE")
    target = Path(output)
    with protecting([Path(file), Path(secret)]):
        insist_free(target, overwrite=overwrite)
        found = keyed(Path(file), column, Secret.read(Path(secret)), any_text=any_text)
        write_whole(target, table_bytes(found.table, target), overwrite=overwrite)
    for places, kind in ((found.refused, "refused"), (found.missing, "missing")):
        if places:
            shown = tuple(place.parts[-1] for place in places[:FEW])
            say(tell(f"key.{kind}", count=len(places)), f"  {tell('key.places', places=shown)}")
    say(tell("key.done", count=found.count, path=output), tell("key.still_personal"))
    return int(bool(found.refused or found.missing))


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `key`."""
    return key
