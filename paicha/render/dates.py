"""A publication in; calendars that a phone can subscribe to, one for all and one a role, out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import PurePosixPath

from icalendar import Alarm, Calendar, Event, vDuration, vRecur

from paicha.model.campaign import Duty, Phase, Report
from paicha.output import OutputFile
from paicha.render import paths
from paicha.render.agenda import Occasion, agenda, followed
from paicha.render.citing import in_a_row
from paicha.render.publication import Publication
from paicha.render.words import Words, words

_REMIND = (timedelta(days=-7), timedelta(days=-1))


def render_calendars(publication: Publication) -> Iterator[OutputFile]:
    """Render schedule/all.ics, and schedule/<role>.ics for each role."""
    said = words(publication.project)
    events = [
        (entry, _event(publication, one, said))
        for entry in agenda(publication)
        for one in _whole_days(entry, said)
    ]
    title = publication.site.settings.title
    yield _calendar(publication, paths.CALENDAR, title, [event for _, event in events])
    for role in publication.site.roles.values():
        mine = [event for entry, event in events if entry.concerns(role.id)]
        path = paths.role_calendar(role.id)
        yield _calendar(publication, path, f"{title}：{role.title}", mine)


def _calendar(publication: Publication, path: str, name: str, events: list[Event]) -> OutputFile:
    """Write a calendar; what is not of RFC 5545 is what phones and Outlook read beside it."""
    calendar = Calendar()
    calendar.add("prodid", "-//paicha//calendar//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", publication.site.settings.time_zone)
    # A subscriber looks again every day, so that a day that was put right reaches phones.
    calendar.add("refresh-interval", vDuration(timedelta(days=1)), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    if base := _base(publication):
        calendar.add("source", f"{base}/{path}", {"VALUE": "URI"})
    for event in events:
        calendar.add_component(event)
    return OutputFile(PurePosixPath(path), calendar.to_ical())


@dataclass(frozen=True, slots=True)
class WholeDay:
    """An event of an entry: its id, what it is called, its first day, and its rule, if any."""

    entry: Occasion
    id: str
    title: str
    day: date
    rule: str = ""


def _whole_days(entry: Occasion, said: Words) -> Iterator[WholeDay]:
    """Make the events of an entry.

    A phase has its first and its last day: a bar over months would hide all else on a phone.
    Where not every calendar reads a rule, each of its days is an event.
    """
    title, recurs = entry.of.title, entry.recurrence
    if isinstance(entry.of, Phase):
        if entry.of.start:
            starts = said["event"]["starts"].format(phase=title)
            yield WholeDay(entry, f"{entry.id}.start", starts, entry.of.start)
        ends = said["event"]["ends"].format(phase=title)
        yield WholeDay(entry, f"{entry.id}.end", ends, entry.of.end)
    elif recurs and recurs.last and not recurs.plain:
        for day in recurs.days(recurs.last):
            yield WholeDay(entry, f"{entry.id}.{day:%Y-%m}", title, day)
    else:
        within = f"（{said['within'][entry.of.cadence]}）" if isinstance(entry.of, Duty) else ""
        rule = recurs.rule if recurs else ""
        yield WholeDay(entry, entry.id, f"{title}{within}", entry.first, rule)


def _event(publication: Publication, whole_day: WholeDay, said: Words) -> Event:
    """Write an event of a whole day, which no time zone can shift."""
    event, entry = Event(), whole_day.entry
    event.add("uid", f"{whole_day.id}@{publication.site.settings.source}.paicha")
    event.add("summary", whole_day.title)
    # A fixed stamp: the same content gives the same bytes.
    event.add("dtstamp", datetime.combine(whole_day.day, time(), UTC))
    event.add("dtstart", whole_day.day)
    event.add("dtend", whole_day.day + timedelta(days=1))  # the day after, by RFC 5545
    if whole_day.rule:
        event.add("rrule", vRecur.from_ical(whole_day.rule))
    event.add("description", "\n".join(_lines(publication, entry, said)))
    event.add("categories", [said["cover"][entry.kind]])
    event.add("transp", "TRANSPARENT")
    if base := _base(publication):
        event.add("url", f"{base}/{entry.path}")
    for before in () if entry.kind == "phase" else _REMIND:
        event.add_component(_alarm(whole_day.title, before))
    return event


def _alarm(title: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", before)
    return alarm


def _lines(publication: Publication, entry: Occasion, said: Words) -> Iterator[str]:
    """Say what people want to know who see nothing but the calendar."""
    site, event, paper = publication.site, said["event"], said["print"]
    if isinstance(entry.of, Duty):
        yield _often(entry.of, said)
    quoted = entry.kind in ("deadline", "report")
    yield paper["wording"].format(wording=entry.wording) if quoted else entry.wording
    if isinstance(entry.of, Report):
        yield from _other_readings(publication, entry.of, event["other_reading"])
    if entry.roles:
        yield event["who"].format(roles="、".join(site.roles[role].title for role in entry.roles))
    if to := getattr(entry.of, "to", None):
        yield event["to"].format(role=site.roles[to].title)
    if keep := getattr(entry.of, "keep", None):
        yield paper["keep"].format(what=keep)
    yield paper["based_on"].format(
        clauses=in_a_row(publication.site, entry.basis, site.settings.source)
    )
    if base := _base(publication):
        yield f"{base}/{entry.path}"


def _often(duty: Duty, said: Words) -> str:
    cadence: str = said["cadence"][duty.cadence]
    often: str = said["print"]["often"]
    return often.format(cadence=cadence, count=duty.at_least) if duty.at_least else cadence


def _other_readings(publication: Publication, report: Report, said: str) -> Iterator[str]:
    """Where a source contradicts itself, the calendar follows one reading and says the others."""
    kept = report.reading(followed(publication).get(report.id))
    for due in report.due:
        if due != kept:
            named = in_a_row(publication.site, due.basis, publication.site.settings.source)
            yield said.format(wording=due.wording, covers=due.covers, clauses=named)


def _base(publication: Publication) -> str:
    return publication.site.settings.base_url.rstrip("/")
