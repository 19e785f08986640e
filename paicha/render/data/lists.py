"""A publication in; each list as a script for the records page out: what a record is read beside.

A record holds answers; a printed sheet, a table or a paper keyed in needs the words, conditions
and clauses of its list too. One script a list and edition: a phone loads only those it needs.
"""

import json
import re
from typing import Any

from paicha.model.checklist import Checklist, Edition, Item, Particular
from paicha.model.site import Site
from paicha.output import OutputFile
from paicha.render.assets import hashed
from paicha.render.citing import as_a_form_does
from paicha.render.publication import Publication


def list_assets(publication: Publication) -> dict[str, OutputFile]:
    """Give each list by its asset's name: `lamps.2030.js`."""
    found = {}
    for id_, checklist in publication.site.checklists.items():
        for edition in checklist.editions:
            name = f"{id_}.{edition.id}"
            content = json.dumps(
                _list(publication, id_, edition), ensure_ascii=False, separators=(",", ":")
            )
            script = f"document.currentScript.take({content});\n"
            found[f"{name}.js"] = hashed(f"{id_}-{edition.id}.js", script.encode())
    return found


def _list(publication: Publication, id_: str, edition: Edition) -> dict[str, Any]:
    site = publication.site
    checklist = site.checklists[id_]
    sections = checklist.sections_in(edition)
    return {
        "title": checklist.title,
        "edition": edition.title,
        "prefix": checklist.prefix,
        "field": _field(site, checklist),
        "particulars": [_particular(one) for one in checklist.head],
        "origin": checklist.origin,
        "facets": {facet.id: facet.title for facet in checklist.facets},
        "called": {facet.id: facet.called for facet in checklist.facets if facet.called},
        "verdict": _verdict(site, checklist),
        "retired": [retired.id for retired in checklist.retired],
        "doors": {
            door.role: site.others(one, edition) for door, one in site.own_lists(id_, edition)
        },
        "items": [
            {"section": section.title, **_item(site, checklist, item, edition)}
            for section, items in sections
            for item in items
        ],
    }


def _particular(one: Particular) -> dict[str, Any]:
    return {"id": one.id, "label": one.label} | ({"options": one.options} if one.options else {})


def _item(site: Site, checklist: Checklist, item: Item, edition: Edition) -> dict[str, Any]:
    stands = checklist.basis_in(item, edition)
    return {
        "id": item.id,
        "check": item.check,
        "text_hash": item.text_hash,
        "facets": item.applies_to,
        "each": item.each,
        "sign": item.sign,
        "measured": [
            {"when": one.when, "labels": one.measured}
            for one in checklist.major_if(item, edition)
            if one.measured
        ],
        "measures": [
            {"label": m.label, "unit": m.unit, "min": m.min, "max": m.max, "date": m.date}
            for m in item.measures
        ],
        "conditions": [
            {
                "when": one.when,
                "basis": as_a_form_does(site, [basis for basis in stands if basis in one.basis]),
            }
            for one in checklist.major_if(item, edition)
        ],
        "basis": as_a_form_does(site, [basis for basis in stands if basis in item.basis]),
        "on_fail": [
            site.actions[name].title for name in item.on_fail if not site.actions[name].remedy
        ],
        "on_major": [site.actions[name].title for name in item.on_major],
    }


def _field(site: Site, checklist: Checklist) -> str:
    """Give what the rows form calls a checklist's field, or nothing where it names none.

    The form's own definition lists the fields; a checklist of one begins its title with it.
    """
    columns = [column for form in site.forms.values() for column in form.columns]
    defined = "".join(column.definition for column in columns if column.id == "field")
    names = re.split("[、或。]", defined)
    return next((name for name in names if name and checklist.title.startswith(name)), "")


def _verdict(site: Site, checklist: Checklist) -> dict[str, Any] | None:
    """Give a house's grades: unfinished, and {title, treatment, on_fail: [title]} of each."""
    verdict = checklist.verdict
    if not verdict:
        return None
    return {
        "unfinished": verdict.unfinished,
        "known_for": verdict.known_for,
        "unknown_for": verdict.unknown_for,
    } | {
        name: {
            "title": outcome.title,
            "treatment": outcome.treatment,
            "on_fail": [site.actions[action].title for action in outcome.on_fail],
        }
        for name, outcome in verdict.outcomes.items()
    }
