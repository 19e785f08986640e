"""What all renderers share: the site, what covers each clause, and how files are to be named."""

from dataclasses import dataclass, replace
from datetime import date

from paicha.model.checklist import Edition
from paicha.model.coverage import ClauseKey, Cover, coverage
from paicha.model.form import Form
from paicha.model.site import Site
from paicha.model.texts import GuidancePage
from paicha.project import Project
from paicha.release.read import Release, release_at, release_of
from paicha.render import paths
from paicha.render.note import Note, note_of
from paicha.render.words import words


@dataclass(frozen=True)
class Publication:
    """A site about to be rendered; `paper` says whether PDFs are made and linked.

    `offline` says whether it can be kept on a phone and downloaded: not while one edits it.
    `note` says what changed since the release that the settings name, or another one.
    """

    site: Site
    project: Project
    covers: dict[ClauseKey, list[Cover]]
    release: Release
    note: Note | None = None
    paper: bool = True
    offline: bool = True

    @classmethod
    def of(
        cls, site: Site, project: Project, *, paper: bool = True, offline: bool = True
    ) -> "Publication":
        """Prepare a site for rendering."""
        release, since = release_of(project), site.settings.since
        made = cls(site, project, coverage(site), release, paper=paper, offline=offline)
        return made.since(release_at(project.release(since))) if since else made

    def since(self, old: Release) -> "Publication":
        """Say what changed since an earlier release."""
        return replace(self, note=note_of(old, self.release, words(self.project)))

    def edition_name(self, checklist: str, edition: Edition) -> str:
        """Give what an edition adds to a path that stays its own: nothing where it is the only one.

        A path without it leads to the edition that is shown first: another one in another year.
        """
        several = len(self.site.checklists[checklist].editions) > 1
        return edition.id if several else ""

    def list_path(self, checklist: str, edition: Edition) -> str:
        """Where pages of the site lead to a list in an edition: of the first one, to the list."""
        first = edition == self.site.shown_first(checklist)
        return paths.checklist(checklist, "" if first else edition.id)

    def cover_path(self, cover: Cover) -> str:
        """Where an entry that covers a clause can be read."""
        if cover.kind == "item":
            return paths.item(cover.id)
        if cover.kind in ("form", "cell"):
            return paths.form(
                cover.within if cover.kind == "form" else f"{cover.within}-{cover.id}"
            )
        page = paths.DUTIES if cover.kind in ("duty", "group") else paths.SCHEDULE
        return f"{page}#{cover.id}"

    @property
    def leaflet(self) -> GuidancePage | None:
        """Give the page of guidance that the owner's leaflet is of, where houses are graded."""
        graded = any(checklist.verdict for checklist in self.site.checklists.values())
        return self.site.guidance.get("house-owner") if graded else None

    @property
    def dated(self) -> date:
        """Give the date that office files bear: of the content, never of the clock."""
        return self.site.settings.updated or self.site.schedule.phases[-1].end

    def form_foot(self, form: Form) -> str:
        """Say at the foot of a form which document it is of, and whether that gave its shape."""
        number = self.site.sources[self.site.settings.source].head.document_number
        of_work: str = words(self.project)["print"]["form_of_work"]
        return f"{number}　{form.annex or of_work.format(form=form.short_title)}"
