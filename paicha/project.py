"""Where everything lies: every folder name of the program, in one place."""

from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parent
_WITHIN = PACKAGE / "templates"  # of an installed package; in a checkout they stand beside it
TEMPLATES = _WITHIN if _WITHIN.is_dir() else PACKAGE.parent / "templates"


@dataclass(frozen=True, slots=True)
class Project:
    """A folder holding `content/` and `checklists/`; `site/` is made beside them."""

    root: Path

    @property
    def content(self) -> Path:
        """Settings, documents, words and pages to read."""
        return self.root / "content"

    @property
    def settings(self) -> Path:
        """What this office publishes under its own name."""
        return self.content / "site.yaml"

    @property
    def sources(self) -> Path:
        """The documents everything rests on."""
        return self.content / "sources"

    @property
    def glossary(self) -> Path:
        """Words of the trade; a site may go without."""
        return self.content / "glossary.yaml"

    @property
    def gaps(self) -> Path:
        """What is known to be missing or in doubt; a site may go without."""
        return self.content / "gaps.yaml"

    @property
    def pictures(self) -> Path:
        """Pictures, whose names end as their kinds do."""
        return self.content / "pictures"

    @property
    def captions(self) -> Path:
        """What each picture shows, in words; a site may go without pictures."""
        return self.content / "pictures.yaml"

    @property
    def changes(self) -> Path:
        """How one edition of a standard became the next."""
        return self.content / "changes"

    @property
    def releases(self) -> Path:
        """What the content was at earlier times, as files or folders, to be compared with."""
        return self.content / "releases"

    def release(self, name: str) -> Path:
        """One of them: a file, as a site carries it, or a folder with what the content was."""
        folder = self.releases / name
        return folder if folder.is_dir() else self.releases / f"{name}.json"

    @property
    def guidance(self) -> Path:
        """Pages to read."""
        return self.content / "guidance"

    @property
    def checklists(self) -> Path:
        """Checklists, and beside them responsibilities, schedule and actions."""
        return self.root / "checklists"

    @property
    def forms(self) -> Path:
        """Official forms."""
        return self.root / "checklists" / "forms"

    @property
    def templates(self) -> Path:
        """Pages, paper, styles, scripts and words that this campaign lays over the program's."""
        return self.root / "templates"

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates are read: the campaign's own first, then the program's."""
        return tuple(dict.fromkeys((self.templates, TEMPLATES)))

    def template(self, name: str) -> Path:
        """One of them, by its path: the campaign's own, or else the program's."""
        own = self.templates / name
        return own if own.exists() else TEMPLATES / name

    def templates_like(self, pattern: str) -> list[Path]:
        """All of them that a pattern names, each once, in the order of their paths."""
        found = {
            path.relative_to(folder).as_posix()
            for folder in self.template_folders
            for path in folder.glob(pattern)
        }
        return [self.template(name) for name in sorted(found)]

    @property
    def output(self) -> Path:
        """The published site."""
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """Rendered documents by hash, and what the site was made of; safe to delete."""
        return self.root / ".cache"

    def name(self, path: Path) -> str:
        """Call a file as messages do: by its path from the root, or in full outside of it."""
        within = path.is_relative_to(self.root)
        return (path.relative_to(self.root) if within else path).as_posix()
