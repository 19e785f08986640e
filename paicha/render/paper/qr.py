"""Where a page can be read on a phone: a QR code, or an address short enough to type."""

from markupsafe import Markup

from paicha.render.publication import Publication
from paicha.render.words import words

_QUIET = 4  # modules of white all round, as the standard asks


def address(publication: Publication, path: str) -> str:
    """Give a page's whole address, or while the site has none say where in its folder it is."""
    if base := publication.site.settings.base_url:
        return f"{base.rstrip('/')}/{path}"
    said: str = words(publication.project)["print"]["in_folder"]
    return said.format(path=path.removesuffix("/index.html"))


def qr_code(publication: Publication, path: str) -> Markup | None:
    """Draw a page's address with its quiet zone, or nothing while the site has no address."""
    if not publication.site.settings.base_url:
        return None
    import segno

    target = address(publication, path)
    code = segno.make(target, error="m", micro=False)
    title = words(publication.project)["print"]["qr"].format(address=target)
    drawn = code.svg_inline(
        border=_QUIET, omitsize=True, svgclass="qr", lineclass=None, title=title
    )
    return Markup(drawn)  # noqa: S704 -- segno escapes the title; the rest is its own drawing
