"""Rendered pages in; each checklist as one file that needs nothing beside it out.

A file is made from pages as they were rendered: its checklist, and the page of records, of which
the address shows one (assets/js/alone.js). In a template, `data-in-site` marks what makes no sense
in a lone file; what makes sense only there stands in templates/alone.html.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from paicha.model.checklist import Edition
from paicha.output import OutputFile, text_file
from paicha.problems import BuildFailed, Place, Problem
from paicha.render import paths
from paicha.render.offline.alone import dropped, first, parsed, replaced
from paicha.render.offline.inline import data_address, handed, inline, set_policy
from paicha.render.publication import Publication
from paicha.render.templates import Render
from paicha.source.markup import written

Files = Mapping[str, bytes]  # path in the site → content


@dataclass(frozen=True, slots=True)
class Own:
    """What a lone file has besides its two pages.

    `parts` is templates/alone.html; `name` is that of its list among those that the page of records
    knows (`lamps.2030`), `listed` the path of the script that hands the list over, and `script` of
    the one that runs in the place of the pages' own.
    """

    parts: str
    name: str
    listed: str
    script: str


def render_offline(
    publication: Publication,
    render: Render,
    assets: dict[str, OutputFile],
    pages: Iterable[OutputFile],
) -> Iterator[OutputFile]:
    """Make a file of each checklist in each edition: offline/<checklist>[-<edition>].html.

    BuildFailed with what keeps any of them from being made: none is left out.
    """
    files = {str(file.path): file.content for file in (*assets.values(), *pages)}
    parts = render("alone.html", paths.HOME, site=publication.site)
    problems: list[Problem] = []
    for id_, checklist in publication.site.checklists.items():
        for edition in checklist.editions:
            name = f"{id_}.{edition.id}"
            listed, script = (str(assets[one].path) for one in (f"{name}.js", "alone.js"))
            own = Own(parts, name, listed, script)
            for page, path in _to_make(publication, id_, edition):
                try:
                    yield text_file(path, lone_file(page, files, own))
                except BuildFailed as failed:
                    problems += failed.problems
    if problems:
        raise BuildFailed(problems)


def _to_make(publication: Publication, id_: str, edition: Edition) -> Iterator[tuple[str, str]]:
    """List the pages of a checklist in an edition, those of doors too, each with its lone file."""
    name = publication.edition_name(id_, edition)
    yield paths.checklist(id_, name), paths.lone(id_, name)
    for door, _ in publication.site.own_lists(id_, edition):
        yield paths.own_list(door.role, id_), paths.own_lone(door.role, id_)


def lone_file(path: str, files: Files, own: Own) -> str:
    """Give the checklist at `path` as one file: with style, scripts, icon, and clauses it cites."""
    root, records = _without_site(files, path), _without_site(files, paths.RECORDS)
    _only_list(records, own.name)
    for page in (root, records):
        _drop_waiting(page)
    views = {path: "?", paths.RECORDS: "?records"}
    _settle_links(records, paths.RECORDS, views)
    _bring_styles(root, records, path)
    _put_in(root, records, own.parts)
    _bring_clauses(root, path, files)
    _settle_links(root, path, views)
    _take_in(root, path, files)
    first(root, "body").append(handed("list", _file(files, path, own.listed)))
    first(root, "body").append(inline("script", own.script, _file(files, path, own.script)))
    set_policy(root)
    return f"<!DOCTYPE html>\n{''.join(written(root))}\n"


def _file(files: Files, page: str, path: str) -> bytes:
    """Give a file that a page asks for, or raise BuildFailed."""
    if path not in files:
        place = Place(f"site/{page}")
        raise BuildFailed([Problem(place, f"没有文件“{path}”", "请检查模板里的地址")])
    return files[path]


def _parsed(files: Files, page: str) -> ET.Element:
    return parsed(files[page], f"site/{page}")


def _without_site(files: Files, page: str) -> ET.Element:
    root = _parsed(files, page)
    root.attrib.pop("data-worker", "")
    root.set("data-alone", "")
    for part in root.findall(".//*[@data-in-site]"):
        dropped(root, part)
    return root


def _target(page: str, link: str) -> tuple[str, str]:
    """Say where a link of a page leads: to a path of the site, and to an anchor there."""
    target, _, anchor = link.partition("#")
    target = unquote(target.partition("?")[0])
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target)) if target else page
    return path, unquote(anchor)


# The page of records


def _only_list(records: ET.Element, name: str) -> None:
    """Leave of the lists to choose from the one that the file has; its script is in the file."""
    for choice in records.findall(".//*[@data-script]"):
        if choice.get("value") == name:
            made = choice.get("data-script", "")
            for key in [one for one in choice.attrib if one.startswith("data-door-")]:
                del choice.attrib[key]  # other pages, which are not beside it
            choice.attrib |= {"data-made": made, "data-script": "", "data-path": "?"}
        else:
            dropped(records, choice)


def _drop_waiting(root: ET.Element) -> None:
    """Take out the script that waits for the page: the lone file has one for both of its pages."""
    for part in root.findall(".//script[@defer][@src]"):
        dropped(root, part)


def _bring_styles(root: ET.Element, records: ET.Element, path: str) -> None:
    """Ask for the styles of the page of records that the list's page has not."""
    own = {_target(path, link.get("href", ""))[0] for link in root.iter("link")}
    for link in records.findall(".//link[@rel='stylesheet']"):
        style = _target(paths.RECORDS, link.get("href", ""))[0]
        if style not in own:
            link.set("href", paths.relative(style, path))
            first(root, "head").append(link)


