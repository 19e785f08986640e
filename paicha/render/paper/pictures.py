"""Pictures of the content in; the same as paper shows them out."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from paicha.model.checklist import Checklist, Edition
from paicha.model.pictures import Picture
from paicha.model.site import Site
from paicha.render.citing import in_a_row
from paicha.render.paper.printed import PrintedSection
from paicha.source.font import FAMILY
from paicha.source.picture import as_address

_FAMILY = re.compile(rb'font-family="[^"]*"')


def address_of(site: Site, file: str) -> str:
    """Write a picture as an address, a drawing's words in our font: a document is what it says."""
    content, ending = site.images[file].content, PurePosixPath(file).suffix
    if ending == ".svg":
        content = _FAMILY.sub(f'font-family="{FAMILY}"'.encode(), content)
    return as_address(content, ending)


def rests_on(site: Site, picture: Picture) -> tuple[str, bool]:
    """Name the clauses that a picture shows, and say whether one waits to be checked.

    It may show two editions' clauses: what is repealed is named only where nothing else is.
    """
    bases = [one for one in picture.basis if not site.state(one.source)] or picture.basis
    unchecked = any(site.clause(one.source, one.clause).unchecked for one in bases)
    return in_a_row(site, bases, home=""), unchecked


def beside_all(
    site: Site, checklist: Checklist, edition: Edition, parts: Iterable[PrintedSection]
) -> list[Picture]:
    """List the pictures beside the items of topics, each once, in their order."""
    items = [one.item for part in parts for one in part.items]
    found = (site.beside(item, checklist, edition) for item in items)
    return list(dict.fromkeys(one for few in found for one in few))
