"""A change in; which group of the note it belongs to, the weightiest first, out."""

from paicha.release.compare import Changed, Difference

# Which group a change of a key belongs to, the weightiest first; all others go by their entry.
GROUPS = ("judging", "dates", "items", "asking", "acting", "sources", "forms", "rest", "site")
_WEIGHTY = {
    "judging": "grade major_if measured measures on_major sign verdict level editions",
    "dates": "by start end day month first last cadence at_least every due goes_on phase deadline"
    " report follow reports in_force_from repealed_on replaced_by",
    "asking": "section check ask how look_for evidence applies_to",
    "acting": "owners on_fail roles to keep",
}
BY_KEY = {key: group for group, keys in _WEIGHTY.items() for key in keys.split()}
_OF_KIND = {
    "acting": "Duty Role Door Group Action Responsibilities Actions",
    "dates": "Phase Deadline Report Schedule",
    "sources": "DigestFile DigestClause Changes Change Gaps Gap Doubt",
    "forms": "Form",
    "asking": "Checklist Section Item Edition Particular Facet Picture",
    "items": "Retired",
    "site": "Settings",
}
BY_KIND = {kind: group for group, kinds in _OF_KIND.items() for kind in kinds.split()}
# No key weighs more there.
ALL_ALIKE = {"Form", "Term", "Glossary", "PageFile", "Role", "Door", "Facet", "Particular"}


def group_of(one: Changed) -> str:
    """Give the weightiest group among an entry's changes."""
    kind = one.entry.kind
    if kind == "Item" and one.state != "changed":
        return "items"
    usual = BY_KIND.get(kind, "rest")
    if kind in ALL_ALIKE or one.state != "changed":
        return usual
    return min((_weight(each, usual) for each in one.differences), key=GROUPS.index)


def weighed(one: Changed) -> list[Difference]:
    """Put the weighty changes of an entry first; one that is new or gone is told in order."""
    if one.state != "changed":
        return list(one.differences)
    return sorted(one.differences, key=lambda each: GROUPS.index(_weight(each, "rest")))


def _weight(one: Difference, usual: str) -> str:
    """Give the weightiest group that a change belongs to, by the keys on the way to it."""
    keys = (*(step.key for step in one.way), one.key)
    return min((BY_KEY.get(key, usual) for key in keys), key=GROUPS.index)
