"""Content in; whether the release that pages are compared with can be read, out."""

from collections.abc import Iterator

from paicha.model.content import Content
from paicha.problems import BuildFailed, Problem
from paicha.project import Project
from paicha.release.read import release_at


def check_since(content: Content) -> Iterator[Problem]:
    """The release named by `since` lies in content/releases/ and is one."""
    settings = content.settings
    if not (settings and settings.value.since):
        return
    project = Project(content.root)
    path = project.release(settings.value.since)
    try:
        release_at(path)
    except BuildFailed:
        message = f"“since”说的一版读不了：{project.name(path)}"
        hint = "把那一版网站的 data/release.json 抄到这里，或者删去 since:"
        yield Problem(settings.place("since"), message, hint)
