"""Where everything lies: every folder name of the program, in one place."""

from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(__file__).parent.parent


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
    def changes(self) -> Path:
        """How one edition of a standard became the next."""
        return self.content / "changes"

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
        """Pages, paper, styles and scripts: the folder's own, or else the program's."""
        own = self.root / "templates"
        return own if own.exists() else PROGRAM / "templates"

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
