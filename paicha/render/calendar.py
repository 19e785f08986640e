"""A publication in; calendars that a phone can subscribe to, one for all and one a role, out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import PurePosixPath

from icalendar import Alarm, Calendar, Event

from paicha.output import OutputFile
from paicha.render import paths
from paicha.render.html import followed
from paicha.render.publication import Publication

_REMIND = (timedelta(days=-7), timedelta(days=-1))


@dataclass(frozen=True, slots=True)
class Entry:
    """An all-day entry; `uid` stays the same from build to build."""

    uid: str
    title: str
    first: date
    last: date
    wording: str
    anchor: str
    roles: tuple[str, ...] = ()  # none: concerns everybody
    remind: bool = True


def render_calendars(publication: Publication) -> Iterator[OutputFile]:
    """Render schedule/all.ics, and schedule/<role>.ics for each role that has a date."""
    entries = list(_entries(publication))
    title = publication.site.settings.title
    yield _calendar(publication, paths.CALENDAR, title, entries)
    for id_ in roles_with_dates(publication):
        mine = [entry for entry in entries if not entry.roles or id_ in entry.roles]
        name = f"{title}：{publication.site.roles[id_].title}"
        yield _calendar(publication, paths.role_calendar(id_), name, mine)


def roles_with_dates(publication: Publication) -> list[str]:
    """List the roles that a deadline or report names, in the order of the roles."""
    schedule = publication.site.schedule
    named = {role for deadline in schedule.deadlines for role in deadline.roles}
    named |= {role for report in schedule.reports for role in report.roles}
    return [id_ for id_ in publication.site.roles if id_ in named]


def _entries(publication: Publication) -> Iterator[Entry]:
    schedule = publication.site.schedule
    for phase in schedule.phases:
        first = phase.start or phase.end
        yield Entry(phase.id, phase.title, first, phase.end, phase.summary, phase.id, remind=False)
    for one in schedule.deadlines:
        yield Entry(one.id, one.title, one.by, one.by, one.wording, one.id, one.roles)
    for report in schedule.reports:
        follow = followed(publication).get(report.id)
        wording = report.reading(follow).wording
        for day in report.days(follow):
            uid = f"{report.id}-{day:%Y-%m}"
            yield Entry(uid, report.title, day, day, wording, report.id, report.roles)


def _calendar(publication: Publication, path: str, name: str, entries: list[Entry]) -> OutputFile:
    calendar = Calendar()
    calendar.add("prodid", "-//paicha//calendar//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(publication, entry))
    return OutputFile(PurePosixPath(path), calendar.to_ical())


def _event(publication: Publication, entry: Entry) -> Event:
    event = Event()
    settings = publication.site.settings
    event.add("uid", f"{entry.uid}@{settings.source}.paicha")
    event.add("summary", entry.title)
    # A fixed stamp: the same content gives the same bytes.
    event.add("dtstamp", datetime.combine(entry.first, time(), UTC))
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))  # the day after, by RFC 5545
    event.add("description", f"原文：{entry.wording}" if entry.remind else entry.wording)
    event.add("transp", "TRANSPARENT")
    if settings.base_url:
        event.add("url", f"{settings.base_url.rstrip('/')}/{paths.SCHEDULE}#{entry.anchor}")
    for before in _REMIND if entry.remind else ():
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event
