"""The notice is encoded whole: its text, and every obligation of the independent table."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from paicha.model.base import Basis
from paicha.model.campaign import Duty
from paicha.model.coverage import coverage
from paicha.model.site import Site

NOTICE = "plan-2023-33"
TABLE = Path(__file__).parent / "notice" / "obligations.yaml"


@dataclass(frozen=True)
class Obligation:
    id: str
    clause: str
    quote: str
    who: frozenset[str]
    when: str
    kind: str  # "" for all but the few rows that are only a topic or an aim


@dataclass(frozen=True)
class Entry:
    """An entry of the data: what kind, who answers, and the times it carries."""

    name: str
    kind: str
    who: frozenset[str]
    times: frozenset[str]
    basis: tuple[Basis, ...]


def obligations() -> list[Obligation]:
    rows = yaml.safe_load(TABLE.read_text(encoding="utf-8"))["obligations"]
    return [
        Obligation(
            row["id"],
            row["clause"],
            row["quote"],
            frozenset([row["who"]] if isinstance(row["who"], str) else row["who"]),
            row["when"],
            row.get("kind", ""),
        )
        for row in rows
    ]


NOBODY: frozenset[str] = frozenset()


def entries(site: Site) -> Iterator[Entry]:
    for item in site.items().values():
        yield Entry(item.id, "item", frozenset(item.owners), NOBODY, item.basis)
    for duty in site.duties:
        yield Entry(duty.id, "duty", frozenset(duty.roles), times(site, duty), duty.basis)
    for group in site.groups:
        for one in (group, *group.members):
            yield Entry(group.id, "group", NOBODY, NOBODY, one.basis)
    yield from entries_of_the_schedule(site)
    yield from entries_of_forms(site)


def entries_of_the_schedule(site: Site) -> Iterator[Entry]:
    for deadline in site.schedule.deadlines:
        by = frozenset({f"by:{deadline.by}"})
        yield Entry(deadline.id, "deadline", frozenset(deadline.roles), by, deadline.basis)
    for phase in site.schedule.phases:
        span = frozenset({f"phase:{phase.start or ''}..{phase.end}"})
        yield Entry(phase.id, "phase", NOBODY, span, phase.basis)
    for report in site.schedule.reports:
        first = f"from:{report.first}-01"
        days = {f"monthly-report:{due.day}" for due in report.due}
        said = frozenset({first, *days})
        yield Entry(report.id, "report", frozenset(report.roles), said, report.basis)
        for due in report.due:
            day = frozenset({f"monthly-report:{due.day}"})
            yield Entry(due.id, "report", frozenset(report.roles), day, due.basis)


def entries_of_forms(site: Site) -> Iterator[Entry]:
    for name, form in site.forms.items():
        cells = [cell for one in form.groups for cell in one.cells]
        for cited in (form, *form.groups, *cells):
            yield Entry(name, "form", NOBODY, NOBODY, cited.basis)
        for _, _, part in form.grounded():
            yield Entry(name, "form", NOBODY, NOBODY, part.basis)


def times(site: Site, duty: Duty) -> frozenset[str]:
    """The times a duty carries: its cadence, its phase's span. A day is kept by a deadline only."""
    found: set[str] = {duty.cadence}
    if duty.cadence in ("monthly", "half-yearly"):
        found.add(f"{duty.cadence}>={duty.at_least or 1}")
    found |= {
        f"phase:{phase.start or ''}..{phase.end}"
        for phase in site.schedule.phases
        if phase.id == duty.phase
    }
    found |= {
        f"monthly-report:{due.day}"
        for report in site.schedule.reports
        if duty.cadence == "monthly" and set(report.forms) & set(duty.forms)
        for due in report.due
    }
    return frozenset(found)


def marks(text: str, quote: str) -> set[int]:
    """The positions of a quote's characters in its clause, without punctuation."""
    return {
        at + n
        for at in (found.start() for found in re.finditer(re.escape(quote), text))
        for n, char in enumerate(quote)
        if char.isalnum()
    }


def overlapping(site: Site, row: Obligation, all_entries: list[Entry]) -> dict[Entry, set[int]]:
    """The entries that quote some of an obligation's words, each with the words."""
    text = site.clause(NOTICE, row.clause).text
    wanted = marks(text, row.quote)
    found: dict[Entry, set[int]] = {}
    for entry in all_entries:
        said: set[int] = set()
        for basis in entry.basis:
            if basis.source == NOTICE and basis.clause == row.clause and basis.quote:
                said |= marks(text, basis.quote) & wanted
        if said:
            found[entry] = said
    return found


