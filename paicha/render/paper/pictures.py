"""Pictures of the content in; the same as paper shows them out."""

import base64
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from paicha.model.checklist import Checklist, Edition
from paicha.model.pictures import Picture
from paicha.model.site import Site
from paicha.render.paper.printed import PrintedSection
from paicha.source.font import FAMILY
from paicha.source.picture import as_address

_FAMILY = re.compile(r'font-family="[^"]*"')
_KINDS = {".png": "image/png", ".jpg": "image/jpeg"}


def address_of(site: Site, file: str) -> str:
    """Write a picture as an address, a drawing's words in our font: a document is what it says."""
    content = site.images[file].content
    if kind := _KINDS.get(PurePosixPath(file).suffix):
        return f"data:{kind};base64,{base64.b64encode(content).decode()}"
    return as_address(_FAMILY.sub(f'font-family="{FAMILY}"', content.decode("utf-8")))


def beside_all(
    site: Site, checklist: Checklist, edition: Edition, parts: Iterable[PrintedSection]
) -> list[Picture]:
    """List the pictures beside the items of topics, each once, in their order."""
    items = [one.item for part in parts for one in part.items]
    found = (site.beside(item, checklist, edition) for item in items)
    return list(dict.fromkeys(one for few in found for one in few))
