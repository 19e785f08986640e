"""A built site in; what a phone loads, and whether pages grow with the site, out (`make bench`)."""

import gzip
import posixpath
import re
import shutil
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

from paicha.pipeline import named_assets, publication_of, render
from paicha.project import Project

ROOT = Path(__file__).parent.parent
# Bytes by gzip: a checklist's page for each of its items and for the words of each picture, its
# scripts, its style; and its requests. The pictures themselves come when a detail is opened.
MOST_AN_ITEM, MOST_A_PICTURE, MOST_SCRIPTS, MOST_STYLE, MOST_REQUESTS = 428, 90, 20_000, 7_500, 5


def main() -> None:
    """Print the sizes of the built site, then build it with more pages and compare."""
    site = Project(ROOT).output
    page = largest_checklist(site)
    parts = {path: packed(site / path) for path in loaded(site, page)}
    print(f"largest checklist: {page}")
    items, size, most = asked(site / page), packed(site / page), most_of_a_list(site / page)
    print(f"  page, {items:3} items   {size:7,} bytes by gzip, at most {most:,}")
    for ending, what, most in ((".js", "scripts", MOST_SCRIPTS), (".css", "style", MOST_STYLE)):
        size = sum(size for path, size in parts.items() if path.endswith(ending))
        print(f"  {what:15} {size:9,} bytes by gzip, at most {most:,}")
    for path, size in parts.items():
        print(f"    {path:15} {size:7,}")
    with tempfile.TemporaryDirectory() as folder:
        more = multiplied(Project(ROOT), Path(folder) / "more", "gas", 5)
        _print_growth(rendered(Project(ROOT)), rendered(more))


def _print_growth(before: dict[str, str], after: dict[str, str]) -> None:
    grown = {path for path, text in before.items() if len(after[path]) != len(text)}
    more, same = len(after) - len(before), len(before) - len(grown)
    print(f"with {more} pages more, {same} of {len(before)} pages keep their size; the others:")
    for path in sorted(grown):
        old, new = len(before[path].encode()), len(after[path].encode())
        print(f"  {path}: {old:,} {new - old:+,} bytes")


def packed(path: Path) -> int:
    """Give the bytes that a phone loads: by gzip at the level of deploy/nginx.conf."""
    return len(gzip.compress(path.read_bytes(), 6))


def asked(path: Path) -> int:
    """Count the items that a checklist's page asks."""
    return path.read_text(encoding="utf-8").count("data-item-id=")


def most_of_a_list(path: Path) -> int:
    """Say how many bytes a checklist's page may have, by what it asks and shows."""
    pictures = path.read_text(encoding="utf-8").count('class="picture"')
    return MOST_AN_ITEM * asked(path) + MOST_A_PICTURE * pictures


def largest_checklist(site: Path) -> str:
    """Give the path of the checklist page, of any edition, that is longest on its way."""
    found = (site / "checklists").rglob("index.html")
    return max(found, key=packed).relative_to(site).as_posix()


def loaded(site: Path, page: str) -> list[str]:
    """List the styles and scripts that a page loads."""
    tree = ET.parse(site / page)  # noqa: S314 -- our own page
    links = [one.get("href", "") for one in tree.iter("link") if one.get("rel") == "stylesheet"]
    links += [one.get("src", "") for one in tree.iter("script")]
    return [posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) for link in links]


def rendered(project: Project) -> dict[str, str]:
    """Give the text of each page of a project, by its path."""
    publication, _ = publication_of(project, paper=False)
    files = render(publication, named_assets(publication))
    texts = {str(file.path): file.content for file in files}
    return {path: text.decode() for path, text in texts.items() if path.endswith(".html")}


def multiplied(project: Project, root: Path, checklist: str, copies: int) -> Project:
    """Copy a project with copies of a checklist, each with numbers of its own, in it."""
    for folder in (project.checklists, project.content, project.templates):
        if folder.is_dir():
            shutil.copytree(folder, root / folder.name)
    project = Project(root)
    text = (project.checklists / f"{checklist}.yaml").read_text(encoding="utf-8")
    (prefix,) = re.findall(r"(?m)^prefix: (\w+)$", text)
    names = [f"{checklist}-{n}" for n in range(copies)]
    for n, name in enumerate(names):
        own = re.sub(rf"\b{prefix}\b", f"X{chr(65 + n // 26)}{chr(65 + n % 26)}", text)
        own = re.sub(r"(?m)^((?:short_)?title: .+)$", rf"\g<1>{n}", own)
        (project.checklists / f"{name}.yaml").write_text(own, encoding="utf-8")
    settings = project.settings.read_text(encoding="utf-8")
    listed = re.sub(r"(?m)^(checklists: \[.+)\]", rf"\1, {', '.join(names)}]", settings)
    project.settings.write_text(listed, encoding="utf-8")
    return project


if __name__ == "__main__":
    main()
