"""A site in; the clauses that nothing covers out."""

from collections.abc import Iterator

from paicha.model.content import Content
from paicha.model.coverage import coverage, uncovered
from paicha.model.site import Site
from paicha.problems import Problem


def check_coverage(site: Site, content: Content) -> Iterator[Problem]:
    """Every clause of a source that asks for it is covered, or is informative with a reason."""
    covers = coverage(site)
    for file in content.sources:
        if not (file.value.head.text == "literal" or file.value.head.cover):
            continue
        for clause in uncovered(file.value, covers):
            hint = "请让检查项、职责、时限、阶段或填报项引用它，或在 informative: 里写明理由"
            place = file.place("clauses", clause.id)
            yield Problem(place, f"条款 {clause.id}（{clause.label}）没有被任何内容覆盖", hint)
