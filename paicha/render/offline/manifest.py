"""A publication in; what a phone needs to put the site on its home screen out."""

from paicha.output import OutputFile, text_file, to_json
from paicha.render import paths
from paicha.render.publication import Publication

PAPER = "#ffffff"  # --colour-paper of the light scheme

_ICONS = {
    "icon-192.png": ("192x192", "any"),
    "icon-512.png": ("512x512", "any"),
    "icon-maskable-192.png": ("192x192", "maskable"),
    "icon-maskable-512.png": ("512x512", "maskable"),
}


def manifest(publication: Publication, assets: dict[str, OutputFile]) -> OutputFile:
    """Write manifest.webmanifest; every address in it starts from where it lies."""
    site = publication.site
    shown = {
        "name": site.settings.title,
        "short_name": site.settings.short_title,
        "description": site.settings.summary,
        "lang": "zh-Hans",
        "start_url": paths.HOME,
        "scope": "./",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": str(assets[name].path),
                "sizes": size,
                "type": "image/png",
                "purpose": purpose,
            }
            for name, (size, purpose) in _ICONS.items()
        ],
        "shortcuts": [
            {"name": site.checklists[id_].short_title, "url": paths.checklist(id_)}
            for id_ in site.settings.doors
        ],
    }
    return text_file(paths.MANIFEST, to_json(shown))
