"""Problems of reading in; the same, with the id where somebody wrote what it is called, out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches

from paicha.model.base import NAME
from paicha.model.content import Content
from paicha.model.refused import PATTERNS
from paicha.problems import Problem

Titles = dict[str, str]  # what something is called → its id
_REFUSED = re.compile("“(?P<key>[a-z_]+)”(?:的第 \\d+ 项)?的值“(?P<said>[^”]+)”写法不对")


def with_ids(content: Content) -> Iterator[Problem]:
    """Give the problems of reading; a title in the place of an id is answered with the id."""
    known = _titles(content)
    for problem in content.problems:
        refused = _REFUSED.fullmatch(problem.message)
        if refused and problem.hint == PATTERNS[NAME]:
            titles = known.get(refused["key"], {})
            if title := _called(refused["said"], titles):
                yield replace(problem, hint=f"写编号 {titles[title]}，意思是“{title}”")
                continue
        yield problem


def _called(said: str, titles: Iterable[str]) -> str:
    """Find the title that was meant."""
    among = list(titles)
    within = [one for one in among if said in one or one in said]
    return next(iter(within or get_close_matches(said, among, n=1, cutoff=0.5)), "")


def _titles(content: Content) -> dict[str, Titles]:
    """Gather what things are called, by the keys that name them."""
    people, schedule, actions = content.responsibilities, content.schedule, content.actions
    roles = {one.title: one.id for one in people.value.roles} if people else {}
    to_do = {one.title: one.id for one in actions.value.actions} if actions else {}
    lists = {file.value.short_title: file.id for file in content.checklists}
    forms = {file.value.short_title: file.id for file in content.forms}
    sources = {file.value.head.short_title: file.id for file in content.sources}
    facets = {one.title: one.id for file in content.checklists for one in file.value.facets}
    found: dict[str, Titles] = {
        "applies_to": facets,
        "each": facets,
        "source": sources,
        "forms": forms,
    }
    found |= dict.fromkeys(("owner", "owners", "role", "roles", "to"), roles)
    found |= dict.fromkeys(("on_fail", "on_major"), to_do)
    found |= dict.fromkeys(("checklist", "checklists", "doors", "self_check"), lists)
    for key, entries in (("phase", "phases"), ("deadline", "deadlines"), ("report", "reports")):
        of = getattr(schedule.value, entries) if schedule else ()
        found[key] = {one.title: one.id for one in of}
    return found
