"""Where a page can be read on a phone: a QR code, or an address short enough to type."""

from markupsafe import Markup

from paicha.render.publication import Publication

_QUIET = 4  # modules of white all round, as the standard asks


def address(publication: Publication, path: str) -> str:
    """Give a page's whole address, or its path in the site while that has no address."""
    base = publication.site.settings.base_url
    short = path.removesuffix("/index.html")
    return f"{base.rstrip('/')}/{path}" if base else short


def qr_code(publication: Publication, path: str) -> Markup | None:
    """Draw a page's address with its quiet zone, or nothing while the site has no address."""
    if not publication.site.settings.base_url:
        return None
    import segno

    target = address(publication, path)
    code = segno.make(target, error="m", micro=False)
    drawn = code.svg_inline(
        border=_QUIET, omitsize=True, svgclass="qr", lineclass=None, title=f"二维码：{target}"
    )
    return Markup(drawn)  # noqa: S704 -- segno escapes the title; the rest is its own drawing
