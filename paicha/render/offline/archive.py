"""Files in; all of them in one zip, the same bytes for the same files, out."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from paicha.output import OutputFile
from paicha.render import paths

_EARLIEST = date(1980, 1, 1)  # no zip knows an earlier day
_UNIX, _READABLE = 3, 0o100644


def archive(files: Iterable[OutputFile], day: date | None) -> OutputFile:
    """Put files into offline/site.zip, in their order, all of one day, readable by everybody."""
    day = max(day or _EARLIEST, _EARLIEST)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as whole:
        for file in files:
            entry = zipfile.ZipInfo(str(file.path), (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX  # or it would be that of the machine
            entry.external_attr = _READABLE << 16
            whole.writestr(entry, file.content)
    return OutputFile(PurePosixPath(paths.ARCHIVE), out.getvalue())