def _put_in(root: ET.Element, records: ET.Element, parts: str) -> None:
    """Put in the page of records, for now as a template, and what only a lone file says."""
    title, body = first(records, "title").text or "", first(records, "body").get("class", "")
    page = ET.Element("template", {"data-page": "", "data-title": title, "data-class": body})
    page.extend(first(records, "main"))
    first(root, "body").append(page)
    for part in list(_own_parts(parts)):
        where = {key: part.attrib.pop(f"data-{key}", "") for key in ("page", "after", "into")}
        module = root.find(f".//*[@data-module='{where['after'] or where['into']}']")
        if where["page"]:
            page.insert(0, part)
        elif module is not None and where["after"]:
            replaced(root, module, [module, part])
        else:
            (first(root, "main") if module is None else module).append(part)


def _own_parts(parts: str) -> ET.Element:
    """Read templates/alone.html; its lines are no longer those that the author wrote."""
    try:
        return parsed(parts, "")
    except BuildFailed as failed:
        one = failed.problems[0]
        place = Place("templates/alone.html")
        problem = Problem(place, f"{one.message}（生成后第 {one.place.line} 行）", one.hint)
        raise BuildFailed([problem]) from failed


# Links and the clauses they lead to


def _bring_clauses(root: ET.Element, page: str, files: Files) -> None:
    """Put each clause that the page cites at its end, and lead the citations there."""
    cited: dict[str, set[str]] = {}
    for link in root.iter("a"):
        path, anchor = _target(page, link.get("href", ""))
        if path.startswith("sources/") and anchor and path in files:
            cited.setdefault(path, set()).add(anchor)
            link.set("href", f"#{_anchor(path, anchor)}")
    marked = root.find(".//*[@data-clauses]")
    place = first(root, "main") if marked is None else marked
    for path in sorted(cited):
        place.extend(_clauses(path, cited[path], _parsed(files, path)))


def _anchor(path: str, clause: str) -> str:
    return f"{_folder(path)}:{clause}"


def _folder(path: str) -> str:
    return posixpath.basename(posixpath.dirname(path))


def _clauses(path: str, anchors: set[str], source: ET.Element) -> Iterator[ET.Element]:
    """Give what a source says of itself, then the clauses in its order."""
    for part in first(source, "main"):
        if part.tag == "h1":
            part.tag = "h3"
            yield part
        elif part.tag == "p" and part.get("class") in ("meta", "warn"):
            yield _without_links(part)
        elif part.get("id") in {*anchors, "status"}:
            yield _clause(path, part)


def _clause(path: str, section: ET.Element) -> ET.Element:
    """Take a clause without what covers it; its headings are of another page's outline."""
    for aside in section.findall("aside"):
        dropped(section, aside)
    section.set("id", _anchor(path, section.attrib["id"]))
    for heading in section.iter():
        if heading.tag in ("h2", "h3", "h4"):
            heading.tag = "p"
    return _without_links(section)


def _without_links(part: ET.Element) -> ET.Element:
    for link in part.iter("a"):
        _make_text(link)
    return part


def _make_text(link: ET.Element) -> None:
    link.tag = "span"
    link.attrib = {name: value for name, value in link.attrib.items() if name == "class"}


def _settle_links(root: ET.Element, page: str, views: Mapping[str, str]) -> None:
    """Leave no link that would lead nowhere from a lone file; `views` are the pages in it."""
    ids = {id_ for part in root.iter() if (id_ := part.get("id"))}
    for link in root.iter("a"):
        if link.get("aria-current"):
            link.attrib.pop("href", "")
        elif not link.get("href", "?").startswith("?"):  # made by us, or by a script
            path, anchor = _target(page, link.attrib["href"])
            within = anchor if path == page else _folder(path)
            if within in ids and path in (page, paths.item(within)):
                link.set("href", f"#{within}")
            elif path in views:
                link.set("href", views[path])
            else:
                _make_text(link)


# What the page asks for


def _take_in(root: ET.Element, page: str, files: Files) -> None:
    """Put into the page the style, the icon and the scripts that it asks for."""
    for part in root.findall(".//link[@href]"):
        path, _ = _target(page, part.attrib["href"])
        if part.get("rel") == "stylesheet":
            replaced(root, part, [inline("style", path, _file(files, page, path))])
        elif part.get("rel") == "icon":
            part.set("href", data_address(path, _file(files, page, path)))
        else:
            dropped(root, part)
    _take_in_pictures(root, page, files)
    for part in root.findall(".//script[@src]"):
        path, _ = _target(page, part.attrib["src"])
        replaced(root, part, [inline("script", path, _file(files, page, path))])


def _take_in_pictures(root: ET.Element, page: str, files: Files) -> None:
    """Put each picture in once: where it stands again, a script shows the first one's."""
    shown: set[str] = set()
    for part in root.findall(".//img[@src]"):
        path, _ = _target(page, part.attrib["src"])
        if path in shown:
            part.set("data-again", path)
            part.set("src", "data:image/svg+xml,")
        else:
            part.set("data-picture", path)
            part.set("src", data_address(path, _file(files, page, path)))
            shown.add(path)
