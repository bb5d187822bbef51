"""The format datapackage-zip for napd: the same in one file, in which no clock stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from napd import Format, hookimpl

if TYPE_CHECKING:
    from napd.plugin import Publication

NO_CLOCK = (1980, 1, 1, 0, 0, 0)
"""When each file in it was made: equal tables give equal bytes."""
UNIX, READABLE = 3, 0o100644 << 16
"""What made it, and who may read it, which otherwise differ by the machine."""


@hookimpl
def napd_format() -> Format:
    """Give the format."""
    return Format(write, ending="datapackage.zip", together=True)


def write(file: BinaryIO, tables: Publication) -> None:
    """Write the whole package to one file."""
    from napd_datapackage.package import files

    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, put in files(tables).items():
            part = ZipInfo(name, NO_CLOCK)
            part.compress_type, part.create_system, part.external_attr = ZIP_DEFLATED, UNIX, READABLE
            with package.open(part, "w", force_zip64=True) as inside:
                put(cast("BinaryIO", inside))
