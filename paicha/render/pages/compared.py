"""A change of an edition in; its clauses with what differs between the two editions out."""

from paicha.model.changes import Change, Changes
from paicha.model.site import Site
from paicha.render.note.apart import Pieces, apart

Clauses = list[tuple[str, Pieces]]  # each clause's id, and its text taken apart

_BREAK = "\x1f"  # between the texts of two clauses: no text has it


def compared(site: Site, changes: Changes, change: Change) -> tuple[Clauses, Clauses]:
    """Take a change's clauses apart, old and new; of what is only in one of them nothing is marked.

    They are compared all together, for a clause may have become two.
    """
    old = [site.clause(changes.old.source, id_).text for id_ in change.old]
    new = [site.clause(changes.new.source, id_).text for id_ in change.new]
    if not old or not new:
        whole = ([[(text, False)] for text in texts] for texts in (old, new))
    else:
        whole = (_parted(pieces) for pieces in apart(_BREAK.join(old), _BREAK.join(new)))
    before, after = (list(texts) for texts in whole)
    return list(zip(change.old, before, strict=True)), list(zip(change.new, after, strict=True))


def _parted(pieces: Pieces) -> list[Pieces]:
    """Part what was compared together at the ends of its texts."""
    found: list[Pieces] = [[]]
    for text, differs in pieces:
        first, *rest = text.split(_BREAK)
        found[-1].append((first, differs))
        found += [[(one, differs)] for one in rest]
    return [[piece for piece in text if piece[0]] for text in found]