def unmet(site: Site, row: Obligation, all_entries: list[Entry]) -> str:
    """Say why the data does not meet an obligation; "" where it does.

    Four fifths of its words are quoted; one entry quotes half of them and names somebody who must;
    an obligation of 三（二） is asked by an item; one that has a time is kept by an entry with it.
    A note of a form is printed on it word for word, which is all a note asks.
    A row that is only a topic or an aim orders nothing of its own: see the table's head.
    """
    if row.kind:
        return unmet_topic(site, row, all_entries) if row.kind == "topic" else unmet_aim(site, row)
    size = len(marks(site.clause(NOTICE, row.clause).text, row.quote))
    found = overlapping(site, row, all_entries)
    together = set[int]().union(*found.values()) if found else set()
    noted = any(row.clause in form.notes for form in site.forms.values())
    if len(together) < 0.8 * size and not noted:
        return f"only {len(together)} of {size} characters are quoted"
    near = [entry for entry, said in found.items() if len(said) >= 0.5 * size]
    if not noted and not any(not entry.who or entry.who & row.who for entry in near):
        return f"nobody of {sorted(row.who)} answers; found {[entry.name for entry in near]}"
    asked = any(entry.kind == "item" for entry in near)
    if row.clause.startswith("3.2.") and not asked:
        return f"no item asks it; found {[entry.name for entry in near]}"
    timed = any(row.when in entry.times for entry in found)
    if row.when not in ("always", "once") and not timed and not noted:
        return f"nothing carries the time {row.when}; found {[entry.name for entry in found]}"
    return ""


def unmet_topic(site: Site, row: Obligation, all_entries: list[Entry]) -> str:
    """A section stands on a topic's clause, and a duty or an item quotes the topic."""
    sections = [part for one in site.checklists.values() for part in one.sections]
    if row.clause not in {section.clause for section in sections}:
        return "no section stands on the clause of this topic"
    size = len(marks(site.clause(NOTICE, row.clause).text, row.quote))
    for entry, said in overlapping(site, row, all_entries).items():
        if entry.kind in ("item", "duty") and len(said) == size and entry.who & row.who:
            return ""
    return "no duty or item quotes this topic"


def unmet_aim(site: Site, row: Obligation) -> str:
    """Something covers the clause an aim belongs to."""
    covered = (NOTICE, row.clause) in coverage(site)
    return "" if covered else "nothing covers the clause of this aim"


def test_every_obligation_of_the_notice_is_met_by_the_data(site: Site) -> None:
    all_entries = list(entries(site))
    missing = [
        f"{row.id} {row.clause} {row.quote}: {why}"
        for row in obligations()
        if (why := unmet(site, row, all_entries))
    ]
    assert not missing, "\n".join(["", *missing])


def test_table_of_obligations_quotes_the_notice_literally(site: Site) -> None:
    rows = obligations()
    assert [row.id for row in rows] == [f"O-{n:03}" for n in range(1, len(rows) + 1)]
    for row in rows:
        assert row.quote in site.clause(NOTICE, row.clause).text, row.id


def test_few_rows_of_the_table_are_only_a_topic_or_an_aim() -> None:
    kinds = [row.kind for row in obligations() if row.kind]
    assert set(kinds) == {"topic", "aim"}
    assert len(kinds) <= 12


def test_a_topic_is_unmet_without_its_duty(site: Site) -> None:
    topics = [row for row in obligations() if row.kind == "topic"]
    left = [entry for entry in entries(site) if entry.kind != "duty"]
    assert all(unmet(site, row, left) for row in topics)


def test_when_and_what_to_keep_are_said_in_the_words_of_the_notice(site: Site) -> None:
    said = [(d.id, d.wording, d.basis) for d in site.schedule.deadlines]
    said += [(due.id, due.wording, due.basis) for r in site.schedule.reports for due in r.due]
    said += [(duty.id, duty.keep, duty.basis) for duty in site.duties if duty.keep]
    for name, words, basis in said:
        assert any(words in site.clause(one.source, one.clause).text for one in basis), name


@pytest.mark.parametrize("removed", ["item", "duty", "deadline", "report"])
def test_table_notices_when_a_kind_of_entry_is_missing(site: Site, removed: str) -> None:
    left = [entry for entry in entries(site) if entry.kind != removed]
    assert any(unmet(site, row, left) for row in obligations())


def test_notice_stands_word_for_word(site: Site) -> None:
    """The hash is of the official text without spaces, line ends and its page number."""
    words = re.sub(r"\s+", "", "".join(clause.text for clause in site.sources[NOTICE].clauses))
    assert hashlib.sha256(words.encode("utf-8")).hexdigest() == (
        "6cace2cd6a19bc42fe1fb7f10a1ec82092e2a3ef8d3e72d6039a465a7d66fccb"
    )
